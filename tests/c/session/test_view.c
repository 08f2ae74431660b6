/* Views: what pages that follow the widgets are sent, and what they may not do. */
#include "tab.h"

static oriel_app_t *app;
static oriel_session_t *session;

static int begin(void **state)
{
    (void)state;
    app = new_tab_app();
    return oriel_session_new(app, NULL, &session) ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
    return 0;
}

/* --- Hostile pages --------------------------------------------------------------------- */

/* One message of many operations: `begin`, then `each` so many times. */
static char *repeat(char *text, const char *each, size_t count)
{
    size_t len = strlen(text), one = strlen(each);

    text = realloc(text, len + one * count + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + len + i * one, each, one + 1);
    return text;
}

/* Much is due, and each attach would go through it all: 5,000,000,000 steps. */
static void test_attach_again_and_again(void **state)
{
    struct tab tab;
    char *text = strdup("["), *frame;

    (void)state;
    tab_open(&tab, session);
    text = repeat(text, "[\"n\",1,2],", 50000);
    text = repeat(text, "[\"w\",{\"type\":\"attach\"}],", 100000);
    strcpy(strrchr(text, ','), "]");
    assert_true(tab_send(&tab, text));
    free(text);
    frame = tab_take(&tab);
    assert_memory_equal(frame, "[" MESSAGE_START, strlen("[" MESSAGE_START));
    free(frame);
    tab_discard(&tab);
    assert_int_equal(tab.drops, 0);
    tab_close(&tab);
}

/* It asks for what is not there, and takes no answer. */
static void test_takes_no_answer(void **state)
{
    struct tab tab;
    char *text = repeat(strdup("["), "[\"n\",1,2],", 400000);

    (void)state;
    strcpy(strrchr(text, ','), "]");
    tab_open(&tab, session);
    assert_true(tab_send(&tab, text));
    assert_int_equal(tab.drops, 1);
    assert_int_equal(tab.page->outbox.answer_bytes, 0);
    assert_true(oriel__outbox_is_empty(&tab.page->outbox));
    assert_no_frame(&tab);
    tab_begin(&tab); /* another document */
    assert_true(tab_send(&tab, "[[\"n\",1,2]]"));
    assert_frame(&tab, "[[\"e\",2,\"ReferenceError\",\"the stream has ended\"]]");
    free(text);
    tab_close(&tab);
}

/* A large answer alone is fine; one more is not, and the carrier hears of it. */
static void test_answers_by_the_program(void **state)
{
    struct tab tab;

    (void)state;
    tab_open(&tab, session);
    tab.page->outbox.answer_limit = 8;
    assert_true(oriel__page_send(tab.page, 1, oriel__strdup("[\"v\",1]"), 7, NULL));
    assert_int_equal(tab.page->outbox.answer_bytes, 7 + ORIEL__ANSWER_COST);
    assert_frame(&tab, "[[\"v\",1]]");
    assert_true(oriel__page_send(tab.page, 1, oriel__strdup("[\"v\",2]"), 7, NULL));
    tab.wakes = 0;
    tab.page->is_woken = false;
    assert_false(oriel__page_send(tab.page, 1, oriel__strdup("[\"v\",3]"), 7, NULL));
    assert_int_equal(tab.wakes, 1);
    assert_int_equal(tab.drops, 0); /* only on its own thread */
    assert_no_frame(&tab);
    assert_int_equal(tab.drops, 1);
    tab_close(&tab);
}

/* The picture is larger than a frame may be: it is not drawn again and again. */
static void test_rebuild_that_cannot_be_written(void **state)
{
    struct tab tab;
    oriel_widget_t *label = new_widget(session, "Label");
    char text[2000];

    (void)state;
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    assert_int_equal(oriel_label_set_text(label, text), ORIEL_OK);
    tab_open(&tab, session);
    tab.page->outbox.frame_limit = 1000;
    tab_attach(&tab);
    assert_frame(&tab, "[]");
    assert_int_equal(tab.drops, 0);
    assert_no_frame(&tab);
    assert_int_equal(tab.drops, 1);
    assert_int_equal(oriel_label_set_text(label, ""), ORIEL_OK);
    assert_no_frame(&tab); /* until it comes back */
    oriel_widget_unref(label);
    tab_close(&tab);
}

/* Confirmations of both kinds, in turn, take no more room than one of each. */
static void test_confirmations_of_both_kinds(void **state)
{
    struct tab tab;

    (void)state;
    tab_join(&tab, session);
    for (int i = 0; i < 100; i++)
        assert_true(tab_send(&tab, "[[\"s\",\"n\",\"k\",1],"
                                   "[\"w\",{\"type\":\"callback\",\"wid\":1,\"action\":\"none\",\"args\":[]}]]"));
    assert_frame(&tab, "[[\"o\",100],[\"W\",100]]");
    assert_no_frame(&tab);
    tab_close(&tab);
}

/* --- Questions --------------------------------------------------------------------------- */

static oriel_future_t *ask(oriel_widget_t *widget, const char *method, const char *json)
{
    oriel_value_t *args = NULL;
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_value_from_json(json, strlen(json), &args), ORIEL_OK);
    assert_int_equal(oriel_widget_query(widget, method, args, -1, &future), ORIEL_OK);
    return future;
}

/* ETIMEDOUT: it is open. */
static oriel_err_t outcome(oriel_future_t *future)
{
    return oriel_future_wait(future, 0) ? ORIEL_ETIMEDOUT : oriel_future_get_error(future, NULL, NULL);
}

static void answer(struct tab *tab, const char *id)
{
    char text[128];

    (void)snprintf(text, sizeof(text), "[[\"w\",{\"type\":\"result\",\"id\":%s}]]", id);
    assert_true(tab_send(tab, text));
}

#define EMPTY_BATCH(id) "[\"w\",{\"type\":\"batch\",\"calls\":[],\"id\":" #id "}]"

/* A rebuild has what the question does: the page must not do it again. */
static void test_change_asked_before_a_rebuild(void **state)
{
    struct tab tab;
    oriel_widget_t *area = new_widget(session, "TextArea");
    oriel_future_t *first, *second, *position;
    char *frame;

    (void)state;
    tab_open(&tab, session);
    tab_attach(&tab); /* due: the first rebuild */
    first = ask(area, "append_text", "[\"x\"]");
    frame = tab_take(&tab);
    assert_null(strstr(frame, "append_text"));
    assert_non_null(strstr(frame, "[\"x\"]"));
    assert_non_null(strstr(frame, MESSAGE_END "," EMPTY_BATCH(1) "]"));
    free(frame);
    answer(&tab, "1");
    assert_int_equal(outcome(first), ORIEL_OK);
    second = ask(area, "append_text", "[\"y\"]"); /* due, and then superseded */
    position = ask(area, "get_position", "[]");
    assert_int_equal(oriel_session_rebuild(session), ORIEL_OK);
    frame = tab_take(&tab);
    assert_null(strstr(frame, "append_text"));
    assert_non_null(strstr(frame, "[\"xy\"]"));
    assert_non_null(strstr(frame, MESSAGE_END "," EMPTY_BATCH(2) ",[\"w\",{\"type\":\"call\""));
    free(frame);
    tab_close(&tab);
    oriel_future_unref(first);
    oriel_future_unref(second);
    oriel_future_unref(position);
    oriel_widget_unref(area);
}

/* Without a rebuild it is asked as it is. */
static void test_change_asked(void **state)
{
    struct tab tab;
    oriel_widget_t *area = new_widget(session, "TextArea");
    oriel_future_t *future;

    (void)state;
    tab_join(&tab, session);
    future = ask(area, "append_text", "[\"x\"]");
    assert_frame(&tab, "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"append_text\",\"args\":[\"x\"],\"id\":1}]]");
    tab_close(&tab);
    oriel_future_unref(future);
    oriel_widget_unref(area);
}

static oriel_value_t *picture(size_t size)
{
    char *data = calloc(1, size);
    oriel_value_t *value = oriel_value_bytes(data, size);

    free(data);
    return value;
}

/* A rebuild with more bytes than may be due is not due again because of them. */
static void test_rebuild_with_pictures(void **state)
{
    struct tab tab;
    oriel_widget_t *one = new_widget(session, "Image"), *other = new_widget(session, "Image");
    oriel_widget_t *label = new_widget(session, "Label");
    char *frame;
    int rebuilds = 0, pictures = 0;

    (void)state;
    assert_int_equal(oriel_image_set_binary_image(one, picture(5 << 20), "png"), ORIEL_OK);
    assert_int_equal(oriel_image_set_binary_image(other, picture(5 << 20), "png"), ORIEL_OK);
    tab_open(&tab, session);
    tab_attach(&tab);
    for (int i = 0; i < 10 && (frame = tab_take(&tab)); i++) {
        assert_int_equal(oriel_label_set_text(label, i % 2 ? "a" : "b"), ORIEL_OK);
        rebuilds += strstr(frame, "reconstruct-start") != NULL;
        pictures += strstr(frame, "binary-call") != NULL;
        free(frame);
        if (pictures == 2)
            break;
    }
    assert_int_equal(rebuilds, 1);
    assert_int_equal(pictures, 2);
    tab_close(&tab);
    oriel_widget_unref(one);
    oriel_widget_unref(other);
    oriel_widget_unref(label);
}

#define POSITION(id) "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"get_position\",\"args\":[],\"id\":" #id "}]]"

/* A page whose connection was lost is not asked when there is another. */
static void test_who_is_away_is_asked_last(void **state)
{
    struct tab one, two;
    oriel_widget_t *area = new_widget(session, "TextArea");
    oriel_future_t *position, *change, *later;

    (void)state;
    tab_join(&one, session);
    position = ask(area, "get_position", "[]");
    assert_frame(&one, POSITION(1));
    oriel__session_set_away(session, one.page, true);
    assert_int_equal(outcome(position), ORIEL_ETIMEDOUT); /* it may come back */
    oriel__session_set_away(session, one.page, false);
    answer(&one, "1");
    assert_int_equal(outcome(position), ORIEL_OK);
    oriel_future_unref(position);

    position = ask(area, "get_position", "[]");
    change = ask(area, "append_text", "[\"x\"]");
    tab_discard(&one);
    tab_join(&two, session);
    oriel__session_set_away(session, one.page, true);
    assert_frame(&two, POSITION(2));
    assert_int_equal(outcome(change), ORIEL_OK); /* the other one has it */
    later = ask(area, "get_position", "[]");
    assert_frame(&two, POSITION(4));
    oriel__session_set_away(session, two.page, true); /* nobody is there: whoever comes back first */
    answer(&two, "2");
    assert_int_equal(outcome(position), ORIEL_OK);
    oriel__session_set_away(session, one.page, false);
    oriel__session_set_away(session, two.page, false);
    answer(&two, "4");
    assert_int_equal(outcome(later), ORIEL_OK);
    oriel_future_unref(position);
    oriel_future_unref(change);
    oriel_future_unref(later);
    tab_close(&one);
    tab_close(&two);
    oriel_widget_unref(area);
}

/* Nor is it waited for. */
static void test_who_is_away_is_not_behind(void **state)
{
    struct tab tab;
    oriel_widget_t *label = new_widget(session, "Label");
    oriel_future_t *future = NULL;

    (void)state;
    tab_join(&tab, session);
    tab.page->outbox.high = 10;
    assert_int_equal(oriel_label_set_text(label, "more than ten bytes"), ORIEL_OK);
    assert_true(oriel_session_is_behind(session));
    assert_int_equal(oriel_session_caught_up(session, &future), ORIEL_OK);
    assert_int_equal(outcome(future), ORIEL_ETIMEDOUT);
    oriel__session_set_away(session, tab.page, true);
    assert_false(oriel_session_is_behind(session));
    assert_int_equal(outcome(future), ORIEL_OK);
    oriel__session_set_away(session, tab.page, false);
    assert_true(oriel_session_is_behind(session));
    oriel_future_unref(future);
    tab_close(&tab);
    oriel_widget_unref(label);
}

/* How often the text stands in the frames that are due. */
static int count_in_frames(struct tab *tab, const char *part)
{
    char *frame;
    int count = 0;

    while ((frame = tab_take(tab))) {
        for (const char *at = frame; (at = strstr(at, part)); at++)
            count++;
        free(frame);
    }
    return count;
}

/* Each question that cannot be asked says so, and what it changes is told all the same. */
static void test_no_memory_to_ask(void **state)
{
    static const char *const methods[] = { "append_text", "get_position" };
    static const char *const marks[] = { "xyz", "get_position" };

    (void)state;
    for (int i = 0; i < 2; i++) {
        bool has_failed = true;
        int lost = 0;

        for (long n = 1; has_failed; n++) {
            struct tab tab;
            oriel_widget_t *area = new_widget(session, "TextArea");
            oriel_value_t *args = NULL;
            oriel_future_t *future = NULL;

            assert_int_equal(oriel_value_pack(&args, i ? "[]" : "[s]", "xyz"), ORIEL_OK);
            tab_join(&tab, session);
            oriel__alloc_fail_at(n);
            oriel_err_t err = oriel_widget_query(area, methods[i], args, -1, &future);

            has_failed = oriel__alloc_has_failed();
            oriel__alloc_fail_at(0);
            oriel_err_t is = future ? outcome(future) : ORIEL_OK;

            assert_true(err ? err == ORIEL_ENOMEM && !future : is == ORIEL_ENOMEM || is == ORIEL_ETIMEDOUT);
            lost += is == ORIEL_ENOMEM;
            if (!err && (i == 0 || is == ORIEL_ETIMEDOUT))
                assert_int_equal(count_in_frames(&tab, marks[i]), 1);
            tab_close(&tab);
            oriel_future_unref(future);
            oriel_widget_destroy(area);
            oriel_widget_unref(area);
        }
        assert_true(lost >= 2); /* the operation, and its place in the outbox */
    }
}

/* --- Functions --------------------------------------------------------------------------- */

static oriel_err_t nothing(oriel_call_t *call, void *user)
{
    (void)call;
    (void)user;
    return ORIEL_OK;
}

/* Where another thread would withdraw the function: between two pages. */
static void withdraw(struct oriel__carrier *carrier)
{
    struct tab *tab = oriel__container(carrier, struct tab, carrier);

    if (tab->wakes++ == 0)
        assert_int_equal(oriel_session_withdraw(session, "o", "f"), ORIEL_OK);
}

/* Whoever is told last, the last word is what is. */
static void test_exposed_and_withdrawn_at_once(void **state)
{
    struct tab one, two;
    char *frame;

    (void)state;
    tab_open(&one, session);
    tab_open(&two, session);
    one.carrier.wake = withdraw;
    assert_int_equal(oriel_session_expose(session, "o", "f", nothing, NULL), ORIEL_OK);
    frame = tab_take(&one);
    assert_string_equal(frame + strlen(frame) - 14, "[\"u\",\"o\",\"f\"]]");
    free(frame);
    frame = tab_take(&two);
    assert_string_equal(frame + strlen(frame) - 14, "[\"u\",\"o\",\"f\"]]");
    free(frame);
    tab_close(&one);
    tab_close(&two);
}

#define test(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_attach_again_and_again),        test(test_takes_no_answer),
        test(test_answers_by_the_program),        test(test_rebuild_that_cannot_be_written),
        test(test_change_asked_before_a_rebuild), test(test_change_asked),
        test(test_rebuild_with_pictures),         test(test_who_is_away_is_asked_last),
        test(test_who_is_away_is_not_behind),     test(test_no_memory_to_ask),
        test(test_exposed_and_withdrawn_at_once), test(test_confirmations_of_both_kinds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
