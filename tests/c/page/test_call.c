/* Calls: from the page's operation to the answer it gets. */
#include "play.h"

static oriel_err_t reply_value(oriel_call_t *call, void *user)
{
    tell("%s.%s(%s) ", oriel_call_get_object(call), oriel_call_get_name(call),
         oriel_value_get_text(oriel_call_get_args(call), NULL));
    assert_true(oriel_call_reply(call, oriel_value_string(user)));
    return ORIEL_OK;
}

static oriel_err_t reply_nothing(oriel_call_t *call, void *user)
{
    (void)call;
    (void)user;
    return ORIEL_OK;
}

static oriel_err_t reply_bytes(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply(call, oriel_value_bytes("\x01\x02\x03", 3)));
    return ORIEL_OK;
}

static oriel_err_t reply_no_bytes(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply(call, oriel_value_bytes("", 0)));
    return ORIEL_OK;
}

static oriel_err_t reply_error(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply_error(call, "Kein\"Wort", "zu\nviel \xe2\x82\xac"));
    return ORIEL_OK;
}

static oriel_err_t reply_bad_error(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply_error(call, "\xff", "\xfe"));
    return ORIEL_OK;
}

static oriel_err_t reply_null_error(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply_error(call, NULL, NULL));
    return ORIEL_OK;
}

static oriel_err_t reply_failed_maker(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply(call, oriel_value_string("\xff")));
    return ORIEL_OK;
}

static oriel_err_t want_bool(oriel_call_t *call, void *user)
{
    bool flag;

    (void)user;
    return oriel_call_arg_bool(call, 0, &flag);
}

/* Errors without a text of their own: what failed before is not theirs. */
static oriel_err_t only_code(oriel_call_t *call, void *user)
{
    (void)call;
    (void)user;
    return ORIEL_ETYPE;
}

static oriel_err_t other_code(oriel_call_t *call, void *user)
{
    return want_bool(call, user) ? ORIEL_ERANGE : ORIEL_OK;
}

static oriel_err_t reply_twice(oriel_call_t *call, void *user)
{
    (void)user;
    assert_true(oriel_call_reply(call, oriel_value_int(1)));
    assert_false(oriel_call_reply(call, oriel_value_int(2)));
    assert_false(oriel_call_reply_undefined(call));
    assert_false(oriel_call_reply_error(call, "Late", "late"));
    assert_false(oriel_call_reply_end(call)); /* and it is no pull */
    return oriel_call_arg_bool(call, 9, &(bool){ false });
}

static void expose(struct stage *stage, oriel_call_cb handler, void *user)
{
    assert_int_equal(oriel_session_expose(stage->session, "o", "f", handler, user), ORIEL_OK);
}

static void test_call_and_answer(void **context)
{
    struct stage *stage = *context;

    expose(stage, reply_value, (void *)"yes");
    assert_frame(stage->window, "1\n[[\"f\",\"o\",\"f\"]]");
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[1,\"two\",{\"a\":[]}]]]");
    assert_story("");
    assert_int_equal(dispatch(stage->app), 1);
    assert_story("o.f([1,\"two\",{\"a\":[]}]) ");
    assert_frame(stage->window, "2\n[[\"v\",1,\"yes\"]]");
    send_ops(stage->window, "[[\"c\",9007199254740991,\"o\",\"\\u0066\",[]]]"); /* an escaped name */
    dispatch(stage->app);
    assert_frame(stage->window, "3\n[[\"v\",9007199254740991,\"yes\"]]");
    assert_story("o.f([]) ");
    assert_quiet(stage->window);
}

/* What one turn answers goes in one frame, in the order of the answers. */
static void test_many_calls(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel_session_expose(stage->session, "o", "f", reply_nothing, NULL), ORIEL_OK);
    assert_int_equal(oriel_session_expose(stage->session, "", "g", reply_value, (void *)"g"), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]],[\"c\",2,\"\",\"g\",[]],[\"c\",3,\"o\",\"f\",[]]]");
    assert_int_equal(dispatch(stage->app), 3);
    assert_story(".g([]) ");
    assert_frame(stage->window, "1\n[[\"v\",1],[\"v\",2,\"g\"],[\"v\",3]]");
}

struct answer {
    oriel_call_cb handler;
    const char *frame;
};

static void test_answers(void **context)
{
    static const struct answer answers[] = {
        { reply_nothing, "1\n[[\"v\",1]]" },
        { reply_bytes, "1\n[[\"b\",1,0]]\nAQID" },
        { reply_no_bytes, "1\n[[\"b\",1,0]]\n" },
        { reply_error, "1\n[[\"e\",1,\"Kein\\\"Wort\",\"zu\\nviel \xe2\x82\xac\"]]" },
        { reply_bad_error, "1\n[[\"e\",1,\"Error\",\"the message is not UTF-8\"]]" },
        { reply_null_error, "1\n[[\"e\",1,\"Error\",\"\"]]" },
        { reply_failed_maker, "1\n[[\"e\",1,\"ValueError\",\"text is not UTF-8 at byte 0 of 1 (0xff)\"]]" },
        { want_bool, "1\n[[\"e\",1,\"TypeError\",\"f: argument 1 is missing, a boolean is wanted\"]]" },
        { only_code, "1\n[[\"e\",1,\"TypeError\",\"wrong type\"]]" },
        { other_code, "1\n[[\"e\",1,\"ValueError\",\"number out of range\"]]" },
        { reply_twice, "1\n[[\"v\",1,1]]" },
    };
    struct stage *stage = *context;

    for (size_t i = 0; i < sizeof(answers) / sizeof(*answers); i++) {
        expose(stage, answers[i].handler, NULL);
        begin_document(stage->window);
        send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
        assert_int_equal(dispatch(stage->app), 1);
        assert_frame(stage->window, answers[i].frame);
        assert_quiet(stage->window);
    }
}

static void test_unknown_function(void **context)
{
    struct stage *stage = *context;
    char ops[1024], name[512] = "";

    send_ops(stage->window, "[[\"c\",1,\"app\",\"none\",[]],[\"c\",2,\"\",\"x\\u0000y\",[],[]]]");
    assert_frame(stage->window, "1\n[[\"e\",1,\"ReferenceError\",\"app.none is not exposed\"],"
                                "[\"e\",2,\"ReferenceError\",\"x is not exposed\"]]");
    /* A long name is cut at a character: 127 of two bytes are 254 of the 255. */
    for (int i = 0; i < 200; i++)
        memcpy(name + (size_t)2 * (size_t)i, "\xc3\xa9", 3);
    (void)snprintf(ops, sizeof(ops), "[[\"c\",3,\"\",\"%s\",[]]]", name);
    send_ops(stage->window, ops);
    name[254] = '\0';
    (void)snprintf(ops, sizeof(ops), "2\n[[\"e\",3,\"ReferenceError\",\"%s is not exposed\"]]", name);
    assert_frame(stage->window, ops);
    assert_int_equal(dispatch(stage->app), 0);
    assert_logged(NULL);
}

static oriel_call_t *pending;

static oriel_err_t keep_pending(oriel_call_t *call, void *user)
{
    (void)user;
    tell("pending%s ", oriel_value_get_text(oriel_call_get_args(call), NULL));
    pending = oriel_call_ref(call);
    return ORIEL_PENDING;
}

static void *answer_elsewhere(void *user)
{
    (void)user;
    if (!oriel_call_reply(pending, oriel_value_string("later")))
        return (void *)"not sent";
    oriel_call_done(pending);
    return NULL;
}

static void *only_done(void *user)
{
    (void)user;
    oriel_call_done(pending);
    return NULL;
}

static void test_pending_answered_by_another_thread(void **context)
{
    struct stage *stage = *context;
    void *(*const bodies[])(void *) = { answer_elsewhere, only_done };
    static const char *const frames[] = { "1\n[[\"v\",1,\"later\"]]", "1\n[[\"v\",1]]" };

    expose(stage, keep_pending, NULL);
    for (int i = 0; i < 2; i++) {
        void *problem = NULL;
        pthread_t thread;

        begin_document(stage->window);
        send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
        assert_int_equal(dispatch(stage->app), 1);
        assert_quiet(stage->window);
        assert_int_equal(pthread_create(&thread, NULL, bodies[i], NULL), 0);
        assert_int_equal(pthread_join(thread, &problem), 0);
        assert_null(problem);
        assert_frame(stage->window, frames[i]);
    }
    assert_story("pending[] pending[] ");
}

/* Answers to a document that is gone reach nobody, above all not the next one. */
static void test_document_is_gone(void **context)
{
    struct stage *stage = *context;

    expose(stage, keep_pending, NULL);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    dispatch(stage->app);
    begin_document(stage->window);
    assert_true(oriel_call_is_canceled(pending));
    assert_false(oriel_call_reply(pending, oriel_value_int(1)));
    oriel_call_done(pending);
    assert_quiet(stage->window);
    assert_story("pending[] ");
}

/* Not even begun when the document went: what the page asked for last is done. */
static void test_document_went_first(void **context)
{
    struct stage *stage = *context;

    expose(stage, keep_pending, NULL);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    begin_document(stage->window);
    dispatch(stage->app);
    assert_story("pending[] ");
    assert_true(oriel_call_is_canceled(pending));
    assert_false(oriel_call_reply(pending, oriel_value_int(1)));
    oriel_call_done(pending);
    assert_quiet(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[2]]]");
    oriel_window_destroy(stage->window);
    oriel__headless_sync();
    dispatch(stage->app);
    assert_story("pending[2] ");
    oriel_call_done(pending);
}

/* The earlier call of an id has nobody to answer to; the later one is whole. */
static void test_id_used_twice(void **context)
{
    struct stage *stage = *context;
    oriel_call_t *first;

    expose(stage, keep_pending, NULL);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",5,\"o\",\"f\",[1]]]");
    dispatch(stage->app);
    first = pending;
    send_ops(stage->window, "[[\"c\",5,\"o\",\"f\",[2]]]");
    dispatch(stage->app);
    assert_ptr_not_equal(first, pending);
    assert_true(oriel_call_is_canceled(first));
    assert_false(oriel_call_reply(first, oriel_value_int(1)));
    oriel_call_done(first);
    assert_quiet(stage->window);
    assert_false(oriel_call_is_canceled(pending));
    send_ops(stage->window, "[[\"x\",5]]"); /* still known by its id */
    assert_true(oriel_call_is_canceled(pending));
    oriel_call_done(pending);
    assert_quiet(stage->window);
    assert_story("pending[1] pending[2] ");
}

static oriel_err_t count_only(oriel_call_t *call, void *user)
{
    (void)call;
    ++*(int *)user;
    return ORIEL_OK;
}

static void test_limit_of_calls(void **context)
{
    struct stage *stage = *context;
    size_t size = (size_t)(ORIEL__PAGE_CALLS_MAX + 1) * 32;
    char *ops = malloc(size), *at = ops;
    int ran = 0;

    assert_non_null(ops);
    expose(stage, count_only, &ran);
    begin_document(stage->window);
    for (int i = 1; i <= ORIEL__PAGE_CALLS_MAX + 1; i++)
        at += snprintf(at, size - (size_t)(at - ops), "%c[\"c\",%d,\"o\",\"f\",[]]", i == 1 ? '[' : ',', i);
    memcpy(at, "]", 2);
    send_ops(stage->window, ops);
    free(ops);
    assert_frame(stage->window, "1\n[[\"e\",100001,\"RangeError\",\"100000 calls are under way, the limit\"]]");
    assert_int_equal(dispatch(stage->app), ORIEL__PAGE_CALLS_MAX);
    assert_int_equal(ran, ORIEL__PAGE_CALLS_MAX);
    send_ops(stage->window, "[[\"c\",200000,\"o\",\"f\",[]]]"); /* there is room again */
    assert_int_equal(dispatch(stage->app), 1);
}

/* What the page gave up is in the inbox all the same: `each` so many times. */
static void check_limit_of_inbox(struct stage *stage, const char *each)
{
    size_t size = (size_t)ORIEL__PAGE_CALLS_MAX * 40;
    char *ops = malloc(size), *at = ops;
    int ran = 0;

    assert_non_null(ops);
    expose(stage, count_only, &ran);
    begin_document(stage->window);
    for (int i = 1; i <= ORIEL__PAGE_CALLS_MAX; i++)
        at += snprintf(at, size - (size_t)(at - ops), "%c%s", i == 1 ? '[' : ',', each);
    memcpy(at, "]", 2);
    send_ops(stage->window, ops);
    free(ops);
    assert_quiet(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    assert_frame(stage->window, "1\n[[\"e\",1,\"RangeError\",\"100000 calls are under way, the limit\"]]");
    dispatch(stage->app);
    send_ops(stage->window, "[[\"c\",200000,\"o\",\"f\",[]]]");
    assert_true(dispatch(stage->app) >= 1);
}

static void test_limit_of_one_id(void **context)
{
    check_limit_of_inbox(*context, "[\"c\",1,\"o\",\"f\",[]]");
}

static void test_limit_of_canceled_calls(void **context)
{
    check_limit_of_inbox(*context, "[\"c\",1,\"o\",\"f\",[]],[\"x\",1]");
}

static void test_null_arguments(void **context)
{
    struct stage *stage = *context;

    assert_null(oriel_call_ref(NULL));
    assert_null(oriel_call_unref(NULL));
    assert_false(oriel_call_reply(NULL, oriel_value_int(1))); /* taken all the same */
    assert_false(oriel_call_reply(NULL, oriel_value_string("in memory")));
    assert_false(oriel_call_reply_undefined(NULL));
    assert_false(oriel_call_reply_error(NULL, "E", "e"));
    assert_false(oriel_call_reply_end(NULL));
    assert_true(oriel_call_is_canceled(NULL));
    oriel_call_done(NULL);
    assert_int_equal(oriel_call_on_cancel(NULL, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_call_reply_stream(NULL, NULL, NULL), ORIEL_EINVAL);
    assert_quiet(stage->window);
}

static oriel_err_t answer_bytes(oriel_call_t *call, void *user)
{
    static const char data[1000];

    assert_true(oriel_call_reply(call, oriel_value_bytes(data, *(const size_t *)user)));
    return ORIEL_OK;
}

/* More than a frame holds would never come. */
static void test_bytes_that_no_frame_holds(void **context)
{
    struct stage *stage = *context;
    size_t len = 748;

    stage->window->page->outbox.frame_limit = 1000;
    expose(stage, answer_bytes, &len);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    dispatch(stage->app);
    assert_frame(stage->window, "1\n[[\"e\",1,\"ValueError\",\"an answer of 748 bytes, limit 747\"]]");
    len = 747;
    send_ops(stage->window, "[[\"c\",2,\"o\",\"f\",[]]]");
    dispatch(stage->app);
    char *frame = oriel__headless_reply(stage->window, PATIENCE_MS, NULL);

    assert_non_null(frame);
    assert_memory_equal(frame, "2\n[[\"b\",2,0]]\nAAAA", 18);
    free(frame);
}

/* Calls that wait for the program may not hold any amount of arguments. */
static void test_limit_of_arguments(void **context)
{
    struct stage *stage = *context;
    int ran = 0;

    stage->window->page->underway_limit = 20;
    expose(stage, count_only, &ran);
    begin_document(stage->window);
    send_ops(stage->window,
             "[[\"c\",1,\"o\",\"f\",[\"123456\",null],[[1,0]]],[\"x\",1],[\"c\",2,\"o\",\"f\",[12]]]\nYWJj");
    assert_frame(stage->window, "1\n[[\"e\",2,\"RangeError\","
                                "\"arguments of 18 and 4 more bytes are under way, limit 20\"]]");
    send_ops(stage->window, "[[\"c\",3,\"o\",\"f\",[]]]");
    dispatch(stage->app);
    assert_frame(stage->window, "2\n[[\"v\",3]]");
    assert_int_equal(ran, 1);
    assert_int_equal(stage->window->page->underway_bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_WITH_DOCUMENT(test_call_and_answer),
        STAGE(test_many_calls),
        STAGE(test_answers),
        STAGE_WITH_DOCUMENT(test_unknown_function),
        STAGE(test_pending_answered_by_another_thread),
        STAGE(test_document_is_gone),
        STAGE(test_document_went_first),
        STAGE(test_id_used_twice),
        STAGE(test_limit_of_calls),
        STAGE(test_limit_of_one_id),
        STAGE(test_limit_of_canceled_calls),
        STAGE(test_null_arguments),
        STAGE(test_bytes_that_no_frame_holds),
        STAGE(test_limit_of_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
