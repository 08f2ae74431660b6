/* Threads set properties, make and destroy widgets, ask; pages come, tell and go;
 * one thread dispatches. In the end all pages show what the tree has. */
#include "tab.h"

#define WRITERS 4
#define PAGES 3
#define ROUNDS 300

static oriel_app_t *app;
static oriel_session_t *session;
static oriel_widget_t *slider, *box, *labels[WRITERS];
static _Atomic int heard, running;

static void *write_properties(void *user)
{
    oriel_widget_t *label = labels[*(int *)user];
    char text[32];

    for (int i = 0; i < ROUNDS; i++) {
        oriel_widget_t *made = NULL;
        oriel_future_t *future = NULL;

        snprintf(text, sizeof(text), "text %d", i);
        assert_int_equal(oriel_label_set_text(label, text), ORIEL_OK);
        assert_int_equal(oriel_slider_set_value(slider, i), ORIEL_OK);
        assert_int_equal(oriel_button_new(session, text, NULL, &made), ORIEL_OK);
        assert_int_equal(oriel_vbox_add_widget(box, made, 0), ORIEL_OK);
        if (i % 8 == 0) {
            assert_int_equal(oriel_widget_query(label, "get_position", NULL, -1, &future), ORIEL_OK);
            oriel_future_cancel(future);
            oriel_future_unref(future);
        }
        if (i % 16 == 0) {
            oriel_session_begin_batch(session);
            assert_int_equal(oriel_label_set_text(label, "batch"), ORIEL_OK);
            oriel_session_end_batch(session);
        }
        oriel_widget_destroy(made);
        oriel_widget_unref(made);
    }
    snprintf(text, sizeof(text), "end %d", *(int *)user);
    assert_int_equal(oriel_label_set_text(label, text), ORIEL_OK);
    running--;
    return NULL;
}

static void *visit(void *user)
{
    struct tab tab;

    (void)user;
    for (int i = 0; i < ROUNDS / 4; i++) {
        tab_open(&tab, session);
        tab_attach(&tab);
        for (int k = 0; k < 8; k++) {
            assert_true(tab_tell(&tab, slider, "activated", "7"));
            free(tab_take(&tab));
        }
        if (i % 2)
            tab_begin(&tab); /* a reload */
        tab_close(&tab);
    }
    running--;
    return NULL;
}

static oriel_err_t on_activated(oriel_event_t *event, void *user)
{
    (void)event;
    (void)user;
    heard++;
    return ORIEL_OK;
}

static void test_everybody_at_once(void **state)
{
    pthread_t threads[WRITERS + PAGES];
    int numbers[WRITERS];
    struct tab last;

    (void)state;
    app = new_tab_app();
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    slider = new_widget(session, "Slider");
    box = new_widget(session, "VBox");
    assert_int_equal(oriel_widget_on(slider, "activated", on_activated, NULL, NULL, NULL), ORIEL_OK);
    running = WRITERS + PAGES;
    for (int i = 0; i < WRITERS; i++) {
        labels[i] = new_widget(session, "Label");
        numbers[i] = i;
    }
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_properties, &numbers[i]), 0);
    for (int i = 0; i < PAGES; i++)
        assert_int_equal(pthread_create(&threads[WRITERS + i], NULL, visit, NULL), 0);
    while (running > 0)
        assert_true(oriel_app_dispatch(app, 1) >= 0);
    for (int i = 0; i < WRITERS + PAGES; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    run_all(app);
    assert_int_equal(heard, PAGES * (ROUNDS / 4) * 8);
    tab_open(&last, session);
    tab_attach(&last);
    char *text = tab_take(&last);

    assert_non_null(text);
    for (int i = 0; i < WRITERS; i++) {
        char expected[64];

        snprintf(expected, sizeof(expected), "[\"set_text\",[\"end %d\"]]", i);
        assert_non_null(strstr(text, expected));
        oriel_widget_unref(labels[i]);
    }
    assert_null(strstr(text, "Button"));
    free(text);
    tab_close(&last);
    oriel_widget_unref(slider);
    oriel_widget_unref(box);
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
}

/* --- A widget goes while others hold on to it ----------------------------------------------- */

struct hold {
    oriel_widget_t *widget;
    pthread_barrier_t together;
    oriel_err_t err;
};

static void count_destroy(void *user)
{
    ++*(int *)user;
}

static int freed;

static void *add_handler(void *user)
{
    struct hold *hold = user;

    pthread_barrier_wait(&hold->together);
    hold->err = oriel_widget_on(hold->widget, "activated", on_activated, &freed, count_destroy, NULL);
    return NULL;
}

/* A handler is either refused, and its data the caller's, or it goes with the widget. */
static void test_a_handler_for_who_goes(void **state)
{
    (void)state;
    app = new_tab_app();
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    for (int i = 0; i < ROUNDS; i++) {
        struct hold hold = { .widget = new_widget(session, "Button") };
        pthread_t thread;

        freed = 0;
        assert_int_equal(pthread_barrier_init(&hold.together, NULL, 2), 0);
        assert_int_equal(pthread_create(&thread, NULL, add_handler, &hold), 0);
        pthread_barrier_wait(&hold.together);
        oriel_widget_destroy(hold.widget);
        assert_int_equal(pthread_join(thread, NULL), 0);
        run_all(app);
        assert_true(hold.err == ORIEL_OK || hold.err == ORIEL_ECLOSED);
        assert_int_equal(freed, hold.err == ORIEL_OK);
        oriel_widget_unref(hold.widget);
        pthread_barrier_destroy(&hold.together);
    }
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
}

static void *start_timer(void *user)
{
    struct hold *hold = user;

    pthread_barrier_wait(&hold->together);
    oriel_err_t err = oriel_timer_widget_start(hold->widget, 1000);

    assert_true(err == ORIEL_OK || err == ORIEL_ECLOSED); /* the widget may be gone */
    return NULL;
}

/* Of several starts one runs on, and none once the widget is gone. */
static void test_timers_are_started_at_once(void **state)
{
    (void)state;
    app = new_tab_app();
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    for (int i = 0; i < ROUNDS / 4; i++) {
        struct hold hold = { .widget = new_widget(session, "Timer") };
        pthread_t threads[WRITERS];

        assert_int_equal(pthread_barrier_init(&hold.together, NULL, WRITERS + 1), 0);
        for (int k = 0; k < WRITERS; k++)
            assert_int_equal(pthread_create(&threads[k], NULL, start_timer, &hold), 0);
        pthread_barrier_wait(&hold.together);
        if (i % 2)
            oriel_widget_destroy(hold.widget);
        for (int k = 0; k < WRITERS; k++)
            assert_int_equal(pthread_join(threads[k], NULL), 0);
        oriel_widget_destroy(hold.widget);
        oriel_value_t *is_set = oriel__clock_get(hold.widget, oriel__class_get_method(hold.widget->node.cls, "is_set"));

        assert_string_equal(oriel_value_get_text(is_set, NULL), "false");
        oriel_value_unref(is_set);
        oriel_widget_unref(hold.widget);
        pthread_barrier_destroy(&hold.together);
    }
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
}

/* --- Who came and went is told in order ------------------------------------------------------ */

static _Atomic int inside;

static oriel_err_t follow(oriel_event_t *event, void *user)
{
    int now = strcmp(oriel_event_get_action(event), "child-added") == 0 ? ++inside : --inside;

    (void)user;
    assert_in_range(now, 0, 1);
    return ORIEL_OK;
}

static void *come_and_go(void *user)
{
    for (int i = 0; i < ROUNDS; i++) {
        oriel_err_t err = user ? oriel_vbox_add_widget(box, labels[0], 0)
                               : oriel_widget_callf(box, "remove_widget", "w", labels[0]);

        assert_true(err == ORIEL_OK || (!user && err == ORIEL_EINVAL)); /* it is out already */
    }
    return NULL;
}

static void test_moves_are_told_in_order(void **state)
{
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    pthread_t threads[WRITERS];

    (void)state;
    app = new_tab_app();
    opts.order = ORIEL_ORDER_SESSION;
    assert_int_equal(oriel_session_new(app, &opts, &session), ORIEL_OK);
    box = new_widget(session, "VBox");
    labels[0] = new_widget(session, "Label");
    inside = 0;
    assert_int_equal(oriel_widget_on(box, "child-added", follow, NULL, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_widget_on(box, "child-removed", follow, NULL, NULL, NULL), ORIEL_OK);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, come_and_go, i % 2 ? app : NULL), 0);
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    run_all(app);
    assert_int_equal(inside, oriel_widget_get_child_count(box));
    oriel_widget_unref(box);
    oriel_widget_unref(labels[0]);
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_handler_for_who_goes),
        cmocka_unit_test(test_timers_are_started_at_once),
        cmocka_unit_test(test_moves_are_told_in_order),
        cmocka_unit_test(test_everybody_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
