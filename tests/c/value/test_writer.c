/* Tests of the writer. */
#include "check.h"

#include <math.h>

static oriel_writer_t *new_writer(void)
{
    oriel_writer_t *writer = NULL;

    assert_int_equal(oriel_writer_new(&writer), ORIEL_OK);
    return writer;
}

static oriel_value_t *finished(oriel_writer_t *writer)
{
    oriel_value_t *value = NULL;

    if (oriel_writer_finish(writer, &value) != ORIEL_OK)
        fail_msg("%s", oriel_last_error());
    return value;
}

static oriel_err_t finish_error(oriel_writer_t *writer)
{
    oriel_value_t *value = (oriel_value_t *)writer;
    oriel_err_t err = oriel_writer_finish(writer, &value);

    assert_ptr_equal(value, writer); /* written only on success */
    return err;
}

static void test_everything(void **state)
{
    oriel_writer_t *writer = new_writer();
    oriel_value_t *inner = parsed("{\"x\":[1]}");

    (void)state;
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, "a", 1);
    oriel_writer_begin_array(writer);
    oriel_writer_null(writer);
    oriel_writer_bool(writer, true);
    oriel_writer_bool(writer, false);
    oriel_writer_int(writer, -5);
    oriel_writer_real(writer, 0.25);
    oriel_writer_string(writer, "s", 1);
    oriel_writer_string(writer, NULL, 0);
    oriel_writer_value(writer, inner);
    oriel_writer_begin_object(writer);
    oriel_writer_end(writer);
    oriel_writer_begin_array(writer);
    oriel_writer_end(writer);
    oriel_writer_end(writer);
    oriel_writer_key(writer, "", 0);
    oriel_writer_value(writer, inner);
    oriel_writer_key(writer, "k\"", 2);
    oriel_writer_int(writer, 1);
    oriel_writer_end(writer);
    oriel_value_unref(inner);
    check_text(finished(writer), "{\"a\":[null,true,false,-5,0.25,\"s\",\"\",{\"x\":[1]},{},[]],"
                                 "\"\":{\"x\":[1]},\"k\\\"\":1}");
    oriel_writer_free(writer);
}

static void test_scalar_alone_and_again(void **state)
{
    oriel_writer_t *writer = new_writer();

    (void)state;
    oriel_writer_int(writer, 1);
    check_text(finished(writer), "1");
    oriel_writer_string(writer, "two", 3);
    check_text(finished(writer), "\"two\"");
    oriel_writer_end(writer);
    assert_int_equal(finish_error(writer), ORIEL_EINVAL);
    oriel_writer_begin_array(writer);
    oriel_writer_end(writer);
    check_text(finished(writer), "[]");
    oriel_writer_free(writer);
}

/* Each function makes one mistake; what it says, and that it sticks. */
static void check_mistake(void (*mistake)(oriel_writer_t *writer), oriel_err_t err, const char *text)
{
    oriel_writer_t *writer = new_writer();
    oriel_value_t *big;

    mistake(writer);
    assert_string_equal(oriel_last_error(), text);
    big = oriel_value_int(INT64_MAX); /* another error in between */
    assert_null(big);
    check_error(oriel_writer_null(writer), err, text);
    check_error(oriel_writer_bool(writer, true), err, text);
    check_error(oriel_writer_int(writer, 1), err, text);
    check_error(oriel_writer_int(writer, INT64_MAX), err, text);
    check_error(oriel_writer_real(writer, NAN), err, text);
    check_error(oriel_writer_string(writer, "", 0), err, text);
    check_error(oriel_writer_value(writer, NULL), err, text);
    check_error(oriel_writer_begin_array(writer), err, text);
    check_error(oriel_writer_begin_object(writer), err, text);
    check_error(oriel_writer_key(writer, "", 0), err, text);
    check_error(oriel_writer_end(writer), err, text);
    check_error(finish_error(writer), err, text);
    oriel_writer_int(writer, 7);
    check_text(finished(writer), "7");
    oriel_writer_free(writer);
}

static void second_value(oriel_writer_t *writer)
{
    oriel_writer_null(writer);
    oriel_writer_null(writer);
}

static void no_key(oriel_writer_t *writer)
{
    oriel_writer_begin_object(writer);
    oriel_writer_int(writer, 1);
}

static void key_in_array(oriel_writer_t *writer)
{
    oriel_writer_begin_array(writer);
    oriel_writer_key(writer, "a", 1);
}

static void key_first(oriel_writer_t *writer)
{
    oriel_writer_key(writer, "a", 1);
}

static void two_keys(oriel_writer_t *writer)
{
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, "a", 1);
    oriel_writer_key(writer, "b", 1);
}

static void key_without_value(oriel_writer_t *writer)
{
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, "a", 1);
    oriel_writer_end(writer);
}

static void end_first(oriel_writer_t *writer)
{
    oriel_writer_end(writer);
}

static void bad_string(oriel_writer_t *writer)
{
    oriel_writer_string(writer, "ab\xc3", 3);
}

static void bad_key(oriel_writer_t *writer)
{
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, "\xed\xa0\x80", 3);
}

static void nul_in_key(oriel_writer_t *writer)
{
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, "a\0b", 3);
}

static void null_key(oriel_writer_t *writer)
{
    oriel_writer_begin_object(writer);
    oriel_writer_key(writer, NULL, 3);
}

static void null_string(oriel_writer_t *writer)
{
    oriel_writer_string(writer, NULL, 3);
}

static void big_int(oriel_writer_t *writer)
{
    oriel_writer_int(writer, -ORIEL_VALUE_INT_MAX - 1);
}

static void not_a_number(oriel_writer_t *writer)
{
    oriel_writer_real(writer, NAN);
}

static void infinite(oriel_writer_t *writer)
{
    oriel_writer_real(writer, -INFINITY);
}

static void bytes_inside(oriel_writer_t *writer)
{
    oriel_value_t *bytes = oriel_value_bytes("x", 1);

    oriel_writer_begin_array(writer);
    oriel_writer_value(writer, bytes);
    oriel_value_unref(bytes);
}

static void failed_value(oriel_writer_t *writer)
{
    oriel_writer_value(writer, oriel_value_real(INFINITY));
}

static void test_mistakes(void **state)
{
    (void)state;
    check_mistake(second_value, ORIEL_EINVAL, "writer: a second value after the end");
    check_mistake(no_key, ORIEL_EINVAL, "writer: a value in an object without its key");
    check_mistake(key_in_array, ORIEL_EINVAL, "writer: a key where a value belongs");
    check_mistake(key_first, ORIEL_EINVAL, "writer: a key where a value belongs");
    check_mistake(two_keys, ORIEL_EINVAL, "writer: a key where a value belongs");
    check_mistake(key_without_value, ORIEL_EINVAL, "writer: a key without its value");
    check_mistake(end_first, ORIEL_EINVAL, "writer: an end without a begin");
    check_mistake(bad_string, ORIEL_ESYNTAX, "text is not UTF-8 at byte 2 of 3 (0xc3)");
    check_mistake(bad_key, ORIEL_ESYNTAX, "text is not UTF-8 at byte 0 of 3 (0xed)");
    check_mistake(nul_in_key, ORIEL_EINVAL, "key with a NUL in it");
    check_mistake(null_key, ORIEL_EINVAL, "key is NULL");
    check_mistake(null_string, ORIEL_EINVAL, "text is NULL");
    check_mistake(big_int, ORIEL_ERANGE, "integer -9007199254740992, limit 9007199254740991");
    check_mistake(not_a_number, ORIEL_ERANGE, "NaN is not a JSON number");
    check_mistake(infinite, ORIEL_ERANGE, "infinity is not a JSON number");
    check_mistake(bytes_inside, ORIEL_ETYPE, "bytes within a value");
    check_mistake(failed_value, ORIEL_ERANGE, "infinity is not a JSON number");
}

static void test_finish_too_early(void **state)
{
    oriel_writer_t *writer = new_writer();

    (void)state;
    check_error(finish_error(writer), ORIEL_EINVAL, "writer: nothing written");
    oriel_writer_begin_array(writer);
    oriel_writer_begin_object(writer);
    check_error(finish_error(writer), ORIEL_EINVAL, "writer: 2 levels without their end");
    oriel_writer_null(writer);
    check_error(oriel_writer_finish(writer, NULL), ORIEL_EINVAL, "ret is NULL");
    oriel_writer_bool(writer, true);
    check_text(finished(writer), "true");
    oriel_writer_free(writer);
}

static void test_null_writer(void **state)
{
    oriel_value_t *value = NULL;

    (void)state;
    check_error(oriel_writer_null(NULL), ORIEL_EINVAL, "writer is NULL");
    check_error(oriel_writer_end(NULL), ORIEL_EINVAL, "writer is NULL");
    check_error(oriel_writer_finish(NULL, &value), ORIEL_EINVAL, "writer is NULL");
    check_error(oriel_writer_new(NULL), ORIEL_EINVAL, "ret is NULL");
    oriel_writer_free(NULL);
}

/* `outer` levels around a value of `inner`. */
static oriel_err_t nest(unsigned outer, unsigned inner, bool is_slice)
{
    oriel_writer_t *writer = new_writer();
    oriel_value_t *value = NULL, *around = NULL;
    oriel_err_t err;

    for (unsigned i = 0; i < inner; i++)
        oriel_writer_begin_array(writer);
    for (unsigned i = 0; i < inner; i++)
        oriel_writer_end(writer);
    value = finished(writer);
    if (is_slice) { /* whose depth nobody has counted */
        oriel_value_t *holder = NULL;

        assert_int_equal(oriel_value_pack(&holder, "{s:v}", "a", value), ORIEL_OK);
        oriel_value_unref(value);
        value = oriel_value_dup_member(holder, "a");
        oriel_value_unref(holder);
    }
    for (unsigned i = 0; i < outer; i++) {
        oriel_writer_begin_object(writer);
        oriel_writer_key(writer, "k", 1);
    }
    oriel_writer_value(writer, value);
    for (unsigned i = 0; i < outer; i++)
        oriel_writer_end(writer);
    err = oriel_writer_finish(writer, &around);
    oriel_value_unref(value);
    oriel_value_unref(around);
    oriel_writer_free(writer);
    return err;
}

static void test_depth(void **state)
{
    oriel_writer_t *writer = new_writer();

    (void)state;
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        assert_int_equal(oriel_writer_begin_array(writer), ORIEL_OK);
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        assert_int_equal(oriel_writer_end(writer), ORIEL_OK);
    oriel_value_unref(finished(writer));
    for (int i = 0; i < ORIEL_VALUE_DEPTH_MAX; i++)
        assert_int_equal(oriel_writer_begin_array(writer), ORIEL_OK);
    check_error(oriel_writer_begin_array(writer), ORIEL_ETOOBIG, "nesting of 129 levels, limit 128");
    check_error(finish_error(writer), ORIEL_ETOOBIG, "nesting of 129 levels, limit 128");
    oriel_writer_free(writer);

    assert_int_equal(nest(28, 100, false), ORIEL_OK);
    assert_int_equal(nest(28, 100, true), ORIEL_OK);
    check_error(nest(29, 100, false), ORIEL_ETOOBIG, "nesting of 129 levels, limit 128");
    check_error(nest(29, 100, true), ORIEL_ETOOBIG, "nesting of 129 levels, limit 128");
    check_error(nest(100, 29, false), ORIEL_ETOOBIG, "nesting of 129 levels, limit 128");
}

static void test_size(void **state)
{
    oriel_writer_t *writer = new_writer();
    size_t max = ORIEL_VALUE_SIZE_MAX - 4; /* brackets and quotes */
    char *text = malloc(max + 1);
    oriel_value_t *value;

    (void)state;
    assert_non_null(text);
    memset(text, 'x', max + 1);
    oriel_writer_begin_array(writer);
    oriel_writer_string(writer, text, max);
    oriel_writer_end(writer);
    value = finished(writer);
    oriel_value_unref(value);
    oriel_writer_begin_array(writer);
    oriel_writer_string(writer, text, max + 1);
    oriel_writer_end(writer);
    check_error(finish_error(writer), ORIEL_ETOOBIG, "value of more than 67108864 bytes of text");
    free(text);
    oriel_writer_free(writer);
}

static oriel_err_t write_some(void)
{
    oriel_writer_t *writer;
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_writer_new(&writer);

    if (err != ORIEL_OK)
        return err;
    oriel_writer_begin_object(writer);
    for (int i = 0; i < 100; i++) {
        oriel_writer_key(writer, "key", 3);
        oriel_writer_begin_array(writer);
        oriel_writer_string(writer, "some text, which makes the buffer grow", 38);
        oriel_writer_real(writer, i / 3.0);
        oriel_writer_end(writer);
    }
    oriel_writer_end(writer);
    err = oriel_writer_finish(writer, &value);
    assert_int_equal(value != NULL, err == ORIEL_OK);
    oriel_value_unref(value);
    oriel_writer_free(writer);
    return err;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    torture(write_some, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything),  cmocka_unit_test(test_scalar_alone_and_again),
        cmocka_unit_test(test_mistakes),    cmocka_unit_test(test_finish_too_early),
        cmocka_unit_test(test_null_writer), cmocka_unit_test(test_depth),
        cmocka_unit_test(test_size),        cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
