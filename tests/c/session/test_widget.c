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

/* --- Callbacks and handlers ------------------------------------------------------------- */

static char story[1024];
static oriel_event_t *pending;

static oriel_err_t tell(oriel_event_t *event, void *user)
{
    size_t len = strlen(story);

    (void)event;
    snprintf(story + len, sizeof(story) - len, "%s ", (const char *)user);
    return ORIEL_OK;
}

static oriel_err_t keep_pending(oriel_event_t *event, void *user)
{
    tell(event, user);
    pending = oriel_event_ref(event);
    return ORIEL_PENDING;
}

static oriel_err_t refuse(oriel_event_t *event, void *user)
{
    (void)event;
    (void)user;
    return ORIEL_EHANDLER;
}

static void count_destroy(void *user)
{
    ++*(int *)user;
}

static char *word(const char *text)
{
    static char words[8][16];
    static int next;
    char *copy = words[next++ % 8];

    snprintf(copy, 16, "%s", text);
    return copy;
}

static void test_handlers_run_in_order_and_leave(void **state)
{
    oriel_widget_t *button = new_widget(session, "Button");
    uint64_t first = 0, second = 0;
    int destroyed = 0;
    struct tab tab;

    (void)state;
    tab_join(&tab, session);
    story[0] = '\0';
    assert_int_equal(oriel_widget_on(button, "activated", tell, word("a"), NULL, &first), ORIEL_OK);
    assert_int_equal(oriel_widget_on(button, "activated", tell, word("b"), NULL, &second), ORIEL_OK);
    assert_true(tab_tell(&tab, button, "activated", ""));
    assert_string_equal(story, ""); /* in dispatch only */
    run_all(app);
    assert_string_equal(story, "a b ");
    assert_int_equal(oriel_widget_off(button, first), ORIEL_OK);
    assert_int_equal(oriel_widget_off(button, first), ORIEL_ENOENT);
    assert_true(tab_tell(&tab, button, "activated", ""));
    run_all(app);
    assert_string_equal(story, "a b b ");
    tab_discard(&tab);
    assert_int_equal(oriel_widget_off(button, second), ORIEL_OK);
    assert_frame(&tab, "[[\"w\",{\"type\":\"unlisten\",\"wid\":1,\"action\":\"activated\"}]]");
    assert_int_equal(oriel_widget_on(button, "activated", tell, word("b"), NULL, &second), ORIEL_OK);
    assert_frame(&tab, "[[\"w\",{\"type\":\"listen\",\"wid\":1,\"action\":\"activated\"}]]");
    assert_int_equal(oriel_widget_on(button, "pressed", tell, NULL, NULL, NULL), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "Button has no callback pressed");
    assert_true(oriel_widget_has_action(button, "map"));
    assert_false(oriel_widget_has_action(button, "pressed"));
    assert_int_equal(oriel_widget_on(button, "map", refuse, &destroyed, count_destroy, NULL), ORIEL_OK);
    assert_true(tab_tell(&tab, button, "map", "{}"));
    run_all(app); /* its failure is logged */
    oriel_widget_destroy(button);
    run_all(app);
    assert_int_equal(destroyed, 1);
    assert_int_equal(oriel_widget_on(button, "map", tell, NULL, NULL, NULL), ORIEL_ECLOSED);
    assert_true(tab_tell(&tab, button, "activated", "")); /* late: ignored */
    run_all(app);
    assert_string_equal(story, "a b b ");
    tab_close(&tab);
    oriel_widget_unref(button);
}

static void test_a_refused_row_tells_no_handler(void **state)
{
    oriel_widget_t *grid = new_widget(session, "GridBox"), *label = new_widget(session, "Label");

    (void)state;
    story[0] = '\0';
    assert_int_equal(oriel_widget_on(grid, "child-added", tell, word("came"), NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_widget_callf(grid, "insert_row", "i[ww]", 0, label, grid), ORIEL_EINVAL);
    run_all(app);
    assert_string_equal(story, "");
    assert_int_equal(oriel_widget_callf(grid, "insert_row", "i[w]", 0, label), ORIEL_OK);
    run_all(app);
    assert_string_equal(story, "came ");
    oriel_widget_unref(grid);
    oriel_widget_unref(label);
}

static void test_posts_end_with_the_session(void **state)
{
    int destroyed = 0;

    (void)state;
    story[0] = '\0';
    assert_int_equal(oriel_session_post(session, tell, word("early"), NULL), ORIEL_OK);
    run_all(app);
    assert_int_equal(oriel_session_post(session, tell, &destroyed, count_destroy), ORIEL_OK);
    oriel__session_end(session);
    run_all(app);
    assert_int_equal(destroyed, 1);
    assert_int_equal(oriel_session_post(session, tell, &destroyed, count_destroy), ORIEL_ECLOSED);
    run_all(app);
    assert_int_equal(destroyed, 1);
    assert_string_equal(story, "early ");
}

static void test_a_pending_handler_holds_the_session(void **state)
{
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    oriel_session_t *ordered = NULL;
    struct tab tab;

    (void)state;
    opts.order = ORIEL_ORDER_SESSION;
    assert_int_equal(oriel_session_new(app, &opts, &ordered), ORIEL_OK);
    oriel_widget_t *button = new_widget(ordered, "Button");

    tab_join(&tab, ordered);
    story[0] = '\0';
    assert_int_equal(oriel_widget_on(button, "activated", keep_pending, word("a"), NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_widget_on(button, "activated", tell, word("b"), NULL, NULL), ORIEL_OK);
    assert_true(tab_tell(&tab, button, "activated", ""));
    assert_int_equal(oriel_session_post(ordered, tell, word("post"), NULL), ORIEL_OK);
    run_all(app);
    assert_string_equal(story, "a ");
    oriel_event_done(pending);
    run_all(app);
    assert_string_equal(story, "a b post ");
    tab_close(&tab);
    oriel_widget_unref(button);
    oriel_session_unref(ordered);
}

static void test_too_many_callbacks_send_the_page_away(void **state)
{
    oriel_widget_t *button = new_widget(session, "Button");
    char *text = malloc((size_t)(ORIEL__CALLBACKS_MAX + 1) * 80 + 16), *at = text;
    struct tab tab;

    (void)state;
    assert_non_null(text);
    tab_join(&tab, session);
    story[0] = '\0';
    assert_int_equal(oriel_widget_on(button, "activated", tell, word(""), NULL, NULL), ORIEL_OK);
    *at++ = '[';
    for (int i = 0; i <= ORIEL__CALLBACKS_MAX; i++)
        at += sprintf(at, "%s[\"w\",{\"type\":\"callback\",\"wid\":1,\"action\":\"activated\",\"args\":[]}]",
                      i ? "," : "");
    strcpy(at, "]");
    assert_int_equal(tab.drops, 0);
    assert_true(tab_send(&tab, text));
    assert_int_equal(tab.drops, 1);
    free(text);
    run_all(app);
    assert_true(tab_tell(&tab, button, "activated", "")); /* there is room again */
    assert_int_equal(tab.drops, 1);
    run_all(app);
    tab_close(&tab);
    oriel_widget_unref(button);
}

static void test_malformed_messages_are_refused(void **state)
{
    static const char *const refused[] = {
        "[[\"w\"]]",
        "[[\"w\",7]]",
        "[[\"w\",{}]]",
        "[[\"w\",{\"type\":7}]]",
        "[[\"w\",{\"type\":\"pwn\"}]]",
        "[[\"w\",{\"type\":\"attach\"},0]]",
        "[[\"w\",{\"type\":\"attach\"},-1]]",
        "[[\"w\",{\"type\":\"attach\"},\"0\"]]",
        "[[\"w\",{\"type\":\"attach\"},0,0]]",
        "[[\"w\",{\"type\":\"attach\"}",
        "[[\"W\",1]]",
    };
    static const char *const ignored[] = {
        "[[\"w\",{\"type\":\"callback\"}]]",
        "[[\"w\",{\"type\":\"callback\",\"wid\":\"1\",\"action\":{},\"args\":7}]]",
        "[[\"w\",{\"type\":\"callback\",\"wid\":-1,\"action\":\"activated\",\"args\":[]}]]",
        "[[\"w\",{\"type\":\"callback\",\"wid\":1e300,\"action\":\"activated\",\"args\":[]}]]",
        "[[\"w\",{\"type\":\"callback\",\"wid\":1,\"action\":\"a\\u0063tivated\",\"args\":[]}]]",
        "[[\"w\",{\"type\":\"result\",\"id\":1,\"value\":{}}]]",
        "[[\"w\",{\"type\":\"result\"}]]",
        "[[\"w\",{\"type\":\"error\",\"id\":-4,\"error\":\"x\"}]]",
        "[[\"w\",{\"type\":\"error\",\"wid\":1,\"error\":\"x\"}]]",
        "[[\"w\",{\"type\":\"error\",\"wid\":1}]]",
        "[[\"w\",{\"type\":\"viewport\",\"width\":\"wide\"}]]",
    };
    oriel_widget_t *button = new_widget(session, "Button");
    struct tab tab;

    (void)state;
    tab_open(&tab, session);
    assert_true(tab_tell(&tab, button, "activated", "")); /* before attach: ignored */
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        if (tab_send(&tab, refused[i]))
            fail_msg("accepted: %s", refused[i]);
    }
    tab_attach(&tab);
    tab_discard(&tab);
    story[0] = '\0';
    assert_int_equal(oriel_widget_on(button, "activated", tell, word("x"), NULL, NULL), ORIEL_OK);
    for (size_t i = 0; i < sizeof(ignored) / sizeof(*ignored); i++) {
        if (!tab_send(&tab, ignored[i]))
            fail_msg("refused: %s", ignored[i]);
    }
    run_all(app);
    assert_string_equal(story, "");
    tab_close(&tab);
    oriel_widget_unref(button);
}

/* --- Frames -------------------------------------------------------------------------------- */

static void test_own_edits_are_confirmed_in_order(void **state)
{
    oriel_widget_t *slider = new_widget(session, "Slider");
    struct tab one, two;

    (void)state;
    tab_join(&one, session);
    tab_join(&two, session);
    assert_int_equal(oriel_slider_set_value(slider, 1), ORIEL_OK);
    assert_true(tab_tell(&one, slider, "activated", "2"));
    assert_true(tab_tell(&one, slider, "activated", "3"));
    assert_int_equal(oriel_slider_set_value(slider, 4), ORIEL_OK);
    assert_true(tab_tell(&two, slider, "activated", "5"));
    assert_frame(&one, "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[1.0]}],[\"W\",2],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[4.0]}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[5],\"silent\":true}]]");
    assert_frame(&two, "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[1.0]}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[2],\"silent\":true}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[3],\"silent\":true}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_value\",\"args\":[4.0]}],[\"W\",1]]");
    assert_string_equal(got(slider, "get_value"), "5");
    /* A rebuild says first which edits it has. */
    assert_true(tab_tell(&one, slider, "activated", "6"));
    assert_int_equal(oriel_session_rebuild(session), ORIEL_OK);
    assert_frame(&one, "[[\"W\",3]," MESSAGE_START ",[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Slider\","
                       "\"args\":[],\"set\":[[\"set_value\",[6]]]}]," MESSAGE_END "]");
    tab_close(&one);
    tab_close(&two);
    oriel_widget_unref(slider);
}

static void test_a_page_that_falls_behind(void **state)
{
    oriel_widget_t *area = new_widget(session, "TextArea"), *label = new_widget(session, "Label");
    oriel_future_t *caught_up = NULL, *soon = NULL, *asked = NULL;
    size_t size = (size_t)300 << 10;
    char *text = malloc(size + 1);
    struct tab tab;

    (void)state;
    assert_non_null(text);
    memset(text, 'a', size);
    text[size] = '\0';
    tab_join(&tab, session);
    assert_false(oriel_session_is_behind(session));
    assert_int_equal(oriel_session_caught_up(session, &soon), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(soon), ORIEL_FUTURE_RESOLVED);
    for (int i = 0; i < 20; i++) { /* 6 MB, of which one setter's are kept once */
        text[0] = (char)('a' + i);
        assert_int_equal(oriel_text_area_set_text(area, text), ORIEL_OK);
    }
    assert_true(tab.page->collapsed > 15);
    for (int i = 0; i < 4; i++)
        assert_int_equal(oriel_text_area_append_text(area, "b"), ORIEL_OK);
    char *frame = tab_take(&tab);

    assert_non_null(frame);
    assert_non_null(strstr(frame, "[\"taaa"));
    assert_null(strstr(frame, "[\"baaa"));
    free(frame);
    /* Too much even so: the page is rebuilt, and answers still. */
    assert_int_equal(oriel_widget_query(label, "get_position", NULL, -1, &asked), ORIEL_OK);
    for (int i = 0; i < 40; i++)
        assert_int_equal(oriel_text_area_append_text(area, text), ORIEL_OK);
    assert_int_equal(oriel_text_area_set_text(area, "short"), ORIEL_OK);
    frame = tab_take(&tab);
    assert_non_null(frame);
    assert_memory_equal(frame, "[" MESSAGE_START, strlen("[" MESSAGE_START));
    assert_non_null(strstr(frame, "[\"set_text\",[\"short\"]]"));
    assert_non_null(strstr(frame, "\"method\":\"get_position\""));
    assert_true(strlen(frame) < 2000);
    free(frame);
    for (int i = 0; i < 5; i++)
        assert_int_equal(oriel_text_area_append_text(area, text), ORIEL_OK);
    assert_true(oriel_session_is_behind(session));
    assert_int_equal(oriel_session_caught_up(session, &caught_up), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(caught_up), ORIEL_FUTURE_PENDING);
    tab_discard(&tab);
    assert_int_equal(oriel_future_get_status(caught_up), ORIEL_FUTURE_RESOLVED);
    oriel_future_unref(caught_up);
    /* A page that goes is waited for no longer. */
    for (int i = 0; i < 5; i++)
        assert_int_equal(oriel_text_area_append_text(area, text), ORIEL_OK);
    assert_int_equal(oriel_session_caught_up(session, &caught_up), ORIEL_OK);
    tab_close(&tab);
    assert_int_equal(oriel_future_get_status(caught_up), ORIEL_FUTURE_RESOLVED);
    oriel_future_unref(caught_up);
    oriel_future_unref(soon);
    (void)oriel_future_get_error(asked, NULL, NULL);
    oriel_future_unref(asked);
    free(text);
    oriel_widget_unref(area);
    oriel_widget_unref(label);
}

static void test_batches_go_in_one_frame(void **state)
{
    oriel_widget_t *label;
    struct tab tab;

    (void)state;
    tab_join(&tab, session);
    oriel_session_begin_batch(session);
    label = new_widget(session, "Label");
    assert_int_equal(oriel_label_set_text(label, "a"), ORIEL_OK);
    assert_no_frame(&tab);
    assert_string_equal(got(label, "get_text"), "\"a\"");
    oriel_session_end_batch(session);
    assert_frame(&tab, "[[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Label\",\"args\":[]}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\"]}]]");
    tab_close(&tab);
    oriel_widget_unref(label);
}

static void test_a_new_document_attaches_anew(void **state)
{
    oriel_widget_t *label = new_widget(session, "Label");
    struct tab tab;

    (void)state;
    tab_join(&tab, session);
    assert_int_equal(oriel_label_set_text(label, "lost"), ORIEL_OK);
    tab_begin(&tab);
    assert_no_frame(&tab);
    assert_int_equal(oriel_label_set_text(label, "a"), ORIEL_OK);
    assert_no_frame(&tab); /* it does not draw widgets, or not yet */
    tab_attach(&tab);
    tab_attach(&tab); /* twice is once more */
    assert_frame(&tab, "[" MESSAGE_START ",[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Label\",\"args\":[],"
                       "\"set\":[[\"set_text\",[\"a\"]]]}]," MESSAGE_END "]");
    tab_close(&tab);
    oriel_widget_unref(label);
}

static void test_bytes_follow_in_blocks(void **state)
{
    oriel_widget_t *image = new_widget(session, "Image");
    struct tab tab;

    (void)state;
    tab_join(&tab, session);
    assert_int_equal(oriel_image_set_binary_image(image, oriel_value_bytes("PNG", 3), "png"), ORIEL_OK);
    assert_frame(&tab, "[[\"w\",{\"type\":\"binary-call\",\"wid\":1,\"method\":\"set_binary_image\","
                       "\"args\":[\"png\"]},0]]\nUE5H");
    assert_int_equal(oriel_session_rebuild(session), ORIEL_OK);
    assert_frame(&tab, "[" MESSAGE_START
                       ",[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Image\",\"args\":[]}]," MESSAGE_END
                       ",[\"w\",{\"type\":\"binary-call\",\"wid\":1,\"method\":\"set_binary_image\","
                       "\"args\":[\"png\"]},0]]\nUE5H");
    /* An address takes the place of bytes. */
    assert_int_equal(oriel_image_set_image(image, "a.png"), ORIEL_OK);
    assert_int_equal(oriel_session_rebuild(session), ORIEL_OK);
    assert_frame(&tab, "[" MESSAGE_START ",[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Image\",\"args\":[],"
                       "\"set\":[[\"set_image\",[\"a.png\"]]]}]," MESSAGE_END "]");
    assert_int_equal(oriel_widget_call_bytes(image, "set_image", oriel_value_bytes("x", 1), NULL), ORIEL_ETYPE);
    assert_int_equal(oriel_widget_call(image, "set_binary_image", NULL), ORIEL_ETYPE);
    assert_string_equal(oriel_last_error(), "Image.set_binary_image: the first argument is bytes");
    assert_int_equal(oriel_widget_call_bytes(image, "set_binary_image", oriel_value_int(1), NULL), ORIEL_ETYPE);
    tab_close(&tab);
    oriel_widget_unref(image);
}

/* --- Questions -------------------------------------------------------------------------------- */

static void assert_rejected(oriel_future_t *future, oriel_err_t err, const char *expected)
{
    const char *text = NULL;

    assert_int_equal(oriel_future_get_error(future, NULL, &text), err);
    assert_string_equal(text, expected);
    oriel_future_unref(future);
}

static void assert_resolved(oriel_future_t *future, const char *expected)
{
    oriel_value_t *value = oriel_future_dup_value(future);

    assert_non_null(value);
    assert_string_equal(oriel_value_get_text(value, NULL), expected);
    oriel_value_unref(value);
    oriel_future_unref(future);
}

static oriel_future_t *ask(oriel_widget_t *widget, const char *method, const char *args)
{
    oriel_future_t *future = NULL;
    oriel_value_t *value = NULL;

    assert_int_equal(oriel_value_from_json(args, strlen(args), &value), ORIEL_OK);
    assert_int_equal(oriel_widget_query(widget, method, value, -1, &future), ORIEL_OK);
    return future;
}

static void test_questions(void **state)
{
    oriel_widget_t *label = new_widget(session, "Label");
    struct tab one, two;

    (void)state;
    assert_resolved(ask(label, "get_position", "[]"), "null"); /* nobody is there */
    tab_join(&one, session);
    tab_join(&two, session);
    oriel_future_t *value = ask(label, "get_position", "[]"), *error = ask(label, "get_position", "[]");
    oriel_future_t *strict = ask(label, "set_text", "[\"a\"]"), *canceled = ask(label, "get_position", "[]");

    assert_frame(&one, "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"get_position\",\"args\":[],\"id\":2}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"get_position\",\"args\":[],\"id\":3}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\"],\"id\":4}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"get_position\",\"args\":[],\"id\":5}]]");
    assert_frame(&two, "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"a\"]}]]");
    assert_true(tab_send(&two, "[[\"w\",{\"type\":\"result\",\"id\":2,\"value\":\"crafted\"}]]"));
    assert_int_equal(oriel_future_get_status(value), ORIEL_FUTURE_PENDING); /* it was not asked */
    assert_true(tab_send(&one, "[[\"w\",{\"type\":\"result\",\"id\":2,\"value\":[1,2]}],"
                               "[\"w\",{\"type\":\"result\",\"id\":2,\"value\":\"twice\"}],"
                               "[\"w\",{\"type\":\"error\",\"id\":3,\"error\":\"Unknown widget id: 1\"}],"
                               "[\"w\",{\"type\":\"result\",\"id\":4}]]"));
    assert_resolved(value, "[1,2]");
    assert_rejected(error, ORIEL_ESCRIPT, "Unknown widget id: 1");
    assert_resolved(strict, "null");
    assert_true(oriel_future_cancel(canceled));
    oriel_future_unref(canceled);
    assert_int_equal(oriel_label_set_text(label, "b"), ORIEL_OK);
    tab_discard(&one);
    tab_discard(&two);
    /* The page goes: the other is asked; then nobody is left. */
    value = ask(label, "get_position", "[]");
    strict = ask(label, "set_text", "[\"c\"]");
    tab_close(&one);
    assert_resolved(strict, "null");
    assert_frame(&two, "[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"set_text\",\"args\":[\"c\"]}],"
                       "[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"get_position\",\"args\":[],\"id\":6}]]");
    assert_int_equal(oriel_future_get_status(value), ORIEL_FUTURE_PENDING);
    tab_close(&two);
    assert_rejected(value, ORIEL_ECLOSED, "the page that was asked has gone");
    /* What the program knows is answered at once. */
    assert_resolved(ask(label, "get_text", "[]"), "\"c\"");
    oriel_widget_unref(label);
}

static void test_questions_end(void **state)
{
    oriel_widget_t *label = new_widget(session, "Label");
    oriel_future_t *late = NULL, *open = NULL, *none = NULL;
    struct tab tab;

    (void)state;
    tab_join(&tab, session);
    assert_int_equal(oriel_widget_query(label, "get_position", NULL, 1, &late), ORIEL_OK);
    assert_int_equal(oriel_future_wait(late, -1), ORIEL_OK); /* the runtime's timer settles it */
    assert_rejected(late, ORIEL_ETIMEDOUT, "Label.get_position: no answer by a page within 1 ms");
    assert_int_equal(oriel_widget_query(label, "get_position", NULL, 0, &open), ORIEL_OK);
    assert_int_equal(oriel_widget_query(label, "get_nothing", NULL, 0, &none), ORIEL_EINVAL);
    assert_int_equal(oriel_widget_query(label, "set_text", NULL, 0, &none), ORIEL_EINVAL);
    assert_null(none);
    oriel__session_end_tree(session);
    assert_rejected(open, ORIEL_ECLOSED, "the session was destroyed");
    assert_true(oriel_widget_is_destroyed(label));
    assert_int_equal(oriel_widget_new(session, "Label", NULL, NULL, &label), ORIEL_ECLOSED);
    tab_close(&tab);
    oriel_widget_unref(label);
}

/* --- Timers --------------------------------------------------------------------------------- */

static int expired;

static oriel_err_t on_expired(oriel_event_t *event, void *user)
{
    oriel_widget_t *timer = oriel_event_get_widget(event);

    (void)user;
    assert_string_equal(got(timer, "is_set"), "false");
    expired++;
    return ORIEL_OK;
}

static void test_timers_fire_once_and_without_pages(void **state)
{
    oriel_widget_t *timer = NULL;
    struct tab one, two;

    (void)state;
    expired = 0;
    assert_int_equal(oriel_timer_widget_new(session, oriel_widget_options("{s:i}", "duration", 0), &timer), ORIEL_OK);
    assert_int_equal(oriel_widget_on(timer, "expired", on_expired, NULL, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_timer_widget_start(timer, ORIEL_UNSET), ORIEL_OK);
    while (expired < 1)
        assert_true(oriel_app_dispatch(app, -1) >= 0);
    tab_join(&one, session);
    tab_join(&two, session);
    assert_int_equal(oriel_timer_widget_cond_set(timer, 0.001), ORIEL_OK);
    while (expired < 2)
        assert_true(oriel_app_dispatch(app, -1) >= 0);
    run_all(app);
    assert_int_equal(expired, 2);
    assert_no_frame(&one); /* pages know nothing of it */
    tab_close(&one);
    tab_close(&two);
    oriel_widget_unref(timer);
}

/* A start may come in while another thread destroys the timer. */
static void test_a_destroyed_timer_does_not_run(void **state)
{
    oriel_widget_t *timer = new_widget(session, "Timer");
    oriel_value_t *is_set, *args = NULL;

    (void)state;
    assert_int_equal(oriel_value_pack(&args, "[i]", 1000), ORIEL_OK);
    oriel_widget_destroy(timer);
    assert_int_equal(oriel__clock_call(timer, oriel__class_get_method(timer->node.cls, "start"), args), ORIEL_OK);
    is_set = oriel__clock_get(timer, oriel__class_get_method(timer->node.cls, "is_set"));
    assert_string_equal(oriel_value_get_text(is_set, NULL), "false");
    oriel_value_unref(is_set);
    oriel_value_unref(args);
    oriel_widget_unref(timer);
}

static void test_timers_are_stopped_and_canceled(void **state)
{
    oriel_widget_t *timer = new_widget(session, "Timer");

    (void)state;
    story[0] = '\0';
    assert_int_equal(oriel_widget_on(timer, "cancelled", tell, word("cancelled"), NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_widget_on(timer, "expired", tell, word("expired"), NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_timer_widget_set_duration(timer, 1000), ORIEL_OK);
    assert_string_equal(got(timer, "get_duration"), "1000.0");
    assert_string_equal(got(timer, "is_set"), "false");
    assert_int_equal(oriel_timer_widget_start(timer, ORIEL_UNSET), ORIEL_OK);
    assert_string_equal(got(timer, "is_set"), "true");
    assert_true(atof(got(timer, "time_left")) > 900);
    assert_int_equal(oriel_timer_widget_cond_set(timer, 0), ORIEL_OK); /* it runs: nothing */
    assert_true(atof(got(timer, "time_left")) > 900);
    assert_int_equal(oriel_timer_widget_cancel(timer), ORIEL_OK);
    assert_int_equal(oriel_timer_widget_cancel(timer), ORIEL_OK);
    run_all(app);
    assert_string_equal(story, "cancelled ");
    assert_int_equal(oriel_timer_widget_set(timer, 500), ORIEL_OK);
    assert_int_equal(oriel_timer_widget_stop(timer), ORIEL_OK);
    run_all(app);
    assert_string_equal(story, "cancelled ");
    assert_string_equal(got(timer, "elapsed_time"), "0.0");
    assert_int_equal(oriel_timer_widget_start(timer, -1), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "Timer: -1 seconds, limit 1e+09");
    assert_int_equal(oriel_timer_widget_start(timer, 100), ORIEL_OK); /* it ends with the widget */
    oriel_widget_destroy(timer);
    oriel_widget_unref(timer);
}

/* --- The session ------------------------------------------------------------------------------ */

static void test_what_else_a_session_does(void **state)
{
    oriel_widget_t *label = new_widget(session, "Label"), *again, *box = new_widget(session, "VBox");
    int width = -1, height = -1;
    struct tab tab;

    (void)state;
    oriel_session_get_viewport(session, &width, &height);
    assert_int_equal(width + height, 0);
    tab_join(&tab, session);
    assert_true(tab_send(&tab, "[[\"w\",{\"type\":\"viewport\",\"width\":800.4,\"height\":600}]]"));
    oriel_session_get_viewport(session, &width, &height);
    assert_int_equal(width, 800);
    assert_int_equal(height, 600);
    assert_int_equal(oriel_session_open_url(session, "https://example.org/?a=\"b\""), ORIEL_OK);
    assert_frame(&tab, "[[\"w\",{\"type\":\"open-url\",\"url\":\"https://example.org/?a=\\\"b\\\"\"}]]");
    assert_int_equal(oriel_session_open_url(session, "javascript:alert(1)"), ORIEL_EINVAL);
    assert_int_equal(oriel_session_open_url(session, NULL), ORIEL_EINVAL);
    again = oriel_session_dup_widget(session, oriel_widget_get_id(label));
    assert_ptr_equal(again, label);
    oriel_widget_unref(again);
    assert_null(oriel_session_dup_widget(session, 99));
    assert_int_equal(oriel_session_get_root_count(session), 2);
    assert_int_equal(oriel_widget_callf(box, "add_widget", "wi", label, 1), ORIEL_OK);
    assert_int_equal(oriel_widget_callf(box, "add_widget", "w", NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_session_get_root_count(session), 1);
    again = oriel_widget_dup_child(box, 0);
    assert_ptr_equal(again, label);
    oriel_widget_unref(again);
    assert_null(oriel_widget_dup_child(box, 1));
    assert_string_equal(oriel_widget_get_class(box), "VBox");
    assert_ptr_equal(oriel_widget_get_session(box), session);
    assert_int_equal(oriel_widget_call(box, "num_children", NULL), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "VBox.num_children gives an answer: it is not a call");
    assert_int_equal(oriel_widget_call(NULL, "show", NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_label_new(session, "a", oriel_widget_options("{"), &again), ORIEL_EINVAL);
    assert_string_equal(oriel_last_error(), "format \"{\", character 2: ends too early");
    assert_int_equal(oriel_label_set_text(label, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_label_set_text(label, "\xff"), ORIEL_ESYNTAX);
    assert_int_equal(oriel_widget_set_padding(label, oriel_value_real(0.0 / 0.0)), ORIEL_ETYPE);
    oriel__session_end_tree(session);
    tab_discard(&tab);
    tab_close(&tab);
    oriel_widget_unref(label);
    oriel_widget_unref(box);
}

/* A handle keeps the session. */
static void test_a_widget_outlives_what_made_it(void **state)
{
    oriel_session_t *own = NULL;

    (void)state;
    assert_int_equal(oriel_session_new(app, NULL, &own), ORIEL_OK);
    oriel_widget_t *label = new_widget(own, "Label");

    oriel_session_unref(own);
    assert_int_equal(oriel_label_set_text(label, "a"), ORIEL_OK);
    oriel_widget_unref(label);
    assert_null(oriel_widget_unref(NULL));
    assert_null(oriel_widget_ref(NULL));
    oriel_widget_destroy(NULL);
    assert_true(oriel_widget_is_destroyed(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        test(test_a_click_changes_a_label),
        test(test_handlers_run_in_order_and_leave),
        test(test_a_refused_row_tells_no_handler),
        test(test_posts_end_with_the_session),
        test(test_a_pending_handler_holds_the_session),
        test(test_too_many_callbacks_send_the_page_away),
        test(test_malformed_messages_are_refused),
        test(test_own_edits_are_confirmed_in_order),
        test(test_a_page_that_falls_behind),
        test(test_batches_go_in_one_frame),
        test(test_a_new_document_attaches_anew),
        test(test_bytes_follow_in_blocks),
        test(test_questions),
        test(test_questions_end),
        test(test_timers_fire_once_and_without_pages),
        test(test_a_destroyed_timer_does_not_run),
        test(test_timers_are_stopped_and_canceled),
        test(test_what_else_a_session_does),
        test(test_a_widget_outlives_what_made_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
