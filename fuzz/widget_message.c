/* Feeds bytes to a session's page as operations, behind the right key: a page of a
 * session with a widget of each class that pages draw. A second page follows. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/app.h>
#include <oriel/widget.h>

#include "session/session.h"
#include "widget/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            abort();                                                                                                   \
    } while (0)

struct target {
    oriel_app_t *app;
    oriel_session_t *session;
    struct oriel__carrier carrier;
    struct oriel_page *pages[2];
};

static void ignore_carrier(struct oriel__carrier *carrier)
{
    (void)carrier;
}

static void ignore_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)level;
    (void)topic;
    (void)text;
    (void)user;
}

static oriel_err_t hear(oriel_event_t *event, void *user)
{
    (void)user;
    CHECK(oriel_value_get_type(oriel_event_get_args(event)) == ORIEL_TYPE_ARRAY);
    return ORIEL_OK;
}

static void send(struct oriel_page *page, const void *data, size_t size)
{
    struct oriel_buf text;

    oriel__buf_init(&text, size + 256);
    CHECK(!oriel__buf_addf(&text, "%s 1\n", oriel__page_get_key(page)));
    CHECK(!oriel__buf_add(&text, data, size));
    CHECK(!oriel__buf_reserve(&text, 1));
    (void)oriel__page_receive(page, text.data, text.len);
    oriel__buf_fini(&text);
}

static void open_page(struct target *target, struct oriel_page **page)
{
    static const char attach[] = "[[\"w\",{\"type\":\"attach\"}]]";
    struct oriel_buf seed;

    CHECK(!oriel__session_add_page(target->session, &target->carrier, page));
    oriel__buf_init(&seed, (size_t)1 << 20);
    CHECK(!oriel__page_begin(*page, &seed));
    oriel__buf_fini(&seed);
    send(*page, attach, sizeof(attach) - 1);
}

/* Every class once; the first label is in the first box. */
static void build(oriel_session_t *session)
{
    for (size_t i = 0; i < oriel__class_count; i++) {
        const struct oriel__class *cls = oriel__class_at(i);
        oriel_widget_t *widget = NULL, *child = NULL;

        if (!cls->has_page)
            continue;
        CHECK(!oriel_widget_new(session, cls->name, NULL, NULL, &widget));
        CHECK(!oriel_widget_new(session, "Label", NULL, NULL, &child));
        if (oriel_widget_has_action(widget, "activated"))
            CHECK(!oriel_widget_on(widget, "activated", hear, NULL, NULL, NULL));
        if (strcmp(cls->name, "TabWidget") == 0)
            CHECK(!oriel_widget_callf(widget, "add_widget", "w", child));
        oriel_widget_unref(child);
        oriel_widget_unref(widget);
    }
}

/* Every frame must be what a page can read. */
static void take_all(struct oriel_page *page)
{
    char *text;
    size_t len;

    while (oriel__page_take(page, &text, &len)) {
        const char *line = memchr(text, '\n', len);
        const char *end = line ? memchr(line + 1, '\n', len - (size_t)(line + 1 - text)) : NULL;
        oriel_value_t *value = NULL;

        CHECK(line && text[len] == '\0');
        if (len < ((size_t)1 << 16) &&
            oriel_value_from_json(line + 1, (size_t)((end ? end : text + len) - line - 1), &value) == ORIEL_ESYNTAX)
            abort();
        oriel_value_unref(value);
        free(text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct target target;

    oriel_set_log(ignore_log, NULL);
    memset(&target, 0, sizeof(target));
    target.carrier = (struct oriel__carrier){ ignore_carrier, ignore_carrier, ignore_carrier, ignore_carrier, NULL };
    CHECK(!oriel_app_new(NULL, &target.app) && !oriel_session_new(target.app, NULL, &target.session));
    build(target.session);
    for (int i = 0; i < 2; i++)
        open_page(&target, &target.pages[i]);
    take_all(target.pages[1]);
    send(target.pages[0], data, size);
    while (oriel_app_dispatch(target.app, 0) > 0)
        ;
    take_all(target.pages[0]);
    take_all(target.pages[1]);
    CHECK(!oriel_session_rebuild(target.session));
    take_all(target.pages[1]);
    for (int i = 0; i < 2; i++) {
        oriel__session_remove_page(target.session, target.pages[i]);
        oriel__page_unref(target.pages[i]);
    }
    oriel_session_unref(target.session);
    while (oriel_app_dispatch(target.app, 0) > 0)
        ;
    oriel_app_unref(target.app);
    oriel_set_log(NULL, NULL);
    return 0;
}
