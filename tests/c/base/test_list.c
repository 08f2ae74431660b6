/* Tests of the linked list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/list.h"

struct item {
    int number;
    struct oriel_list link;
};

static int pop(struct oriel_list *list)
{
    struct oriel_list *link = oriel__list_pop(list);

    return link ? oriel__container(link, struct item, link)->number : -1;
}

static void test_order(void **state)
{
    struct oriel_list list;
    struct item items[3] = { { .number = 0 }, { .number = 1 }, { .number = 2 } };

    (void)state;
    oriel__list_init(&list);
    assert_true(oriel__list_is_empty(&list));
    for (int i = 0; i < 3; i++)
        oriel__list_add(&list, &items[i].link);
    oriel__list_remove(&items[1].link);
    oriel__list_remove(&items[1].link);
    assert_int_equal(pop(&list), 0);
    assert_int_equal(pop(&list), 2);
    assert_int_equal(pop(&list), -1);
}

static void test_splice(void **state)
{
    struct oriel_list list, from;
    struct item items[3] = { { .number = 0 }, { .number = 1 }, { .number = 2 } };

    (void)state;
    oriel__list_init(&list);
    oriel__list_init(&from);
    oriel__list_splice(&list, &from);
    assert_true(oriel__list_is_empty(&list));
    oriel__list_add(&list, &items[0].link);
    oriel__list_add(&from, &items[1].link);
    oriel__list_add(&from, &items[2].link);
    oriel__list_splice(&list, &from);
    assert_true(oriel__list_is_empty(&from));
    for (int i = 0; i < 3; i++)
        assert_int_equal(pop(&list), i);
    assert_true(oriel__list_is_empty(&list));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_splice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
