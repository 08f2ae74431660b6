/* Tests of conversions to and from jansson's trees. */
#include "check.h"

#include <oriel/jansson.h>

static void test_round_trip(void **state)
{
    static const char text[] = "{\"a\":[null,true,false,-5,0.25,\"s\\u0000\",\"\"],\"b\":{\"c\":{}},\"d\":1e+300}";
    oriel_value_t *value = parsed(text), *back = NULL;
    json_t *json = NULL;

    (void)state;
    assert_int_equal(oriel_value_to_jansson(value, &json), ORIEL_OK);
    assert_int_equal(json_integer_value(json_array_get(json_object_get(json, "a"), 3)), -5);
    assert_int_equal(oriel_value_from_jansson(json, &back), ORIEL_OK);
    check_text(back, text);
    json_decref(json);
    oriel_value_unref(value);
}

static void check_from(json_t *json, const char *text)
{
    oriel_value_t *value = NULL;

    assert_int_equal(oriel_value_from_jansson(json, &value), ORIEL_OK);
    check_text(value, text);
    json_decref(json);
}

static void test_from_scalars(void **state)
{
    (void)state;
    check_from(json_null(), "null");
    check_from(json_integer(ORIEL_VALUE_INT_MAX), "9007199254740991");
    check_from(json_integer(ORIEL_VALUE_INT_MAX + 1), "9007199254740992.0");
    check_from(json_real(3), "3.0");
    check_from(json_stringn("a\0b", 3), "\"a\\u0000b\"");
}

static void test_errors(void **state)
{
    oriel_value_t *bytes = oriel_value_bytes("x", 1), *value = NULL;
    json_t *json = json_array(), *at = json;

    (void)state;
    assert_int_equal(oriel_value_from_jansson(NULL, &value), ORIEL_EINVAL);
    assert_int_equal(oriel_value_from_jansson(json, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_value_to_jansson(NULL, &json), ORIEL_EINVAL);
    assert_int_equal(oriel_value_to_jansson(bytes, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_value_to_jansson(bytes, &json), ORIEL_ETYPE);
    for (int i = 1; i < ORIEL_VALUE_DEPTH_MAX; i++) {
        json_array_append_new(at, json_array());
        at = json_array_get(at, 0);
    }
    assert_int_equal(oriel_value_from_jansson(json, &value), ORIEL_OK);
    value = oriel_value_unref(value);
    json_array_append_new(at, json_object());
    assert_int_equal(oriel_value_from_jansson(json, &value), ORIEL_ETOOBIG);
    assert_null(value);
    json_decref(json);
    oriel_value_unref(bytes);
}

static oriel_err_t convert(void)
{
    json_t *json = json_pack("{s:[i,f,s]}", "key", 1, 2.5, "a text long enough that the writer's buffer has to grow");
    oriel_value_t *value = NULL;
    oriel_err_t err = oriel_value_from_jansson(json, &value);

    json_decref(json);
    oriel_value_unref(value);
    return err;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    torture(convert, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_from_scalars),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
