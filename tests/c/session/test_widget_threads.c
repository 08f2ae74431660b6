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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everybody_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
