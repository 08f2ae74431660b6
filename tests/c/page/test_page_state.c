/* State through pages: what each side hears of the other, and when it is sure. */
#include "play.h"

static void hear(const oriel_state_event_t *event, void *user)
{
    (void)user;
    tell("%s.%s=%s@%llu%s ", event->ns, event->key, oriel_value_get_text(event->value, NULL),
         (unsigned long long)event->revision, event->origin == ORIEL_ORIGIN_PAGE ? " page" : "");
}

static void set(struct stage *stage, const char *key, int value)
{
    assert_int_equal(oriel_state_set(stage->state, "n", key, oriel_value_int(value)), ORIEL_OK);
}

static void test_page_to_program(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel_state_subscribe(stage->state, NULL, 0, hear, NULL, NULL, NULL), ORIEL_OK);
    send_ops(stage->window, "[[\"s\",\"n\",\"k\",{\"a\": 1}],[\"s\",\"n\",\"k\",2]]");
    assert_story(""); /* in dispatch, not on the page's thread */
    dispatch(stage->app);
    assert_story("n.k={\"a\":1}@1 page n.k=2@2 page ");
    send_ops(stage->window, "[[\"r\",\"n\",\"k\"]]");
    dispatch(stage->app);
    assert_story(""); /* no handler hears removals */
    assert_null(oriel_state_dup(stage->state, "n", "k"));
    assert_frame(stage->window, "1\n[[\"o\",2]]");
    assert_frame(stage->window, "2\n[[\"o\",3]]");
}

static void test_program_to_page(void **context)
{
    struct stage *stage = *context;

    set(stage, "k", 1);
    assert_frame(stage->window, "1\n[[\"s\",\"n\",\"k\",1,1,0]]");
    assert_int_equal(oriel_state_remove(stage->state, "n", "k"), ORIEL_OK);
    assert_frame(stage->window, "2\n[[\"r\",\"n\",\"k\",2]]");
    assert_int_equal(oriel_state_remove(stage->state, "n", "k"), ORIEL_OK); /* no change */
    assert_quiet(stage->window);
    assert_int_equal(oriel_state_set(stage->state, "n\"", "\n", oriel_value_string("\xc3\xa9\"")), ORIEL_OK);
    assert_frame(stage->window, "3\n[[\"s\",\"n\\\"\",\"\\n\",\"\xc3\xa9\\\"\",3,0]]");
}

/* Each change of its own is confirmed, also one that changes nothing or was
 * refused: the page counts them. After a refusal it is told what is there. */
static void test_confirmations(void **context)
{
    struct stage *stage = *context;

    send_ops(stage->window, "[[\"s\",\"n\",\"k\",1],[\"s\",\"n\",\"k\",1]]");
    assert_frame(stage->window, "1\n[[\"o\",2]]");
    send_ops(stage->window, "[[\"r\",\"n\",\"absent\"]]");
    assert_frame(stage->window, "2\n[[\"o\",3]]");
    send_ops(stage->window, "[[\"r\",\"none\",\"absent\"],[\"s\",\"n\",\"k\",2]]");
    assert_frame(stage->window, "3\n[[\"o\",5]]");
    send_ops(stage->window, "[[\"s\",\"\",\"k\",1]]");
    assert_frame(stage->window, "4\n[[\"o\",6],[\"z\",{\"rev\":5,\"s\":{\"n\":{\"k\":2}},\"p\":[[\"n\",\"k\"]]}]]");
    assert_logged("page: a page's change of the state was refused: namespace is empty");
    send_ops(stage->window, "[[\"r\",\"n\",\"a\\u0000b\"],[\"r\",\"n\",\"k\"]]");
    assert_frame(stage->window, "5\n[[\"o\",8],[\"z\",{\"rev\":6,\"s\":{},\"p\":[]}]]");
    assert_logged("key holds a NUL");
    begin_document(stage->window); /* which counts from 1 */
    send_ops(stage->window, "[[\"s\",\"n\",\"k\",1]]");
    assert_frame(stage->window, "1\n[[\"o\",1]]");
}

/* A confirmation stands where the page's changes came between the others. */
static void test_order_of_confirmations(void **context)
{
    struct stage *stage = *context;

    set(stage, "a", 1);
    send_ops(stage->window, "[[\"s\",\"n\",\"a\",2]]");
    set(stage, "a", 3);
    send_ops(stage->window, "[[\"s\",\"n\",\"b\",4],[\"r\",\"n\",\"none\"]]");
    assert_frame(stage->window, "1\n[[\"s\",\"n\",\"a\",1,1,0]]");
    assert_frame(stage->window, "2\n[[\"o\",1]]");
    assert_frame(stage->window, "3\n[[\"s\",\"n\",\"a\",3,3,0]]");
    assert_frame(stage->window, "4\n[[\"o\",3]]");
    assert_quiet(stage->window);
}

/* Two windows of one session are two pages on one state. */
static void test_two_pages(void **context)
{
    struct stage *stage = *context;
    oriel_window_t *other = new_window(stage->app, stage->session);

    begin_document(other);
    assert_int_equal(oriel_session_get_page_count(stage->session), 2);
    send_ops(stage->window, "[[\"s\",\"n\",\"k\",1]]");
    assert_frame(stage->window, "1\n[[\"o\",1]]");
    assert_frame(other, "1\n[[\"s\",\"n\",\"k\",1,1,1]]");
    send_ops(other, "[[\"s\",\"n\",\"k\",2]]");
    assert_frame(other, "2\n[[\"o\",1]]");
    assert_frame(stage->window, "2\n[[\"s\",\"n\",\"k\",2,2,1]]");
    send_ops(other, "[[\"r\",\"n\",\"k\"]]");
    assert_frame(other, "3\n[[\"o\",2]]");
    assert_frame(stage->window, "3\n[[\"r\",\"n\",\"k\",3]]");
    set(stage, "k", 4);
    assert_frame(stage->window, "4\n[[\"s\",\"n\",\"k\",4,4,0]]");
    assert_frame(other, "4\n[[\"s\",\"n\",\"k\",4,4,0]]");
    oriel_window_destroy(other);
    oriel_window_unref(other);
}

static void test_one_state_of_two_sessions(void **context)
{
    struct stage *stage = *context;
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    oriel_session_t *sharing = NULL, *apart = NULL;
    oriel_window_t *shared_window, *apart_window;
    char *seed;

    opts.state = stage->state;
    assert_int_equal(oriel_session_new(stage->app, &opts, &sharing), ORIEL_OK);
    assert_int_equal(oriel_session_new(stage->app, NULL, &apart), ORIEL_OK);
    assert_ptr_equal(oriel_session_get_state(sharing), stage->state);
    assert_ptr_not_equal(oriel_session_get_state(apart), stage->state);
    shared_window = new_window(stage->app, sharing);
    apart_window = new_window(stage->app, apart);
    begin_document(shared_window);
    begin_document(apart_window);
    send_ops(stage->window, "[[\"s\",\"n\",\"k\",1]]");
    assert_frame(shared_window, "1\n[[\"s\",\"n\",\"k\",1,1,1]]");
    assert_quiet(apart_window);
    assert_int_equal(oriel_state_get_revision(oriel_session_get_state(apart)), 0);
    seed = new_document(apart_window);
    assert_non_null(strstr(seed, "\"s\":{}"));
    free(seed);
    oriel_window_destroy(shared_window);
    oriel_window_destroy(apart_window);
    oriel_window_unref(shared_window);
    oriel_window_unref(apart_window);
    oriel_session_unref(sharing);
    oriel_session_unref(apart);
}

/* Navigation and closing leave the state alone. */
static void test_state_outlives_documents(void **context)
{
    struct stage *stage = *context;
    char *seed;

    send_ops(stage->window, "[[\"s\",\"n\",\"k\",\"kept\"]]");
    assert_frame(stage->window, "1\n[[\"o\",1]]");
    assert_int_equal(oriel_window_reload(stage->window), ORIEL_OK);
    assert_int_equal(oriel_window_sync(stage->window), ORIEL_OK);
    set(stage, "j", 1);
    seed = new_document(stage->window);
    assert_non_null(strstr(seed, "\"rev\":2,\"s\":{\"n\":{\"k\":\"kept\",\"j\":1}},\"p\":[[\"n\",\"k\"]]"));
    free(seed);
    assert_quiet(stage->window);
}

/* Handlers that a page's change makes due are dropped with the app's end. */
static void test_shutdown_before_dispatch(void **context)
{
    struct stage *stage = *context;
    oriel_state_t *state = oriel_state_ref(stage->state);

    dispatch(stage->app);
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, hear, NULL, NULL, NULL), ORIEL_OK);
    send_ops(stage->window, "[[\"s\",\"n\",\"k\",1]]");
    oriel_app_shutdown(stage->app);
    assert_story("");
    dispatch(stage->app);
    assert_story("");
    set(stage, "k", 2); /* and later ones are heard again */
    dispatch(stage->app);
    assert_story("n.k=2@2 ");
    oriel_state_unref(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_WITH_DOCUMENT(test_page_to_program),
        STAGE_WITH_DOCUMENT(test_program_to_page),
        STAGE_WITH_DOCUMENT(test_confirmations),
        STAGE_WITH_DOCUMENT(test_order_of_confirmations),
        STAGE_WITH_DOCUMENT(test_two_pages),
        STAGE_WITH_DOCUMENT(test_one_state_of_two_sessions),
        STAGE_WITH_DOCUMENT(test_state_outlives_documents),
        STAGE_WITH_DOCUMENT(test_shutdown_before_dispatch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
