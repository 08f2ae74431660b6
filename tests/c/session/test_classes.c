/* Each class that pages draw: every setter, every callback, every other method;
 * then a rebuild shows the same, and a second page followed. The list of members
 * comes from the catalogue; one that is not checked here fails. */
#include "tab.h"

static oriel_app_t *app;
static oriel_session_t *session;
static struct tab first, second;
static oriel_widget_t *widget, *child, *other;
static char heard[4096];

/* --- Samples of arguments --------------------------------------------------------------- */

/* Where what the types say is not enough. */
static const struct {
    const char *member, *args;
} samples[] = {
    { "ComboBox.set_index", "1" },
    { "ComboBox.get_alpha", "0" },
    { "ComboBox.show_text", "\"two\"" },
    { "ComboBox.delete_alpha", "\"one\"" },
    { "TabWidget.set_index", "0" },
    { "TabWidget.highlight_tab", "@child,\"red\"" },
    { "GridBox.add_widget", "@other,1,1" },
    { "GridBox.insert_row", "0,[@other]" },
    { "GridBox.append_row", "[@other,null]" },
    { "GridBox.delete_row", "0" },
    { "GridBox.insert_column", "0,[null,@other]" },
    { "GridBox.append_column", "[@other]" },
    { "GridBox.delete_column", "0" },
    { "GridBox.get_widget_at_cell", "0,0" },
    { "TabWidget.index_to_widget", "0" },
    { "TabWidget.add_widget", "@other,{\"title\":\"Two\"}" },
    { "insert_widget", "0,@other,1" },
    { "add_widget", "@other" },
    { "set_widget", "@other" },
    { "add_button", "@other,7" },
    { "set_menu", "@other" },
    { "remove_all", "" },
    { "remove", "@child" },
    { "remove_widget", "@child" },
    /* callbacks */
    { "resize!", "{\"width\":640,\"height\":480}" },
    { "map!", "{\"x\":0,\"y\":0}" },
    { "ComboBox.activated!", "1,\"two\"" },
    { "ComboBox.modified!", "\"typed\"" },
    { "TextEntry.activated!", "\"typed\"" },
    { "modified!", "\"typed\"" },
    { "CheckBox.activated!", "true" },
    { "Slider.activated!", "12.5" },
    { "Dialog.activated!", "\"ok\"" },
    { "Button.activated!", "" },
    { "close!", "" },
    { "move!", "30,40" },
    { "window-state!", "\"maximized\"" },
    { "page-switch!", "@child,0" },
    { "page-close!", "@child" },
    { "scrolled!", "0.25,0.5" },
};

static const char *sample(const char *class_name, const char *member)
{
    char whole[128];

    snprintf(whole, sizeof(whole), "%s.%s", class_name, member);
    for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
        if (strcmp(samples[i].member, whole) == 0 || strcmp(samples[i].member, member) == 0)
            return samples[i].args;
    }
    return NULL;
}

static const char *sample_of(unsigned takes)
{
    if (takes & ORIEL__TAKES_WIDGET)
        return "@child";
    if (takes & ORIEL__TAKES_STRING)
        return "\"text\"";
    if (takes & ORIEL__TAKES_NUMBER)
        return "7.5";
    if (takes & ORIEL__TAKES_INT)
        return "3";
    if (takes & ORIEL__TAKES_BOOL)
        return "true";
    if (takes & ORIEL__TAKES_LIST)
        return "[1,2]";
    return takes & ORIEL__TAKES_OBJECT ? "{\"a\":1}" : "";
}

/* Puts references in the place of @child and @other. */
static void expand(const char *text, char *out, size_t size)
{
    size_t len = 0;

    while (*text) {
        oriel_widget_t *named = strncmp(text, "@child", 6) == 0   ? child
                                : strncmp(text, "@other", 6) == 0 ? other
                                                                  : NULL;

        if (named)
            len += (size_t)snprintf(out + len, size - len, "{\"__wid__\":%llu}",
                                    (unsigned long long)oriel_widget_get_id(named));
        else
            out[len++] = *text;
        text += named ? 6 : 1;
        assert_true(len < size);
    }
    out[len] = '\0';
}

static void sample_args(const char *class_name, const struct oriel__method *method, char *out, size_t size)
{
    char text[512] = "";
    const char *given = sample(class_name, method->name);
    size_t skipped = method->is_binary;

    for (size_t i = skipped; !given && i < method->param_count; i++) {
        size_t len = strlen(text);

        snprintf(text + len, sizeof(text) - len, "%s%s", i > skipped ? "," : "", sample_of(method->params[i].takes));
    }
    expand(given ? given : text, out, size);
}

/* --- The scene ---------------------------------------------------------------------------- */

static oriel_value_t *array_of(const char *args)
{
    char text[1024];
    oriel_value_t *value = NULL;
    int len = snprintf(text, sizeof(text), "[%s]", args);

    assert_int_equal(oriel_value_from_json(text, (size_t)len, &value), ORIEL_OK);
    return value;
}

/* A widget of the class with a child or items, where it can have them, and two pages. */
static void open_scene(const struct oriel__class *cls)
{
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    tab_join(&first, session);
    tab_join(&second, session);
    widget = new_widget(session, cls->name);
    child = new_widget(session, "Label");
    other = new_widget(session, "Label");
    if (strcmp(cls->name, "GridBox") == 0)
        assert_int_equal(oriel_widget_callf(widget, "add_widget", "wii", child, 0, 0), ORIEL_OK);
    else if (oriel__class_get_method(cls, "set_widget"))
        assert_int_equal(oriel_widget_callf(widget, "set_widget", "w", child), ORIEL_OK);
    else if (oriel__class_get_method(cls, "add_widget"))
        assert_int_equal(oriel_widget_callf(widget, "add_widget", "w", child), ORIEL_OK);
    if (cls->has_items) {
        assert_int_equal(oriel_widget_callf(widget, "append_text", "s", "one"), ORIEL_OK);
        assert_int_equal(oriel_widget_callf(widget, "append_text", "s", "two"), ORIEL_OK);
    }
    tab_discard(&first);
    tab_discard(&second);
    heard[0] = '\0';
}

static void close_scene(void)
{
    tab_close(&first);
    tab_close(&second);
    oriel_widget_unref(widget);
    oriel_widget_unref(child);
    oriel_widget_unref(other);
    oriel_session_unref(session);
    run_all(app);
}

/* What a page that comes now is shown. */
static char *rebuilt(void)
{
    struct tab third;
    char *text;

    tab_open(&third, session);
    tab_attach(&third);
    text = tab_take(&third);
    assert_non_null(text);
    tab_discard(&third);
    tab_close(&third);
    return text;
}

static void assert_says(const char *text, const char *part)
{
    if (!text || !strstr(text, part))
        fail_msg("%s\n  is not in\n%s", part, text ? text : "(nothing)");
}

/* One page is told `part`. */
static void assert_told(struct tab *tab, const char *part)
{
    char *text = tab_take(tab);

    assert_says(text, part);
    free(text);
    tab_discard(tab);
}

static void assert_rebuilt(const char *part, bool is_wanted)
{
    char *text = rebuilt();

    if (is_wanted)
        assert_says(text, part);
    else if (strstr(text, part))
        fail_msg("%s\n  should not be in\n%s", part, text);
    free(text);
}

static oriel_err_t hear(oriel_event_t *event, void *user)
{
    size_t len = strlen(heard);

    (void)user;
    snprintf(heard + len, sizeof(heard) - len, "%s%s", oriel_event_get_action(event),
             oriel_value_get_text(oriel_event_get_args(event), NULL));
    return ORIEL_OK;
}

/* --- Methods -------------------------------------------------------------------------------- */

static void call_text(char *out, size_t size, const struct oriel__method *method, const char *args)
{
    snprintf(out, size, "{\"type\":\"%s\",\"wid\":%llu,\"method\":\"%s\",\"args\":[%s]}",
             method->is_binary ? "binary-call" : "call", (unsigned long long)oriel_widget_get_id(widget), method->name,
             args);
}

static void call_it(const struct oriel__method *method, const char *args)
{
    oriel_err_t err;

    if (method->is_binary)
        err = oriel_widget_call_bytes(widget, method->name, oriel_value_bytes("PNG", 3), array_of(args));
    else
        err = oriel_widget_call(widget, method->name, array_of(args));
    if (err)
        fail_msg("%s(%s): %s", method->name, args, oriel_last_error());
}

/* The getter of a key says what the setter set. */
static void check_getter(const struct oriel__class *cls, const struct oriel__method *setter, const char *args)
{
    char expected[600];

    for (const struct oriel__class *c = cls; c; c = c->base) {
        for (size_t i = 0; i < c->method_count; i++) {
            const struct oriel__method *getter = &c->methods[i];

            if (getter->kind != ORIEL__KIND_GETTER || getter->key != setter->key || setter->is_binary)
                continue;
            if (setter->kind == ORIEL__KIND_FIXED)
                snprintf(expected, sizeof(expected), "%s", setter->value ? "true" : "false");
            else
                snprintf(expected, sizeof(expected), setter->param_count > 1 ? "[%s]" : "%s", args);
            assert_string_equal(got(widget, getter->name), expected);
        }
    }
}

static void check_setter(const struct oriel__class *cls, const struct oriel__method *method)
{
    char args[512], call[800], set[800];

    open_scene(cls);
    sample_args(cls->name, method, args, sizeof(args));
    call_it(method, args);
    call_text(call, sizeof(call), method, args);
    if (!cls->is_program) {
        assert_told(&first, call);
        assert_told(&second, call);
    }
    check_getter(cls, method, args);
    snprintf(set, sizeof(set), "[\"%s\",[%s]]", method->name, args);
    char *text = rebuilt();

    if (cls->is_program)
        assert_null(strstr(text, method->name));
    else if (!strstr(text, set)) /* with `create`, or later */
        assert_says(text, method->rule != ORIEL__RULE_NONE && cls->has_items ? "\"set_text\",[\"two\"]" : call);
    free(text);
    close_scene();
}

static void check_child(const struct oriel__class *cls, const struct oriel__method *method)
{
    char args[512], call[800];
    uint64_t id = 0;

    open_scene(cls);
    assert_int_equal(oriel_widget_on(widget, "child-added", hear, NULL, NULL, &id) == ORIEL_OK,
                     oriel_widget_has_action(widget, "child-added"));
    sample_args(cls->name, method, args, sizeof(args));
    call_it(method, args);
    call_text(call, sizeof(call), method, args);
    assert_told(&first, call);
    assert_told(&second, call);
    oriel_widget_t *parent = oriel_widget_dup_parent(other);

    assert_ptr_equal(parent, widget);
    oriel_widget_unref(parent);
    assert_int_equal(oriel_widget_get_child_count(widget), method->is_single ? 1 : 2);
    assert_rebuilt(call, true);
    run_all(app);
    if (id)
        assert_string_equal(heard, "child-added[{\"__wid__\":3}]");
    close_scene();
}

static void check_remove(const struct oriel__class *cls, const struct oriel__method *method)
{
    char args[512], call[800];
    uint64_t id = 0;

    open_scene(cls);
    assert_int_equal(oriel_widget_on(widget, "child-removed", hear, NULL, NULL, &id) == ORIEL_OK,
                     oriel_widget_has_action(widget, "child-removed"));
    sample_args(cls->name, method, args, sizeof(args));
    call_it(method, args);
    call_text(call, sizeof(call), method, args);
    assert_told(&first, call);
    assert_told(&second, call);
    assert_int_equal(oriel_widget_get_child_count(widget), 0);
    assert_null(oriel_widget_dup_parent(child));
    assert_rebuilt("\"args\":[{\"__wid__\":2}", false);
    run_all(app);
    if (id)
        assert_string_equal(heard, "child-removed[{\"__wid__\":2}]");
    close_scene();
}

/* What an action leaves behind: a part of a rebuild, in which @ is the call itself. */
static const struct {
    const char *member, *part;
} effects[] = {
    { "set_focus", NULL },
    { "raise_", NULL },
    { "lower", NULL },
    { "toggle_minimize", NULL },
    { "toggle_maximize", NULL },
    { "toggle_shade", NULL },
    { "scroll_to_lineno", NULL },
    { "scroll_to_end", NULL },
    { "update", NULL },
    { "add_cursor", "@" },
    { "set_cursor", "@" },
    { "highlight_tab", "@" },
    { "TextEntry.clear", "[\"set_text\",[\"\"]]" },
    { "TextArea.clear", "[\"set_text\",[\"\"]]" },
    { "ComboBox.clear", "[\"set_text\",[\"\"]]" },
    { "TextArea.append_text", "[\"set_text\",[\"text\"]]" },
    { "ComboBox.append_text", "[\"append_text\",[\"text\"]]" },
    { "ComboBox.insert_alpha", "[\"append_text\",[\"text\"]],[\"append_text\",[\"two\"]]" },
    { "ComboBox.delete_alpha", "\"set\":[[\"append_text\",[\"two\"]]]" },
    { "popup", "\"method\":\"show\"" },
    { "show_widget", "\"method\":\"set_index\",\"args\":[0]" },
    { "close_widget", "\"class\":\"Label\"" },
    { "GridBox.insert_row", "\"args\":[{\"__wid__\":2},1,0]" },
    { "GridBox.append_row", "\"args\":[{\"__wid__\":3},1,0]" },
    { "GridBox.delete_row", "\"class\":\"GridBox\"" },
    { "GridBox.insert_column", "\"args\":[{\"__wid__\":3},1,0]" },
    { "GridBox.append_column", "\"args\":[{\"__wid__\":3},0,1]" },
    { "GridBox.delete_column", "\"class\":\"GridBox\"" },
    { "Timer.start", NULL },
    { "Timer.stop", NULL },
    { "Timer.cancel", NULL },
    { "Timer.set", NULL },
    { "Timer.cond_set", NULL },
};

static const char *effect_of(const struct oriel__class *cls, const char *member)
{
    char whole[128];

    snprintf(whole, sizeof(whole), "%s.%s", cls->name, member);
    for (size_t i = 0; i < sizeof(effects) / sizeof(*effects); i++) {
        if (strcmp(effects[i].member, whole) == 0 || strcmp(effects[i].member, member) == 0)
            return effects[i].part ? effects[i].part : "";
    }
    fail_msg("%s: what does it leave behind?", whole);
    return NULL;
}

static void check_action(const struct oriel__class *cls, const struct oriel__method *method)
{
    const char *effect = effect_of(cls, method->name);
    char args[512], call[800];

    open_scene(cls);
    if (strcmp(method->name, "clear") == 0) { /* something */
        assert_int_equal(oriel_widget_callf(widget, "set_text", "s", "text"), ORIEL_OK);
        tab_discard(&first);
        tab_discard(&second);
    }
    sample_args(cls->name, method, args, sizeof(args));
    call_it(method, args);
    call_text(call, sizeof(call), method, args);
    if (!cls->is_program) {
        assert_told(&first, call);
        assert_told(&second, call);
    }
    if (strcmp(effect, "@") == 0)
        assert_rebuilt(call, true);
    else if (*effect)
        assert_rebuilt(effect, true);
    else
        assert_rebuilt(call, false);
    close_scene();
}

static void check_query(const struct oriel__class *cls, const struct oriel__method *method)
{
    char args[512], call[800];
    oriel_future_t *future = NULL;
    oriel_value_t *value;

    open_scene(cls);
    sample_args(cls->name, method, args, sizeof(args));
    assert_int_equal(oriel_widget_query(widget, method->name, array_of(args), -1, &future), ORIEL_OK);
    snprintf(call, sizeof(call), "\"method\":\"%s\",\"args\":[%s],\"id\":1}", method->name, args);
    assert_told(&first, call);
    assert_no_frame(&second);
    assert_true(tab_send(&first, "[[\"w\",{\"type\":\"result\",\"id\":1,\"value\":\"answer\"}]]"));
    value = oriel_future_dup_value(future);
    assert_string_equal(oriel_value_get_text(value, NULL), "\"answer\"");
    oriel_value_unref(value);
    oriel_future_unref(future);
    close_scene();
}

/* What the program knows in the scene. */
static const struct {
    const char *member, *value;
} known[] = {
    { "is_container", NULL }, /* as the class says */
    { "get_children", "[{\"__wid__\":2}]" },
    { "num_children", "1" },
    { "index_of", "0" },
    { "index_to_widget", "{\"__wid__\":2}" },
    { "get_widget_at_cell", "{\"__wid__\":2}" },
    { "get_row_column_count", "[1,1]" },
    { "get_alpha", "\"one\"" },
    { "is_set", "false" },
    { "elapsed_time", "0.0" },
    { "time_left", "0.0" },
};

static void check_local(const struct oriel__class *cls, const struct oriel__method *method)
{
    const char *expected = NULL;
    char args[512];
    oriel_value_t *value = NULL;

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strcmp(known[i].member, method->name) == 0)
            expected = known[i].value ? known[i].value : cls->is_container ? "true" : "false";
    }
    if (!expected)
        fail_msg("%s.%s: what does it say?", cls->name, method->name);
    open_scene(cls);
    sample_args(cls->name, method, args, sizeof(args));
    assert_int_equal(oriel_widget_get(widget, method->name, array_of(args), &value), ORIEL_OK);
    assert_string_equal(oriel_value_get_text(value, NULL), expected);
    oriel_value_unref(value);
    assert_no_frame(&first);
    close_scene();
}

/* Before anything was set. That it says what was set is checked with setters, and
 * what pages told with callbacks. */
static void check_default(const struct oriel__class *cls, const struct oriel__method *method)
{
    oriel_widget_t *fresh;

    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    fresh = new_widget(session, cls->name);
    assert_string_equal(got(fresh, method->name), oriel__class_get_default(cls, method->key));
    oriel_widget_unref(fresh);
    oriel_session_unref(session);
}

static void check_destroy(const struct oriel__class *cls, const struct oriel__method *method)
{
    open_scene(cls);
    assert_int_equal(oriel_widget_call(widget, method->name, NULL), ORIEL_OK);
    if (!cls->is_program) {
        assert_told(&first, "{\"type\":\"destroy\",\"wid\":1}");
        assert_told(&second, "{\"type\":\"destroy\",\"wid\":1}");
    }
    assert_true(oriel_widget_is_destroyed(widget));
    assert_rebuilt("\"wid\":1,", false);
    assert_int_equal(oriel_widget_call(widget, "destroy", NULL), ORIEL_OK);
    close_scene();
}

static void check_method(const struct oriel__class *cls, const struct oriel__method *method)
{
    switch (method->kind) {
    case ORIEL__KIND_SETTER:
    case ORIEL__KIND_FIXED:
        check_setter(cls, method);
        break;
    case ORIEL__KIND_CHILD:
        check_child(cls, method);
        break;
    case ORIEL__KIND_REMOVE:
        check_remove(cls, method);
        break;
    case ORIEL__KIND_ACTION:
        check_action(cls, method);
        break;
    case ORIEL__KIND_QUERY:
        check_query(cls, method);
        break;
    case ORIEL__KIND_LOCAL:
        check_local(cls, method);
        break;
    case ORIEL__KIND_GETTER:
        check_default(cls, method);
        break;
    case ORIEL__KIND_DESTROY:
        check_destroy(cls, method);
        break;
    default:
        fail_msg("%s.%s: nobody checks it", cls->name, method->name);
    }
}

/* --- Callbacks ----------------------------------------------------------------------------- */

/* What the other page is told of an edit, NULL: nothing. */
static const struct {
    const char *member, *part;
} syncs[] = {
    { "TextEntry.activated", "\"method\":\"set_text\",\"args\":[\"typed\"],\"silent\":true" },
    { "modified", "\"method\":\"set_text\",\"args\":[\"typed\"],\"silent\":true" },
    { "CheckBox.activated", "\"method\":\"set_state\",\"args\":[true],\"silent\":true" },
    { "Slider.activated", "\"method\":\"set_value\",\"args\":[12.5],\"silent\":true" },
    { "ComboBox.activated", "\"method\":\"set_text\",\"args\":[\"two\"],\"silent\":true" },
    { "window-state", "\"method\":\"set_window_state\",\"args\":[\"maximized\"],\"silent\":true" },
    { "move", "\"method\":\"set_position\",\"args\":[30,40],\"silent\":true" },
    { "TopLevel.resize", "\"method\":\"resize\",\"args\":[640.0,480.0],\"silent\":true" },
    { "Dialog.resize", "\"method\":\"resize\",\"args\":[640.0,480.0],\"silent\":true" },
    { "close", "\"method\":\"hide\",\"args\":[],\"silent\":true" },
    { "page-switch", "\"method\":\"set_index\",\"args\":[0],\"silent\":true" },
    { "page-close", "\"method\":\"close_widget\",\"args\":[{\"__wid__\":2}],\"silent\":true" },
    { "scrolled", "\"method\":\"set_scroll_position\",\"args\":[0.25,0.5],\"silent\":true" },
    { "resize", NULL },
    { "map", NULL },
    { "Button.activated", NULL },
    { "Dialog.activated", NULL },
};

/* Label and Image tell what a pointer and keys do: one object. */
static bool is_event(const struct oriel__class *cls, const struct oriel__action *action)
{
    return (strcmp(cls->name, "Label") == 0 || strcmp(cls->name, "Image") == 0) && action->arg_count == 1 &&
           strcmp(action->name, "map") != 0 && strcmp(action->name, "resize") != 0;
}

static const char *sync_of(const struct oriel__class *cls, const struct oriel__action *action)
{
    char whole[128];

    snprintf(whole, sizeof(whole), "%s.%s", cls->name, action->name);
    if (is_event(cls, action))
        return NULL;
    for (size_t i = 0; i < sizeof(syncs) / sizeof(*syncs); i++) {
        if (strcmp(syncs[i].member, whole) == 0 || strcmp(syncs[i].member, action->name) == 0)
            return syncs[i].part;
    }
    fail_msg("%s: what are others told?", whole);
    return NULL;
}

static void callback_args(const struct oriel__class *cls, const struct oriel__action *action, char *out, size_t size)
{
    char name[80];
    const char *given;

    snprintf(name, sizeof(name), "%s!", action->name);
    given = is_event(cls, action) ? "{\"type\":\"event\",\"x\":3}" : sample(cls->name, name);
    if (!given)
        fail_msg("%s.%s: which arguments?", cls->name, action->name);
    expand(given, out, size);
}

static void check_program_action(const struct oriel__class *cls, const struct oriel__action *action)
{
    const char *const others[] = { "child-added", "child-removed", "expired", "cancelled", "drop-progress" };
    bool is_known = false;

    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) /* checked elsewhere */
        is_known = is_known || strcmp(others[i], action->name) == 0;
    if (!is_known)
        fail_msg("%s.%s: nobody checks it", cls->name, action->name);
    open_scene(cls);
    assert_int_equal(oriel_widget_on(widget, action->name, hear, NULL, NULL, NULL), ORIEL_OK);
    assert_no_frame(&first);                     /* pages need not know */
    tab_tell(&first, widget, action->name, "1"); /* and cannot make it happen */
    run_all(app);
    assert_string_equal(heard, "");
    close_scene();
}

static void check_callback(const struct oriel__class *cls, const struct oriel__action *action)
{
    const char *sync = sync_of(cls, action);
    char args[512], expected[800];

    open_scene(cls);
    assert_int_equal(oriel_widget_on(widget, action->name, hear, NULL, NULL, NULL), ORIEL_OK);
    snprintf(expected, sizeof(expected), "{\"type\":\"listen\",\"wid\":1,\"action\":\"%s\"}", action->name);
    if (action->is_auto) {
        assert_no_frame(&first);
    } else {
        assert_told(&first, expected);
        assert_told(&second, expected);
        snprintf(expected, sizeof(expected), "\"listen\":[\"%s\"]", action->name);
        assert_rebuilt(expected, true);
    }
    callback_args(cls, action, args, sizeof(args));
    assert_true(tab_tell(&first, widget, action->name, args));
    assert_frame(&first, "[[\"W\",1]]"); /* not told what it told */
    if (sync)
        assert_told(&second, sync);
    else
        assert_no_frame(&second);
    run_all(app);
    snprintf(expected, sizeof(expected), "%s[%s]", action->name, args);
    assert_string_equal(heard, expected);
    for (size_t i = 0; i < action->sync_count; i++) {
        const struct oriel__method *setter = oriel__class_get_setter(cls, action->sync[i].key);
        oriel_value_t *value = array_of(args), *part = NULL;

        if (action->sync[i].arg >= 0) {
            part = oriel_value_dup_element(value, (size_t)action->sync[i].arg);
            check_getter(cls, setter, oriel_value_get_text(part, NULL));
        } else {
            check_getter(cls, setter, args);
        }
        oriel_value_unref(part);
        oriel_value_unref(value);
    }
    if (sync && strcmp(action->name, "page-close") != 0) { /* what others do, a page that comes does */
        char *text = rebuilt();
        const char *name = strstr(sync, "\"method\":\"") + 10;

        snprintf(expected, sizeof(expected), "%.*s", (int)(strchr(name, '"') - name), name);
        assert_says(text, expected);
        free(text);
    }
    close_scene();
}

/* --- All ------------------------------------------------------------------------------------ */

static void check_class(const struct oriel__class *cls)
{
    for (const struct oriel__class *c = cls; c; c = c->base) {
        for (size_t i = 0; i < c->method_count; i++) {
            if (oriel__class_get_method(cls, c->methods[i].name) == &c->methods[i])
                check_method(cls, &c->methods[i]);
        }
        for (size_t i = 0; i < c->action_count; i++) {
            if (oriel__class_get_action(cls, c->actions[i].name, strlen(c->actions[i].name)) != &c->actions[i])
                continue;
            if (c->actions[i].is_program)
                check_program_action(cls, &c->actions[i]);
            else
                check_callback(cls, &c->actions[i]);
        }
    }
}

static void test_every_class_and_member(void **state)
{
    size_t count = 0;

    (void)state;
    app = new_tab_app();
    for (size_t i = 0; i < oriel__class_count; i++) {
        const struct oriel__class *cls = oriel__class_at(i);

        if (!cls->has_page)
            continue;
        check_class(cls);
        count++;
    }
    assert_int_equal(count, 17);
    oriel_app_unref(app);
}

static void test_a_class_no_page_draws_says_so(void **state)
{
    oriel_widget_t *none = NULL;

    (void)state;
    app = new_tab_app();
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    for (size_t i = 0; i < oriel__class_count; i++) {
        const struct oriel__class *cls = oriel__class_at(i);
        char expected[128];

        if (cls->has_page)
            continue;
        assert_int_equal(oriel_widget_new(session, cls->name, NULL, NULL, &none), ORIEL_EINVAL);
        snprintf(expected, sizeof(expected), "%s cannot be made: no page draws it yet", cls->name);
        assert_string_equal(oriel_last_error(), expected);
    }
    oriel_session_unref(session);
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_class_and_member),
        cmocka_unit_test(test_a_class_no_page_draws_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
