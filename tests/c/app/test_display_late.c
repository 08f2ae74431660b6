/* The display goes when no app is left: nobody has anything to lose. It does
 * not come back, so that this program has one test. */
#include "../page/play.h"

static void test_display_lost_after_the_app(void **context)
{
    oriel_app_t *app = new_app();
    oriel_window_t *window = new_window(app, NULL);

    (void)context;
    oriel_window_unref(window);
    oriel_app_unref(app);
    assert_logged(NULL);
    oriel__headless_lose_display();
    assert_logged("engine: the connection to the display is lost");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_display_lost_after_the_app),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
