/* Pages without memory: every allocation of every operation fails once. Nothing
 * leaks, nothing hangs, and afterwards all works again. */
#include "fake.h"

#include "page/call.h"

static int ran, destroyed;

static oriel_err_t handler(oriel_call_t *call, void *user)
{
    const char *text = NULL;

    (void)user;
    ran++;
    oriel_err_t err = oriel_call_arg_string(call, 0, &text, NULL);

    if (!err)
        (void)oriel_call_reply(call, oriel_value_string(text));
    return err;
}

static oriel_err_t next(oriel_call_t *pull, void *user)
{
    (void)user;
    (void)oriel_call_reply(pull, oriel_value_string("an item long enough for memory of its own"));
    return ORIEL_OK;
}

static void count_destroyed(void *user)
{
    (void)user;
    destroyed++;
}

static const oriel_stream_ops_t ops = { .struct_size = sizeof(ops), .next = next, .close = count_destroyed };

static oriel_err_t stream_handler(oriel_call_t *call, void *user)
{
    (void)user;
    return oriel_call_reply_stream(call, &ops, NULL);
}

static void expose(struct fake_page *fake, const char *name, oriel_call_cb cb)
{
    bool is_new;

    assert_int_equal(oriel__bindings_set(&fake->bindings, fake->inbox, "o", name, cb, NULL, count_destroyed, &is_new),
                     ORIEL_OK);
}

static void quiet(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)level;
    (void)topic;
    (void)text;
    (void)user;
}

static void dispatch(struct fake_page *fake)
{
    while (oriel__inbox_dispatch(fake->inbox, 0) > 0)
        ;
}

static void drain(struct fake_page *fake)
{
    char *frame;

    dispatch(fake);
    while ((frame = fake_take(fake)))
        free(frame);
}

/* Receives, dispatches, takes: the n-th allocation of all that fails. */
static bool attempt(struct fake_page *fake, const char *rest, long n)
{
    char *text = malloc(strlen(rest) + 128), *frame;

    assert_non_null(text);
    int len = sprintf(text, "%s %llu\n%s", fake->page->key, (unsigned long long)fake->page->document, rest);

    oriel__alloc_fail_at(n);
    (void)oriel__page_receive(fake->page, text, (size_t)len);
    dispatch(fake);
    frame = fake_take(fake);
    bool has_failed = oriel__alloc_has_failed();

    oriel__alloc_fail_at(0);
    free(frame);
    free(text);
    return has_failed;
}

static void torture(const char *operations)
{
    bool has_failed = true;
    struct fake_page fake;

    oriel_set_log(quiet, NULL);
    for (long n = 1; has_failed; n++) {
        destroyed = 0;
        fake_init(&fake);
        expose(&fake, "f", handler);
        expose(&fake, "g", stream_handler);
        assert_true(fake_send(&fake, "[[\"c\",1,\"o\",\"g\",[]]]"));
        drain(&fake);
        has_failed = attempt(&fake, operations, n);
        drain(&fake);
        ran = 0;
        assert_true(fake_send(&fake, "[[\"c\",100,\"o\",\"f\",[\"again\"]]]"));
        drain(&fake);
        assert_int_equal(ran, 1);
        fake_fini(&fake);
        assert_in_range(destroyed, 3, 4); /* two bindings, one stream, or that of the operation too */
    }
    oriel_set_log(NULL, NULL);
}

static void test_call(void **context)
{
    (void)context;
    torture("[[\"c\",2,\"o\",\"f\",[\"text long enough for memory of its own\"]]]");
}

static void test_call_with_bytes(void **context)
{
    (void)context;
    torture("[[\"c\",2,\"\\u006f\",\"f\",[\"text\",null],[[1,0]]]]\nAQIDBAUGBwgJCgsMDQ4PEBES\nAQID");
}

static void test_unknown_function(void **context)
{
    (void)context;
    torture("[[\"c\",2,\"o\",\"nothing of that name\",[]]]");
}

static void test_stream(void **context)
{
    (void)context;
    torture("[[\"c\",2,\"o\",\"g\",[]],[\"n\",1,3],[\"n\",99,4]]");
}

static void test_cancel(void **context)
{
    (void)context;
    torture("[[\"c\",2,\"o\",\"f\",[\"x\"]],[\"x\",2],[\"x\",1]]");
}

static void test_state(void **context)
{
    (void)context;
    torture("[[\"s\",\"namespace\",\"k\\u0065y\",[1,2,3]],[\"r\",\"namespace\",\"key\"],[\"r\",\"none\",\"key\"]]");
}

/* A document without memory is none: the seed is not given, the next one works. */
static void test_begin(void **context)
{
    struct fake_page fake;
    bool has_failed = true;

    (void)context;
    fake_init(&fake);
    expose(&fake, "f", handler);
    fake_set(&fake, "k", oriel_value_int(1));
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        bool begun = fake_begin(&fake);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(begun, !has_failed);
        assert_int_equal(fake.page->document != 0, begun);
        fake_set(&fake, "k", oriel_value_int(2));
    }
    free(fake_take(&fake));
    fake_fini(&fake);
}

static void test_new(void **context)
{
    struct fake_page fake;
    struct oriel_page *page = NULL;

    (void)context;
    fake_init(&fake);
    oriel__alloc_fail_at(1);
    assert_int_equal(fake_make_page(&fake, &page), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_null(page);
    fake_fini(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_call),
        cmocka_unit_test(test_call_with_bytes),
        cmocka_unit_test(test_unknown_function),
        cmocka_unit_test(test_stream),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_state),
        cmocka_unit_test(test_begin),
        cmocka_unit_test(test_new),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
