/* The tables made from the catalogue: that they are sorted, whole, and found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "widget/catalogue.h"

static void test_all_classes_are_there(void **state)
{
    size_t drawn = 0;

    (void)state;
    assert_int_equal(oriel__class_count, 52);
    for (size_t i = 0; i < oriel__class_count; i++) {
        const struct oriel__class *cls = oriel__class_at(i);

        assert_ptr_equal(oriel__class_find(cls->name), cls);
        assert_non_null(cls->base);
        assert_non_null(oriel__class_get_method(cls, "destroy"));
        drawn += cls->has_page;
    }
    assert_null(oriel__class_at(oriel__class_count));
    assert_int_equal(drawn, 17);
    assert_null(oriel__class_find("Labe"));
    assert_null(oriel__class_find("Labels"));
    assert_null(oriel__class_find(""));
}

static void check_members(const struct oriel__class *cls)
{
    for (const struct oriel__class *c = cls; c; c = c->base) {
        for (size_t i = 0; i < c->method_count; i++) {
            const struct oriel__method *method = &c->methods[i];

            assert_non_null(oriel__class_get_method(cls, method->name));
            assert_true(method->required <= method->param_count);
            if (method->kind == ORIEL__KIND_SETTER || method->kind == ORIEL__KIND_FIXED ||
                method->kind == ORIEL__KIND_GETTER)
                assert_non_null(oriel__keys[method->key]);
        }
        for (size_t i = 0; i < c->action_count; i++) {
            const struct oriel__action *action =
                oriel__class_get_action(cls, c->actions[i].name, strlen(c->actions[i].name));

            assert_non_null(action);
            for (size_t k = 0; k < action->sync_count; k++) {
                assert_true(action->sync[k].arg < action->arg_count);
                /* what a page changed must be told to others */
                assert_non_null(oriel__class_get_setter(cls, action->sync[k].key));
            }
        }
    }
    for (size_t i = 0; i < cls->option_count; i++)
        assert_non_null(oriel__class_get_option(cls, cls->options[i].name, strlen(cls->options[i].name)));
}

static void test_members_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < oriel__class_count; i++)
        check_members(oriel__class_at(i));
    assert_null(oriel__class_get_method(oriel__class_find("Label"), "set_tex"));
    assert_null(oriel__class_get_option(oriel__class_find("Label"), "halig", 5));
    assert_null(oriel__class_get_action(oriel__class_find("Button"), "activate", 8));
    assert_non_null(oriel__class_get_action(oriel__class_find("Button"), "activated!", 9));
}

static void test_keys_of_rules_stand_first(void **state)
{
    (void)state;
    assert_string_equal(oriel__keys[ORIEL__KEY_TEXT], "text");
    assert_string_equal(oriel__keys[ORIEL__KEY_INDEX], "index");
    assert_string_equal(oriel__keys[ORIEL__KEY_SIZE], "size");
    assert_string_equal(oriel__keys[ORIEL__KEY_POSITION], "position");
    assert_string_equal(oriel__keys[ORIEL__KEY_VISIBLE], "visible");
    assert_string_equal(oriel__keys[ORIEL__KEY_LIMIT], "limit");
    assert_string_equal(oriel__keys[ORIEL__KEY_DURATION], "duration");
}

static void test_defaults(void **state)
{
    (void)state;
    assert_string_equal(oriel__class_get_default(oriel__class_find("Label"), ORIEL__KEY_VISIBLE), "true");
    assert_string_equal(oriel__class_get_default(oriel__class_find("TopLevel"), ORIEL__KEY_VISIBLE), "false");
    assert_string_equal(oriel__class_get_default(oriel__class_find("TopLevel"), ORIEL__KEY_SIZE), "[0,0]");
    assert_string_equal(oriel__class_get_default(oriel__class_find("TabWidget"), ORIEL__KEY_INDEX), "-1");
    assert_string_equal(oriel__class_get_default(oriel__class_find("Button"), ORIEL__KEY_LIMIT), "null");
    assert_string_equal(oriel__class_get_setter(oriel__class_find("TopLevel"), ORIEL__KEY_SIZE)->name, "resize");
    assert_string_equal(oriel__class_get_setter(oriel__class_find("ComboBox"), ORIEL__KEY_TEXT)->name, "set_text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_classes_are_there),
        cmocka_unit_test(test_members_are_found),
        cmocka_unit_test(test_keys_of_rules_stand_first),
        cmocka_unit_test(test_defaults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
