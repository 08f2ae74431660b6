/* Replays tests/golden/widgets: the program's part, and what pages are told. */
#include "tab.h"

#include <dirent.h>

#define WIDGETS_MAX 32
#define QUESTIONS_MAX 8

static oriel_app_t *app;
static oriel_session_t *session;
static struct tab page, other;
static oriel_widget_t *widgets[WIDGETS_MAX];
static oriel_future_t *questions[QUESTIONS_MAX];
static int asked, answered, line_number;
static const char *file_name;
static char heard[4096];

static oriel_err_t hear(oriel_event_t *event, void *user)
{
    size_t len = strlen(heard);

    (void)user;
    snprintf(heard + len, sizeof(heard) - len, "[%llu,\"%s\",%s]",
             (unsigned long long)oriel_widget_get_id(oriel_event_get_widget(event)), oriel_event_get_action(event),
             oriel_value_get_text(oriel_event_get_args(event), NULL));
    return ORIEL_OK;
}

static void check(oriel_err_t err)
{
    if (err)
        fail_msg("%s, line %d: %s", file_name, line_number, oriel_last_error());
}

static void assert_same(const char *text, oriel_value_t *expected)
{
    if (!text || strcmp(text, oriel_value_get_text(expected, NULL)) != 0)
        fail_msg("%s, line %d:\nis     %s\nshould %s", file_name, line_number, text ? text : "(nothing)",
                 oriel_value_get_text(expected, NULL));
}

/* What a page is told, all frames as one. */
static void assert_page(struct tab *tab, oriel_value_t *expected)
{
    char *text = tab_take(tab);

    assert_same(text, expected);
    free(text);
}

static oriel_value_t *member(oriel_value_t *line, const char *name)
{
    return oriel_value_dup_member(line, name);
}

static char *text_of(oriel_value_t *value)
{
    char *text = NULL;

    check(oriel_value_dup_string(value, &text, NULL));
    return text;
}

static oriel_widget_t *widget_of(oriel_value_t *value)
{
    int64_t wid = 0;

    check(oriel_value_get_int(value, &wid));
    assert_in_range(wid, 1, WIDGETS_MAX - 1);
    return widgets[wid];
}

static oriel_widget_t *widget_in(oriel_value_t *line)
{
    oriel_value_t *wid = member(line, "wid");
    oriel_widget_t *widget = widget_of(wid);

    oriel_value_unref(wid);
    return widget;
}

static void play_new(oriel_value_t *line, oriel_value_t *value)
{
    oriel_widget_t *widget = NULL;
    char *name = text_of(value);

    check(oriel_widget_new(session, name, member(line, "args"), member(line, "options"), &widget));
    widgets[oriel_widget_get_id(widget)] = widget;
    oriel_free(name);
}

static void play_call(oriel_value_t *line, oriel_value_t *value)
{
    char *name = text_of(value);

    check(oriel_widget_call(widget_in(line), name, member(line, "args")));
    oriel_free(name);
}

static void play_on(oriel_value_t *line, oriel_value_t *value)
{
    char *name = text_of(value);

    check(oriel_widget_on(widget_in(line), name, hear, NULL, NULL, NULL));
    oriel_free(name);
}

static void play_destroy(oriel_value_t *line, oriel_value_t *value)
{
    (void)line;
    oriel_widget_destroy(widget_of(value));
}

static void play_get(oriel_value_t *line, oriel_value_t *value)
{
    char *name = text_of(value);
    oriel_value_t *is = NULL, *should = member(line, "value");

    check(oriel_widget_get(widget_in(line), name, member(line, "args"), &is));
    assert_same(oriel_value_get_text(is, NULL), should);
    oriel_value_unref(is);
    oriel_value_unref(should);
    oriel_free(name);
}

static void play_ask(oriel_value_t *line, oriel_value_t *value)
{
    char *name = text_of(value);

    assert_in_range(asked, 0, QUESTIONS_MAX - 1);
    check(oriel_widget_query(widget_in(line), name, member(line, "args"), -1, &questions[asked++]));
    oriel_free(name);
}

static void play_answer(oriel_value_t *line, oriel_value_t *value)
{
    oriel_value_t *is = oriel_future_dup_value(questions[answered]);

    (void)line;
    assert_non_null(is);
    assert_same(oriel_value_get_text(is, NULL), value);
    oriel_value_unref(is);
    oriel_future_unref(questions[answered++]);
}

static void play_join(oriel_value_t *line, oriel_value_t *value)
{
    (void)line;
    (void)value;
    tab_join(&other, session);
}

static void play_down(oriel_value_t *line, oriel_value_t *value)
{
    (void)line;
    assert_page(&page, value);
}

static void play_other(oriel_value_t *line, oriel_value_t *value)
{
    (void)line;
    assert_page(&other, value);
}

static void play_up(oriel_value_t *line, oriel_value_t *value)
{
    (void)line;
    assert_true(tab_send(&page, oriel_value_get_text(value, NULL)));
    run_all(app);
}

static void play_heard(oriel_value_t *line, oriel_value_t *value)
{
    (void)line;
    assert_same(heard, value);
    heard[0] = '\0';
}

static void play_rebuild(oriel_value_t *line, oriel_value_t *value)
{
    struct tab third;

    (void)line;
    tab_open(&third, session);
    tab_attach(&third);
    assert_page(&third, value);
    tab_close(&third);
}

static const struct {
    const char *name;
    void (*play)(oriel_value_t *line, oriel_value_t *value);
} parts[] = {
    { "new", play_new },         { "call", play_call },   { "on", play_on },         { "destroy", play_destroy },
    { "get", play_get },         { "ask", play_ask },     { "answer", play_answer }, { "join", play_join },
    { "down", play_down },       { "other", play_other }, { "up", play_up },         { "heard", play_heard },
    { "rebuild", play_rebuild },
};

static void play_line(const char *text)
{
    oriel_value_t *line = NULL, *value = NULL;
    size_t i = 0;

    check(oriel_value_from_json(text, strlen(text), &line));
    while (i < sizeof(parts) / sizeof(*parts) && !(value = member(line, parts[i].name)))
        i++;
    if (!value)
        fail_msg("%s, line %d: nobody knows that", file_name, line_number);
    parts[i].play(line, value);
    oriel_value_unref(value);
    oriel_value_unref(line);
}

static void play_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;

    assert_non_null(file);
    memset(widgets, 0, sizeof(widgets));
    memset(&other, 0, sizeof(other));
    asked = answered = line_number = 0;
    heard[0] = '\0';
    assert_int_equal(oriel_session_new(app, NULL, &session), ORIEL_OK);
    tab_join(&page, session);
    while (getline(&text, &size, file) > 0) {
        line_number++;
        play_line(text);
    }
    assert_int_equal(asked, answered);
    assert_string_equal(heard, "");
    assert_no_frame(&page);
    tab_close(&page);
    if (other.page)
        tab_close(&other);
    for (int i = 0; i < WIDGETS_MAX; i++)
        oriel_widget_unref(widgets[i]);
    oriel_session_unref(session);
    run_all(app);
    free(text);
    (void)fclose(file);
}

static void test_transcripts(void **state)
{
    DIR *folder = opendir(getenv("ORIEL_GOLDEN"));
    const struct dirent *entry;
    int count = 0;

    (void)state;
    assert_non_null(folder);
    app = new_tab_app();
    while ((entry = readdir(folder))) {
        char path[4096];

        if (!strstr(entry->d_name, ".jsonl"))
            continue;
        file_name = entry->d_name;
        snprintf(path, sizeof(path), "%s/%s", getenv("ORIEL_GOLDEN"), entry->d_name);
        play_file(path);
        count++;
    }
    closedir(folder);
    assert_true(count >= 5);
    oriel_app_unref(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_transcripts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
