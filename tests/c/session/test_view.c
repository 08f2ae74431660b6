/* Views: what pages that follow the widgets are sent, and what they may not do. */
#include "tab.h"

static oriel_app_t *app;
static oriel_session_t *session;

static int begin(void **state)
{
    (void)state;
    app = new_tab_app();
    return oriel_session_new(app, NULL, &session) ? -1 : 0;
}

static int end(void **state)
{
    (void)state;
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
    return 0;
}

/* --- Hostile pages --------------------------------------------------------------------- */

/* One message of many operations: `begin`, then `each` so many times. */
static char *repeat(char *text, const char *each, size_t count)
{
    size_t len = strlen(text), one = strlen(each);

    text = realloc(text, len + one * count + 1);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + len + i * one, each, one + 1);
    return text;
}

/* Much is due, and each attach would go through it all: 5,000,000,000 steps. */
static void test_attach_again_and_again(void **state)
{
    struct tab tab;
    char *text = strdup("["), *frame;

    (void)state;
    tab_open(&tab, session);
    text = repeat(text, "[\"n\",1,2],", 50000);
    text = repeat(text, "[\"w\",{\"type\":\"attach\"}],", 100000);
    strcpy(strrchr(text, ','), "]");
    assert_true(tab_send(&tab, text));
    free(text);
    frame = tab_take(&tab);
    assert_memory_equal(frame, "[" MESSAGE_START, strlen("[" MESSAGE_START));
    free(frame);
    tab_discard(&tab);
    assert_int_equal(tab.drops, 0);
    tab_close(&tab);
}

#define test(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(test_attach_again_and_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
