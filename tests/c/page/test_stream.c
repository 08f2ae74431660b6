/* Streams: async iterators of the page, pulled item by item. */
#include "play.h"

struct source {
    int next, end;
    oriel_err_t at_end; /* instead of the end */
    bool waits;
};

static struct source source;
static oriel_call_t *pending, *streamed;

static oriel_err_t next(oriel_call_t *pull, void *user)
{
    struct source *s = user;

    assert_string_equal(oriel_call_get_object(pull), "o"); /* as the call that it answered */
    assert_int_equal(strlen(oriel_call_get_name(pull)), 1);
    assert_int_equal(oriel_call_get_arg_count(pull), 0);
    tell("next ");
    if (s->waits) {
        pending = oriel_call_ref(pull);
        return ORIEL_PENDING;
    }
    if (s->next < s->end) {
        assert_true(oriel_call_reply(pull, oriel_value_int(s->next++)));
        return ORIEL_OK;
    }
    if (s->at_end)
        return s->at_end;
    assert_true(oriel_call_reply_end(pull));
    assert_false(oriel_call_reply_end(pull));
    return ORIEL_OK;
}

static void close_source(void *user)
{
    assert_ptr_equal(user, &source);
    tell("close ");
}

static const oriel_stream_ops_t ops = { .struct_size = sizeof(ops), .next = next, .close = close_source };

static oriel_err_t begin(oriel_call_t *call, void *user)
{
    (void)user;
    return oriel_call_reply_stream(call, &ops, &source);
}

/* Keeps the call beyond the end of its stream. */
static oriel_err_t begin_and_keep(oriel_call_t *call, void *user)
{
    (void)user;
    streamed = oriel_call_ref(call);
    return oriel_call_reply_stream(call, &ops, &source);
}

static int open_stream(void **context)
{
    struct stage *stage;

    if (stage_open(context))
        return -1;
    stage = *context;
    source = (struct source){ .end = 2 };
    assert_int_equal(oriel_session_expose(stage->session, "o", "f", begin, NULL), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    dispatch(stage->app);
    assert_frame(stage->window, "1\n[[\"i\",1]]");
    assert_story("");
    return 0;
}

static void pull(struct stage *stage, const char *operation)
{
    send_ops(stage->window, operation);
    dispatch(stage->app);
}

static void test_items_and_end(void **context)
{
    struct stage *stage = *context;

    pull(stage, "[[\"n\",1,2]]");
    assert_frame(stage->window, "2\n[[\"v\",2,0]]");
    assert_story("next "); /* no further: the page asks for each */
    pull(stage, "[[\"n\",1,3]]");
    assert_frame(stage->window, "3\n[[\"v\",3,1]]");
    pull(stage, "[[\"n\",1,4]]");
    assert_frame(stage->window, "4\n[[\"d\",4]]");
    assert_story("next next close ");
    pull(stage, "[[\"n\",1,5]]");
    assert_frame(stage->window, "5\n[[\"e\",5,\"ReferenceError\",\"the stream has ended\"]]");
    begin_document(stage->window);
    dispatch(stage->app);
    assert_story(""); /* closed once */
}

static void test_error_ends_it(void **context)
{
    struct stage *stage = *context;

    source.end = 0;
    source.at_end = ORIEL_EIO;
    assert_int_equal(oriel_future_wait(NULL, 0), ORIEL_EINVAL); /* whose text is not the stream's */
    pull(stage, "[[\"n\",1,2]]");
    assert_frame(stage->window, "2\n[[\"e\",2,\"OSError\",\"input or output failed\"]]");
    assert_story("next close ");
    pull(stage, "[[\"n\",1,3]]");
    assert_frame(stage->window, "3\n[[\"e\",3,\"ReferenceError\",\"the stream has ended\"]]");
}

static void test_break(void **context)
{
    struct stage *stage = *context;

    pull(stage, "[[\"n\",1,2],[\"x\",1]]"); /* its item is not wanted any more */
    assert_quiet(stage->window);
    assert_story("close ");
    pull(stage, "[[\"x\",1],[\"n\",1,3]]");
    assert_frame(stage->window, "2\n[[\"e\",3,\"ReferenceError\",\"the stream has ended\"]]");
    assert_story("");
}

static void test_navigation(void **context)
{
    struct stage *stage = *context;

    begin_document(stage->window);
    assert_story(""); /* closes in dispatch */
    dispatch(stage->app);
    assert_story("close ");
}

static void test_window_closes(void **context)
{
    struct stage *stage = *context;

    oriel_window_destroy(stage->window);
    oriel__headless_sync();
    dispatch(stage->app);
    assert_story("close ");
}

static void test_shutdown_closes(void **context)
{
    struct stage *stage = *context;

    oriel_app_shutdown(stage->app);
    assert_story("close ");
}

/* The close is last: after the item that was under way. */
static void test_break_during_pull(void **context)
{
    struct stage *stage = *context;

    source.waits = true;
    pull(stage, "[[\"n\",1,2]]");
    assert_story("next ");
    pull(stage, "[[\"x\",2],[\"x\",1]]");
    assert_story("");
    assert_true(oriel_call_is_canceled(pending));
    assert_false(oriel_call_reply(pending, oriel_value_int(1)));
    oriel_call_done(pending);
    assert_story("");
    dispatch(stage->app);
    assert_story("close ");
    assert_quiet(stage->window);
}

/* A pull that was aborted leaves the stream as it is. */
static void test_pull_aborted(void **context)
{
    struct stage *stage = *context;

    send_ops(stage->window, "[[\"n\",1,2],[\"x\",2]]");
    dispatch(stage->app);
    assert_story("");
    pull(stage, "[[\"n\",1,3]]");
    assert_frame(stage->window, "2\n[[\"v\",3,0]]");
    assert_story("next ");
}

static void test_undefined_item(void **context)
{
    struct stage *stage = *context;

    source.waits = true;
    pull(stage, "[[\"n\",1,2]]");
    assert_int_equal(oriel_call_reply_stream(pending, &ops, &source), ORIEL_EINVAL); /* not of a pull */
    oriel_call_done(pending);
    assert_frame(stage->window, "2\n[[\"v\",2]]");
    assert_story("next ");
}

/* Who holds the call does not hold the stream. */
static void test_closes_though_the_call_is_kept(void **context)
{
    static const char *const ends[] = { "[[\"n\",1,2]]", "[[\"x\",1]]" };
    struct stage *stage = *context;

    for (int i = 0; i < 2; i++) {
        source = (struct source){ .end = 0 };
        assert_int_equal(oriel_session_expose(stage->session, "o", "f", begin_and_keep, NULL), ORIEL_OK);
        begin_document(stage->window);
        dispatch(stage->app);
        story[0] = '\0';
        pull(stage, "[[\"c\",1,\"o\",\"f\",[]]]");
        assert_story("");
        pull(stage, ends[i]);
        assert_story(i ? "close " : "next close ");
        oriel_call_unref(streamed);
        dispatch(stage->app);
        assert_story("");
    }
}

static oriel_err_t answer_then_begin(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply(call, oriel_value_int(1)));
    assert_int_equal(oriel_call_reply_stream(call, &ops, &source), ORIEL_OK); /* taken: closed at once */
    return ORIEL_OK;
}

static void test_nobody_wants_it(void **context)
{
    struct stage *stage = *context;
    oriel_stream_ops_t none = { .struct_size = sizeof(none) };

    assert_int_equal(oriel_session_expose(stage->session, "o", "g", answer_then_begin, NULL), ORIEL_OK);
    assert_frame(stage->window, "2\n[[\"f\",\"o\",\"g\"]]");
    pull(stage, "[[\"c\",2,\"o\",\"g\",[]]]");
    assert_frame(stage->window, "3\n[[\"v\",2,1]]");
    assert_story("close ");
    assert_int_equal(oriel_call_reply_stream(NULL, &ops, &source), ORIEL_EINVAL);
    source.waits = true;
    pull(stage, "[[\"n\",1,3]]");
    assert_int_equal(oriel_call_reply_stream(pending, &none, &source), ORIEL_EINVAL);
    oriel_call_done(pending);
}

static oriel_err_t keep_pending(oriel_call_t *call, void *user)
{
    (void)user;
    pending = oriel_call_ref(call);
    return ORIEL_PENDING;
}

/* The call was aborted before its stream was there. */
static void test_aborted_before_the_stream(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel_session_expose(stage->session, "o", "h", keep_pending, NULL), ORIEL_OK);
    assert_frame(stage->window, "2\n[[\"f\",\"o\",\"h\"]]");
    pull(stage, "[[\"c\",2,\"o\",\"h\",[]]]");
    pull(stage, "[[\"x\",2]]");
    assert_int_equal(oriel_call_reply_stream(pending, &ops, &source), ORIEL_OK);
    oriel_call_done(pending);
    dispatch(stage->app);
    assert_story("close ");
    assert_quiet(stage->window);
}

static void test_next_of_what_is_no_stream(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel_session_expose(stage->session, "o", "h", keep_pending, NULL), ORIEL_OK);
    assert_frame(stage->window, "2\n[[\"f\",\"o\",\"h\"]]");
    pull(stage, "[[\"c\",2,\"o\",\"h\",[]]]");
    send_ops(stage->window, "[[\"n\",2,3],[\"n\",77,4]]");
    assert_frame(stage->window, "3\n[[\"e\",3,\"ReferenceError\",\"the stream has ended\"],"
                                "[\"e\",4,\"ReferenceError\",\"the stream has ended\"]]");
    oriel_call_done(pending);
}

static void note_cancel(oriel_call_t *call, void *user)
{
    (void)user;
    assert_ptr_equal(call, pending);
    tell("cancel ");
}

/* The page says only that it wants no more of the stream: who makes the item hears of it. */
static void test_break_cancels_the_pull(void **context)
{
    struct stage *stage = *context;

    source.waits = true;
    pull(stage, "[[\"n\",1,2]]");
    assert_int_equal(oriel_call_on_cancel(pending, note_cancel, NULL, NULL), ORIEL_OK);
    pull(stage, "[[\"x\",1]]");
    assert_story("next cancel ");
    assert_true(oriel_call_is_canceled(pending));
    assert_false(oriel_call_reply(pending, oriel_value_int(1)));
    oriel_call_done(pending);
    dispatch(stage->app);
    assert_story("close ");
    assert_quiet(stage->window);
}

/* One item at a time: the source need not be ready for two. */
static void test_one_pull_at_a_time(void **context)
{
    struct stage *stage = *context;

    source.waits = true;
    pull(stage, "[[\"n\",1,2],[\"n\",1,3]]");
    assert_story("next ");
    assert_frame(stage->window, "2\n[[\"e\",3,\"RangeError\",\"an item of the stream is under way\"]]");
    assert_true(oriel_call_reply(pending, oriel_value_int(7)));
    oriel_call_done(pending);
    assert_frame(stage->window, "3\n[[\"v\",2,7]]");
    source.waits = false;
    pull(stage, "[[\"n\",1,3]]");
    assert_frame(stage->window, "4\n[[\"v\",3,0]]");
    assert_story("next ");
}

#define STREAM(test) cmocka_unit_test_setup_teardown(test, open_stream, stage_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        STREAM(test_items_and_end),
        STREAM(test_error_ends_it),
        STREAM(test_break),
        STREAM(test_navigation),
        STREAM(test_window_closes),
        STREAM(test_shutdown_closes),
        STREAM(test_break_during_pull),
        STREAM(test_pull_aborted),
        STREAM(test_undefined_item),
        STREAM(test_closes_though_the_call_is_kept),
        STREAM(test_nobody_wants_it),
        STREAM(test_aborted_before_the_stream),
        STREAM(test_next_of_what_is_no_stream),
        STREAM(test_break_cancels_the_pull),
        STREAM(test_one_pull_at_a_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
