/* Sessions: their options, and the order in which handlers of calls run. */
#include "../page/play.h"

#include "loop/host.h"
#include "session/event.h"

static oriel_call_t *pending[8];
static int pending_count;

static oriel_err_t keep(oriel_call_t *call, void *user)
{
    const char *name = NULL;

    (void)user;
    assert_int_equal(oriel_call_arg_string(call, 0, &name, NULL), ORIEL_OK);
    tell("%s ", name);
    pending[pending_count++] = oriel_call_ref(call);
    return ORIEL_PENDING;
}

static int clear(void **context)
{
    (void)context;
    story[0] = '\0';
    pending_count = 0;
    return 0;
}

static oriel_session_t *new_session(oriel_app_t *app, oriel_order_t order)
{
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    oriel_session_t *session = NULL;

    opts.order = order;
    assert_int_equal(oriel_session_new(app, &opts, &session), ORIEL_OK);
    assert_int_equal(oriel_session_expose(session, "o", "f", keep, NULL), ORIEL_OK);
    return session;
}

static oriel_window_t *new_page(oriel_app_t *app, oriel_session_t *session)
{
    oriel_window_t *window = new_window(app, session);

    begin_document(window);
    return window;
}

static void close_page(oriel_window_t *window)
{
    oriel_window_destroy(window);
    oriel_window_unref(window);
}

static void done(oriel_app_t *app, int i)
{
    oriel_call_done(pending[i]);
    dispatch(app);
}

static void test_arguments(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    oriel_session_t *session = NULL;

    (void)context;
    assert_int_equal(oriel_session_new(NULL, NULL, &session), ORIEL_EINVAL);
    assert_int_equal(oriel_session_new(app, NULL, NULL), ORIEL_EINVAL);
    opts.order = (oriel_order_t)9;
    assert_int_equal(oriel_session_new(app, &opts, &session), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "session: order 9 is unknown");
    opts.order = ORIEL_ORDER_NONE;
    opts.struct_size = 1;
    assert_int_equal(oriel_session_new(app, &opts, &session), ORIEL_EINVAL);
    assert_null(session);
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    assert_ptr_equal(oriel_session_ref(session), session);
    assert_null(oriel_session_unref(session));
    assert_int_equal(oriel_session_get_page_count(session), 0);
    assert_non_null(oriel_session_get_state(session));
    assert_null(oriel_session_unref(session));
    assert_null(oriel_session_ref(NULL));
    assert_null(oriel_session_unref(NULL));
    assert_null(oriel_session_get_state(NULL));
    assert_int_equal(oriel_session_get_page_count(NULL), 0);
    oriel_app_unref(app);
}

static void test_given_state(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    oriel_session_t *a = NULL, *b = NULL;
    oriel_value_t *value;

    (void)context;
    assert_int_equal(oriel_state_new(app, &opts.state), ORIEL_OK);
    assert_int_equal(oriel_session_new(app, &opts, &a), ORIEL_OK);
    assert_int_equal(oriel_session_new(app, &opts, &b), ORIEL_OK);
    oriel_state_unref(opts.state); /* borrowed */
    assert_int_equal(oriel_state_set(oriel_session_get_state(a), "n", "k", oriel_value_int(1)), ORIEL_OK);
    value = oriel_state_dup(oriel_session_get_state(b), "n", "k");
    assert_string_equal(oriel_value_get_text(value, NULL), "1");
    oriel_value_unref(value);
    oriel_session_unref(a);
    oriel_session_unref(b);
    oriel_app_unref(app);
}

/* Pages of one session and of two, as the three orders have it. */
static void test_order_none(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_t *session = new_session(app, ORIEL_ORDER_NONE);
    oriel_window_t *window = new_page(app, session);

    (void)context;
    send_ops(window, "[[\"c\",1,\"o\",\"f\",[\"a\"]],[\"c\",2,\"o\",\"f\",[\"b\"]]]");
    dispatch(app);
    assert_story("a b ");
    done(app, 1);
    assert_frame(window, "1\n[[\"v\",2]]");
    done(app, 0);
    assert_frame(window, "2\n[[\"v\",1]]");
    close_page(window);
    oriel_session_unref(session);
    oriel_app_unref(app);
}

static void test_order_session(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_t *one = new_session(app, ORIEL_ORDER_SESSION), *two = new_session(app, ORIEL_ORDER_SESSION);
    oriel_window_t *a = new_page(app, one), *b = new_page(app, one), *c = new_page(app, two);

    (void)context;
    send_ops(a, "[[\"c\",1,\"o\",\"f\",[\"a1\"]],[\"c\",2,\"o\",\"f\",[\"a2\"]]]");
    send_ops(b, "[[\"c\",1,\"o\",\"f\",[\"b1\"]]]");
    send_ops(c, "[[\"c\",1,\"o\",\"f\",[\"c1\"]],[\"c\",2,\"o\",\"f\",[\"c2\"]]]");
    dispatch(app);
    assert_story("a1 c1 ");
    done(app, 0);
    assert_story("a2 ");
    done(app, 2);
    assert_story("b1 ");
    done(app, 1);
    assert_story("c2 ");
    done(app, 3);
    done(app, 4);
    assert_story("");
    close_page(a);
    close_page(b);
    close_page(c);
    oriel_session_unref(one);
    oriel_session_unref(two);
    oriel_app_unref(app);
}

static void test_order_global(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_t *one = new_session(app, ORIEL_ORDER_GLOBAL), *two = new_session(app, ORIEL_ORDER_GLOBAL);
    oriel_session_t *apart = new_session(app, ORIEL_ORDER_NONE);
    oriel_window_t *a = new_page(app, one), *b = new_page(app, two), *c = new_page(app, apart);

    (void)context;
    send_ops(a, "[[\"c\",1,\"o\",\"f\",[\"a1\"]]]");
    send_ops(b, "[[\"c\",1,\"o\",\"f\",[\"b1\"]]]");
    send_ops(c, "[[\"c\",1,\"o\",\"f\",[\"c1\"]]]");
    send_ops(a, "[[\"c\",2,\"o\",\"f\",[\"a2\"]]]");
    dispatch(app);
    assert_story("a1 c1 ");
    done(app, 0);
    assert_story("b1 ");
    close_page(a); /* its second call keeps its place in the line */
    oriel__headless_sync();
    done(app, 2);
    assert_story("a2 ");
    assert_true(oriel_call_is_canceled(pending[3]));
    done(app, 3);
    done(app, 1);
    close_page(b);
    close_page(c);
    oriel_session_unref(one);
    oriel_session_unref(two);
    oriel_session_unref(apart);
    oriel_app_unref(app);
}

/* A call that nobody ends blocks its own session, not the app's end. */
static void test_pending_at_the_end(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_t *session = new_session(app, ORIEL_ORDER_SESSION);
    oriel_window_t *window = new_page(app, session);

    (void)context;
    send_ops(window, "[[\"c\",1,\"o\",\"f\",[\"a\"]],[\"c\",2,\"o\",\"f\",[\"b\"]],[\"c\",3,\"o\",\"f\",[\"c\"]]]");
    dispatch(app);
    assert_story("a ");
    oriel_window_unref(window);
    oriel_session_unref(session);
    oriel_app_unref(app);
    assert_true(oriel_call_is_canceled(pending[0]));
    oriel_call_done(pending[0]); /* and then the others go too, unheard */
    assert_story("");
}

static void count(void *user)
{
    ++*(int *)user;
}

/* A session may be let go after its app: its data goes with it. */
static void test_outlives_the_app(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_t *session = new_session(app, ORIEL_ORDER_NONE);
    int destroyed = 0;

    (void)context;
    assert_int_equal(oriel_session_expose_full(session, "o", "g", keep, &destroyed, count), ORIEL_OK);
    oriel_app_unref(app);
    assert_int_equal(destroyed, 0);
    assert_int_equal(oriel_state_set(oriel_session_get_state(session), "n", "k", oriel_value_int(1)), ORIEL_OK);
    oriel_session_unref(session);
    assert_int_equal(destroyed, 1);
}

static oriel_err_t ignore(oriel_event_t *event, void *user)
{
    (void)event;
    (void)user;
    return ORIEL_OK;
}

/* A handler that is taken back leaves its data to the caller; one that went, does not. */
static void test_a_handler_taken_back(void **context)
{
    oriel_app_t *app = new_app();
    struct oriel__inbox *inbox = oriel__app_inbox(app);
    struct oriel__handlers handlers;
    int destroyed = 0;
    uint64_t id = 0;

    (void)context;
    oriel__handlers_init(&handlers);
    assert_int_equal(oriel__handlers_add(&handlers, inbox, "a", ignore, &destroyed, count, &id), ORIEL_OK);
    assert_true(oriel__handlers_take_back(&handlers, id));
    assert_false(oriel__handlers_take_back(&handlers, id));
    assert_false(oriel__handlers_has(&handlers, "a"));
    assert_int_equal(oriel__handlers_add(&handlers, inbox, "a", ignore, &destroyed, count, &id), ORIEL_OK);
    oriel__handlers_clear(&handlers);
    assert_false(oriel__handlers_take_back(&handlers, id));
    oriel__handlers_fini(&handlers);
    dispatch(app);
    assert_int_equal(destroyed, 1);
    oriel_app_unref(app);
}

static void test_no_memory(void **context)
{
    oriel_app_t *app = new_app();
    oriel_session_t *session = NULL;
    bool has_failed = true;

    (void)context;
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel_session_new(app, NULL, &session);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
        assert_int_equal(session == NULL, has_failed);
    }
    oriel_session_unref(session);
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_arguments, clear),
        cmocka_unit_test_setup(test_given_state, clear),
        cmocka_unit_test_setup(test_order_none, clear),
        cmocka_unit_test_setup(test_order_session, clear),
        cmocka_unit_test_setup(test_order_global, clear),
        cmocka_unit_test_setup(test_pending_at_the_end, clear),
        cmocka_unit_test_setup(test_outlives_the_app, clear),
        cmocka_unit_test_setup(test_no_memory, clear),
        cmocka_unit_test_setup(test_a_handler_taken_back, clear),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
