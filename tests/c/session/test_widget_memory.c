/* Allocations fail one by one while a program and its page work with widgets:
 * nothing leaks, nothing is half done, and a rebuild is whole. */
#include "tab.h"

static oriel_app_t *app;
static oriel_session_t *session;
static int heard, destroyed;

static oriel_err_t hear(oriel_event_t *event, void *user)
{
    (void)event;
    (void)user;
    heard++;
    return ORIEL_OK;
}

static void count_destroy(void *user)
{
    (void)user;
    destroyed++;
}

static oriel_err_t program(oriel_widget_t **button)
{
    oriel_widget_t *box = NULL, *image = NULL;
    uint64_t id = 0;
    oriel_err_t err = oriel_button_new(session, "a", oriel_value_null(), button);

    if (!err)
        err = oriel_vbox_new(session, oriel_widget_options("{s:i}", "spacing", 8), &box);
    if (!err)
        err = oriel_image_new(session, NULL, &image);
    if (!err)
        err = oriel_vbox_add_widget(box, *button, 0);
    if (!err)
        err = oriel_image_set_binary_image(image, oriel_value_bytes("PNG", 3), "png");
    if (!err)
        err = oriel_widget_on(*button, "activated", hear, NULL, count_destroy, &id);
    if (!err)
        err = oriel_widget_set_padding(*button, oriel_value_int(3));
    if (!err)
        err = oriel_widget_callf(*button, "set_text", "s", "b");
    oriel_widget_unref(box);
    oriel_widget_unref(image);
    return err;
}

static void question(oriel_widget_t *button, struct tab *tab)
{
    oriel_future_t *future = NULL;

    if (oriel_widget_query(button, "get_position", NULL, -1, &future))
        return;
    (void)tab_send(tab, "[[\"w\",{\"type\":\"result\",\"id\":1,\"value\":7}]]");
    oriel_future_cancel(future);
    oriel_future_unref(future);
}

static void test_everything(void **state)
{
    bool has_failed = true;

    (void)state;
    app = new_tab_app();
    for (long n = 1; has_failed; n++) {
        oriel_widget_t *button = NULL;
        struct tab tab;

        heard = destroyed = 0;
        assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
        tab_open(&tab, session);
        oriel__alloc_fail_at(n);
        (void)tab_send(&tab, "[[\"w\",{\"type\":\"attach\"}]]");
        oriel_err_t err = program(&button);

        if (!err) {
            (void)tab_tell(&tab, button, "activated", "");
            free(tab_take(&tab));
            question(button, &tab);
        }
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        run_all(app);
        if (!has_failed)
            assert_int_equal(heard, 1);
        tab_begin(&tab); /* all is well again: a page that comes is shown what there is */
        tab_attach(&tab);
        char *text = tab_take(&tab);

        assert_non_null(text);
        assert_non_null(strstr(text, "reconstruct-end"));
        assert_int_equal(strstr(text, "\"Button\"") != NULL, button != NULL);
        if (!err)
            assert_non_null(strstr(text, "[\"set_spacing\",[8]]"));
        if (!err)
            assert_non_null(strstr(text, "[\"set_padding\",[3]],[\"set_text\",[\"b\"]]],\"listen\":[\"activated\"]"));
        free(text);
        tab_close(&tab);
        oriel_widget_unref(button);
        oriel_session_unref(session);
        run_all(app);
        if (!err)
            assert_int_equal(destroyed, 1);
    }
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
