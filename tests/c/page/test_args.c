/* Arguments of calls: the typed readers and what they say of wrong ones. */
#include "play.h"

/* Checks run within the handler; the call fails when one does not. */
static oriel_err_t outcome;
static oriel_call_t *kept;

static void call(struct stage *stage, oriel_call_cb handler, const char *ops)
{
    assert_int_equal(oriel_session_expose(stage->session, "o", "f", handler, NULL), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, ops);
    assert_int_equal(dispatch(stage->app), 1);
    char *frame = oriel__headless_reply(stage->window, PATIENCE_MS, NULL);

    assert_non_null(frame);
    free(frame);
}

#define assert_text(expected) assert_string_equal(oriel_last_error(), expected)

static oriel_err_t read_bool(oriel_call_t *c, void *user)
{
    bool flag = false;

    (void)user;
    assert_int_equal(oriel_call_arg_bool(c, 0, &flag), ORIEL_OK);
    assert_true(flag);
    assert_int_equal(oriel_call_arg_bool(c, 1, &flag), ORIEL_ETYPE);
    assert_text("f: argument 2 is of type integer, a boolean is wanted");
    assert_int_equal(oriel_call_arg_bool(c, 2, &flag), ORIEL_ETYPE);
    assert_text("f: argument 3 is missing, a boolean is wanted");
    assert_true(flag); /* written on success only */
    assert_int_equal(oriel_call_arg_bool(c, 0, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_call_arg_int(c, 1, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_call_arg_string(c, 0, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_call_arg_bytes(c, 0, NULL, NULL), ORIEL_EINVAL);
    assert_text("argument: call and ret must not be NULL");
    return ORIEL_OK;
}

static void test_bool(void **context)
{
    call(*context, read_bool, "[[\"c\",1,\"o\",\"f\",[true,1]]]");
}

static oriel_err_t read_int(oriel_call_t *c, void *user)
{
    int64_t n = 7;

    (void)user;
    assert_int_equal(oriel_call_arg_int(c, 0, &n), ORIEL_OK);
    assert_int_equal(n, -9007199254740991);
    assert_int_equal(oriel_call_arg_int(c, 1, &n), ORIEL_OK); /* an integral real */
    assert_int_equal(n, 3);
    assert_int_equal(oriel_call_arg_int(c, 2, &n), ORIEL_ETYPE);
    assert_text("f: argument 3 is of type number, an integer is wanted");
    assert_int_equal(oriel_call_arg_int(c, 3, &n), ORIEL_ETYPE);
    assert_text("f: argument 4 is of type string, an integer is wanted");
    assert_int_equal(n, 3);
    return ORIEL_OK;
}

static void test_int(void **context)
{
    call(*context, read_int, "[[\"c\",1,\"o\",\"f\",[-9007199254740991,3.0,3.5,\"4\"]]]");
}

static oriel_err_t read_real(oriel_call_t *c, void *user)
{
    double d = 0;

    (void)user;
    assert_int_equal(oriel_call_arg_real(c, 0, &d), ORIEL_OK);
    assert_true(d == 0.5);
    assert_int_equal(oriel_call_arg_real(c, 1, &d), ORIEL_OK);
    assert_true(d == 2);
    assert_int_equal(oriel_call_arg_real(c, 2, &d), ORIEL_ETYPE);
    assert_text("f: argument 3 is of type null, a number is wanted");
    return ORIEL_OK;
}

static void test_real(void **context)
{
    call(*context, read_real, "[[\"c\",1,\"o\",\"f\",[0.5,2,null]]]");
}

static oriel_err_t read_string(oriel_call_t *c, void *user)
{
    const char *first = NULL, *second = NULL, *none = NULL;
    size_t len = 0;

    (void)user;
    assert_int_equal(oriel_call_arg_string(c, 0, &first, &len), ORIEL_OK);
    assert_int_equal(len, 3);
    assert_memory_equal(first, "a\0b", 4);
    assert_int_equal(oriel_call_arg_string(c, 1, &second, NULL), ORIEL_OK);
    assert_string_equal(second, "\xe2\x82\xac\xf0\x9f\x98\x80");
    assert_memory_equal(first, "a\0b", 4); /* until the last unref */
    assert_int_equal(oriel_call_arg_string(c, 2, &none, &len), ORIEL_ETYPE);
    assert_text("f: argument 3 is of type array, a string is wanted");
    assert_int_equal(oriel_call_arg_string(c, 7, &none, &len), ORIEL_ETYPE);
    assert_text("f: argument 8 is missing, a string is wanted");
    assert_null(none);
    return ORIEL_OK;
}

static void test_string(void **context)
{
    call(*context, read_string, "[[\"c\",1,\"o\",\"f\",[\"a\\u0000b\",\"\\u20ac\\ud83d\\ude00\",[]]]]");
}

static oriel_err_t read_bytes(oriel_call_t *c, void *user)
{
    const void *bytes = NULL;
    oriel_value_t *value;
    size_t len = 9;

    (void)user;
    assert_string_equal(oriel_value_get_text(oriel_call_get_args(c), NULL), "[1,null,null,null]");
    assert_int_equal(oriel_call_get_arg_count(c), 4);
    assert_int_equal(oriel_call_arg_bytes(c, 1, &bytes, &len), ORIEL_OK);
    assert_int_equal(len, 3);
    assert_memory_equal(bytes, "\x01\x02\x03", 3);
    assert_int_equal(oriel_call_arg_bytes(c, 3, &bytes, &len), ORIEL_OK);
    assert_int_equal(len, 0);
    assert_int_equal(oriel_call_arg_bytes(c, 0, &bytes, &len), ORIEL_ETYPE);
    assert_text("f: argument 1 is of type integer, a Uint8Array is wanted");
    assert_int_equal(oriel_call_arg_bytes(c, 2, &bytes, &len), ORIEL_ETYPE);
    assert_text("f: argument 3 is of type null, a Uint8Array is wanted");
    assert_int_equal(oriel_call_arg_bytes(c, 4, &bytes, &len), ORIEL_ETYPE);
    assert_text("f: argument 5 is missing, a Uint8Array is wanted");
    value = oriel_call_dup_arg(c, 1);
    assert_int_equal(oriel_value_get_type(value), ORIEL_TYPE_BYTES);
    assert_true(oriel_call_reply(c, value)); /* the same block goes back */
    kept = oriel_call_ref(c);
    return ORIEL_OK;
}

static void test_bytes(void **context)
{
    struct stage *stage = *context;
    const void *bytes = NULL;
    size_t len;

    assert_int_equal(oriel_session_expose(stage->session, "o", "f", read_bytes, NULL), ORIEL_OK);
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[1,null,null,null],[[1,0],[3,1]]]]\nAQID\n");
    assert_int_equal(dispatch(stage->app), 1);
    assert_frame(stage->window, "1\n[[\"b\",1,0]]\nAQID");
    assert_int_equal(oriel_call_arg_bytes(kept, 1, &bytes, &len), ORIEL_OK); /* until the last unref */
    assert_memory_equal(bytes, "\x01\x02\x03", 3);
    oriel_call_unref(kept);
}

/* One block for two arguments, and two for one: the last counts. */
static oriel_err_t read_shared(oriel_call_t *c, void *user)
{
    const void *a = NULL, *b = NULL;
    size_t n, m;

    (void)user;
    assert_int_equal(oriel_call_arg_bytes(c, 0, &a, &n), ORIEL_OK);
    assert_int_equal(oriel_call_arg_bytes(c, 1, &b, &m), ORIEL_OK);
    assert_ptr_equal(a, b);
    assert_int_equal(n, 1);
    assert_memory_equal(b, "\xff", 1);
    return ORIEL_OK;
}

static void test_blocks_shared(void **context)
{
    call(*context, read_shared, "[[\"c\",1,\"o\",\"f\",[null,null],[[0,1],[1,0],[1,1]]]]\nAQID\n/w==");
}

static oriel_err_t read_any(oriel_call_t *c, void *user)
{
    oriel_value_t *value = oriel_call_dup_arg(c, 1);

    (void)user;
    assert_string_equal(oriel_value_get_text(value, NULL), "{\"k\":[1,2]}");
    oriel_value_unref(value);
    assert_null(oriel_call_dup_arg(c, 2));
    assert_null(oriel_call_dup_arg(c, SIZE_MAX));
    assert_int_equal(oriel_call_get_arg_count(c), 2);
    return ORIEL_OK;
}

static void test_any(void **context)
{
    call(*context, read_any, "[[\"c\",1,\"o\",\"f\",[null,{\"k\": [1, 2]}]]]");
}

static void test_null_call(void **context)
{
    bool flag;

    (void)context;
    assert_string_equal(oriel_call_get_object(NULL), "");
    assert_string_equal(oriel_call_get_name(NULL), "");
    assert_null(oriel_call_get_args(NULL));
    assert_null(oriel_call_dup_arg(NULL, 0));
    assert_int_equal(oriel_call_get_arg_count(NULL), 0);
    assert_int_equal(oriel_call_arg_bool(NULL, 0, &flag), ORIEL_EINVAL);
}

/* Out of memory is told as such, not as a wrong type. */
static oriel_err_t read_without_memory(oriel_call_t *c, void *user)
{
    const char *text = NULL;
    bool has_failed = true;

    (void)user;
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        outcome = oriel_call_arg_string(c, 0, &text, NULL);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(outcome, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
    }
    assert_string_equal(text, "text long enough for memory of its own");
    return ORIEL_OK;
}

static void test_no_memory(void **context)
{
    call(*context, read_without_memory, "[[\"c\",1,\"o\",\"f\",[\"text long enough for memory of its own\"]]]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE(test_bool),          STAGE(test_int), STAGE(test_real),      STAGE(test_string),    STAGE(test_bytes),
        STAGE(test_blocks_shared), STAGE(test_any), STAGE(test_null_call), STAGE(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
