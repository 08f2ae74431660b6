/* Widgets and pages: what goes down, what comes up, and in which order. */
#include "tab.h"

static oriel_app_t *app;
static oriel_session_t *session;

static int set_up(void **state)
{
    (void)state;
    app = new_tab_app();
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    oriel_session_unref(session);
    run_all(app);
    oriel_app_unref(app);
    return 0;
}

static oriel_err_t say_clicked(oriel_event_t *event, void *user)
{
    assert_string_equal(oriel_event_get_action(event), "activated");
    assert_ptr_equal(oriel_event_get_session(event), session);
    return oriel_label_set_text(user, "clicked");
}

static void test_a_click_changes_a_label(void **state)
{
    oriel_widget_t *button = NULL, *label = NULL;
    struct tab tab;

    (void)state;
    tab_open(&tab, session);
    tab_attach(&tab);
    assert_frame(&tab, "[" MESSAGE_START "," MESSAGE_END "]");
    assert_int_equal(oriel_button_new(session, "Press", NULL, &button), ORIEL_OK);
    assert_int_equal(oriel_label_new(session, "Hello", NULL, &label), ORIEL_OK);
    assert_int_equal(oriel_widget_on(button, "activated", say_clicked, label, NULL, NULL), ORIEL_OK);
    assert_frame(&tab, "[[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Button\",\"args\":[\"Press\"]}],"
                       "[\"w\",{\"type\":\"create\",\"wid\":2,\"class\":\"Label\",\"args\":[\"Hello\"]}],"
                       "[\"w\",{\"type\":\"listen\",\"wid\":1,\"action\":\"activated\"}]]");
    assert_true(tab_tell(&tab, button, "activated", ""));
    assert_frame(&tab, "[[\"W\",1]]");
    run_all(app);
    assert_frame(&tab, "[[\"w\",{\"type\":\"call\",\"wid\":2,\"method\":\"set_text\",\"args\":[\"clicked\"]}]]");
    assert_string_equal(got(label, "get_text"), "\"clicked\"");
    assert_no_frame(&tab);

    /* A page that comes later is told the same. */
    struct tab second;

    tab_open(&second, session);
    tab_attach(&second);
    assert_frame(&second, "[" MESSAGE_START ","
                          "[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Button\",\"args\":[\"Press\"],"
                          "\"listen\":[\"activated\"]}],"
                          "[\"w\",{\"type\":\"create\",\"wid\":2,\"class\":\"Label\",\"args\":[\"Hello\"],"
                          "\"set\":[[\"set_text\",[\"clicked\"]]]}]," MESSAGE_END "]");
    assert_no_frame(&tab);
    tab_close(&second);
    tab_close(&tab);
    oriel_widget_unref(button);
    oriel_widget_unref(label);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_click_changes_a_label, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
