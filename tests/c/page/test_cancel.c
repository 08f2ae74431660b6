/* Cancellation: the page aborts, navigates, closes; the program hears once. */
#include "play.h"

static oriel_call_t *pending;

static void on_cancel(oriel_call_t *call, void *user)
{
    assert_true(oriel_call_is_canceled(call));
    tell("cancel%s ", (const char *)user);
}

static void on_destroy(void *user)
{
    tell("~%s ", (const char *)user);
}

static oriel_err_t wait_for_cancel(oriel_call_t *call, void *user)
{
    assert_int_equal(oriel_call_on_cancel(call, on_cancel, user, on_destroy), ORIEL_OK);
    tell("begin%s ", (const char *)user);
    pending = oriel_call_ref(call);
    return ORIEL_PENDING;
}

static int open_with_call(void **context)
{
    struct stage *stage;

    if (stage_open(context))
        return -1;
    stage = *context;
    assert_int_equal(oriel_session_expose(stage->session, "o", "f", wait_for_cancel, (void *)"1"), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    assert_int_equal(dispatch(stage->app), 1);
    assert_false(oriel_call_is_canceled(pending));
    assert_story("begin1 ");
    return 0;
}

/* It is canceled, heard of in dispatch, once; no answer leaves any more. */
static void finish(struct stage *stage)
{
    assert_true(oriel_call_is_canceled(pending));
    assert_story("");
    dispatch(stage->app);
    assert_story("cancel1 ");
    assert_false(oriel_call_reply(pending, oriel_value_string("nobody waits")));
    oriel_call_done(pending);
    assert_story(""); /* destroyed in dispatch only */
    dispatch(stage->app);
    assert_story("~1 ");
}

static void test_by_the_page(void **context)
{
    struct stage *stage = *context;

    send_ops(stage->window, "[[\"x\",1],[\"x\",1],[\"x\",2]]");
    send_ops(stage->window, "[[\"x\",1]]");
    finish(stage);
    assert_quiet(stage->window);
}

static void test_by_navigation(void **context)
{
    struct stage *stage = *context;

    begin_document(stage->window);
    finish(stage);
    assert_quiet(stage->window);
}

static void test_by_close(void **context)
{
    struct stage *stage = *context;

    oriel_window_destroy(stage->window);
    oriel__headless_sync();
    assert_true(oriel_call_is_canceled(pending));
    finish(stage);
}

static void test_by_crash(void **context)
{
    struct stage *stage = *context;

    oriel__headless_crash(stage->window, "killed");
    finish(stage);
    assert_logged("the page's process ended (killed)");
}

/* After its end nobody is called, only freed. */
static void test_done_first(void **context)
{
    struct stage *stage = *context;

    assert_true(oriel_call_reply(pending, oriel_value_int(1)));
    oriel_call_ref(pending);
    oriel_call_done(pending);
    begin_document(stage->window);
    assert_int_equal(dispatch(stage->app), 0);
    assert_story("");
    oriel_call_unref(pending);
    assert_int_equal(dispatch(stage->app), 1);
    assert_story("~1 ");
}

/* Canceled, and done before anyone dispatched: the callback does not run. */
static void test_done_before_dispatch(void **context)
{
    struct stage *stage = *context;

    send_ops(stage->window, "[[\"x\",1]]");
    oriel_call_done(pending);
    dispatch(stage->app);
    assert_story("~1 ");
}

/* An answer is the end of waiting: nothing is left to cancel. */
static void test_answered_first(void **context)
{
    struct stage *stage = *context;

    assert_true(oriel_call_reply(pending, oriel_value_int(1)));
    send_ops(stage->window, "[[\"x\",1]]");
    begin_document(stage->window);
    assert_false(oriel_call_is_canceled(pending));
    oriel_call_done(pending);
    dispatch(stage->app);
    assert_story("~1 ");
}

/* The program goes on, and so would what works for a page that is no more. */
static void test_shutdown(void **context)
{
    struct stage *stage = *context;

    oriel_app_shutdown(stage->app);
    finish(stage);
}

static void test_shutdown_after_the_end(void **context)
{
    struct stage *stage = *context;

    oriel_call_ref(pending);
    oriel_app_shutdown(stage->app);
    oriel_call_done(pending);
    assert_true(oriel_call_is_canceled(pending));
    oriel_call_unref(pending);
    dispatch(stage->app);
    assert_story("~1 ");
}

static oriel_err_t register_late(oriel_call_t *call, void *user)
{
    (void)user;
    tell("begin ");
    pending = oriel_call_ref(call);
    return ORIEL_PENDING;
}

static void test_registered_too_late(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel_session_expose(stage->session, "o", "g", register_late, NULL), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"g\",[]]]");
    dispatch(stage->app);
    send_ops(stage->window, "[[\"x\",1]]");
    dispatch(stage->app);
    assert_story("begin ");
    assert_int_equal(oriel_call_on_cancel(pending, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_call_on_cancel(pending, on_cancel, (void *)"2", on_destroy), ORIEL_OK);
    assert_int_equal(oriel_call_on_cancel(pending, on_cancel, (void *)"3", on_destroy), ORIEL_EEXIST);
    assert_story("");
    dispatch(stage->app);
    assert_story("cancel2 ");
    oriel_call_done(pending);
    dispatch(stage->app);
    assert_story("~2 ");
}

/* In order: a pending call that was canceled lets the next begin when it is done. */
static int open_ordered(void **context)
{
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;

    opts.order = ORIEL_ORDER_SESSION;
    return stage_open_with(context, &opts);
}

static void test_canceled_while_waiting_in_line(void **context)
{
    struct stage *stage = *context;
    oriel_call_t *first;

    assert_int_equal(oriel_session_expose(stage->session, "o", "f", wait_for_cancel, (void *)"1"), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]],[\"c\",2,\"o\",\"f\",[]],[\"c\",3,\"o\",\"f\",[]]]");
    dispatch(stage->app);
    assert_story("begin1 ");
    first = pending;
    send_ops(stage->window, "[[\"x\",2]]"); /* never begins */
    oriel_call_done(first);
    dispatch(stage->app);
    assert_story("~1 begin1 ");
    assert_frame(stage->window, "1\n[[\"v\",1]]");
    assert_false(oriel_call_is_canceled(pending));
    oriel_call_done(pending);
    assert_frame(stage->window, "2\n[[\"v\",3]]");
    dispatch(stage->app);
    assert_story("~1 ");
}

#define CALL(test) cmocka_unit_test_setup_teardown(test, open_with_call, stage_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CALL(test_by_the_page),
        CALL(test_by_navigation),
        CALL(test_by_close),
        CALL(test_by_crash),
        CALL(test_done_first),
        CALL(test_done_before_dispatch),
        CALL(test_answered_first),
        CALL(test_shutdown),
        CALL(test_shutdown_after_the_end),
        STAGE(test_registered_too_late),
        cmocka_unit_test_setup_teardown(test_canceled_while_waiting_in_line, open_ordered, stage_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
