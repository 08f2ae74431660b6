/* A session with pages that have no browser: the test takes their frames and
 * speaks for them. */
#ifndef ORIEL_TEST_SESSION_TAB_H
#define ORIEL_TEST_SESSION_TAB_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <oriel/app.h>
#include <oriel/widget.h>
#include <oriel/widgets.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "session/internal.h"
#include "session/member.h"
#include "session/widget.h"

struct tab {
    struct oriel__carrier carrier;
    struct oriel_page *page;
    oriel_session_t *session;
    _Atomic int wakes;
    int drops;
};

static inline void tab_wake(struct oriel__carrier *carrier)
{
    oriel__container(carrier, struct tab, carrier)->wakes++;
}

static inline void tab_ignore(struct oriel__carrier *carrier)
{
    (void)carrier;
}

static inline void tab_drop(struct oriel__carrier *carrier, const char *text)
{
    (void)text;
    oriel__container(carrier, struct tab, carrier)->drops++;
}

/* A new document, which has not attached. */
static inline void tab_begin(struct tab *tab)
{
    struct oriel_buf seed;

    oriel__buf_init(&seed, (size_t)64 << 20);
    assert_int_equal(oriel__page_begin(tab->page, &seed), ORIEL_OK);
    oriel__buf_fini(&seed);
}

static inline void tab_open(struct tab *tab, oriel_session_t *session)
{
    memset(tab, 0, sizeof(*tab));
    tab->carrier = (struct oriel__carrier){ tab_wake, tab_ignore, tab_ignore, tab_ignore, tab_drop };
    tab->session = session;
    assert_int_equal(oriel__session_add_page(session, &tab->carrier, &tab->page), ORIEL_OK);
    tab_begin(tab);
}

static inline void tab_close(struct tab *tab)
{
    oriel__session_remove_page(tab->session, tab->page);
    oriel__page_unref(tab->page);
    tab->page = NULL;
}

/* Sends operations, and blocks behind a line end. False: refused. */
static inline bool tab_send(struct tab *tab, const char *operations)
{
    size_t size = strlen(operations) + 96;
    char *text = malloc(size);
    bool is_accepted;

    assert_non_null(text);
    int len = snprintf(text, size, "%s %llu\n%s", tab->page->key, (unsigned long long)tab->page->document, operations);

    is_accepted = oriel__page_receive(tab->page, text, (size_t)len);
    free(text);
    return is_accepted;
}

/* The operations of the next frame without its number, for free(); NULL when nothing is due. */
static inline char *tab_take(struct tab *tab)
{
    char *text = NULL, *line;
    size_t len = 0;

    if (!oriel__page_take(tab->page, &text, &len))
        return NULL;
    line = strchr(text, '\n');
    assert_non_null(line);
    memmove(text, line + 1, strlen(line));
    return text;
}

static inline void tab_discard(struct tab *tab)
{
    char *text;

    while ((text = tab_take(tab)))
        free(text);
}

static inline void tab_attach(struct tab *tab)
{
    assert_true(tab_send(tab, "[[\"w\",{\"type\":\"attach\"}]]"));
}

/* Attached, and the rebuild taken. */
static inline void tab_join(struct tab *tab, oriel_session_t *session)
{
    tab_open(tab, session);
    tab_attach(tab);
    tab_discard(tab);
}

/* One callback: its arguments without brackets. */
static inline bool tab_tell(struct tab *tab, oriel_widget_t *widget, const char *action, const char *args)
{
    size_t size = strlen(args) + 256;
    char *text = malloc(size);
    bool is_accepted;

    assert_non_null(text);
    snprintf(text, size, "[[\"w\",{\"type\":\"callback\",\"wid\":%llu,\"action\":\"%s\",\"args\":[%s]}]]",
             (unsigned long long)oriel_widget_get_id(widget), action, args);
    is_accepted = tab_send(tab, text);
    free(text);
    return is_accepted;
}

#define assert_frame(tab, expected)                                                                                    \
    do {                                                                                                               \
        char *frame_text = tab_take(tab);                                                                              \
                                                                                                                       \
        assert_non_null(frame_text);                                                                                   \
        assert_string_equal(frame_text, expected);                                                                     \
        free(frame_text);                                                                                              \
    } while (0)

#define assert_no_frame(tab) assert_null(tab_take(tab))

#define MESSAGE_START "[\"w\",{\"type\":\"reconstruct-start\",\"next_wid\":1000000000}]"
#define MESSAGE_END "[\"w\",{\"type\":\"reconstruct-end\"}]"

/* What a getter says, as JSON text. */
static inline const char *got(oriel_widget_t *widget, const char *method)
{
    static char text[4096];
    oriel_value_t *value = NULL;

    assert_int_equal(oriel_widget_get(widget, method, NULL, &value), ORIEL_OK);
    assert_in_range(snprintf(text, sizeof(text), "%s", oriel_value_get_text(value, NULL)), 0, sizeof(text) - 1);
    oriel_value_unref(value);
    return text;
}

static inline oriel_widget_t *new_widget(oriel_session_t *session, const char *class_name)
{
    oriel_widget_t *widget = NULL;

    assert_int_equal(oriel_widget_new(session, class_name, NULL, NULL, &widget), ORIEL_OK);
    return widget;
}

static inline oriel_app_t *new_tab_app(void)
{
    oriel_app_t *app = NULL;

    assert_int_equal(oriel_app_new(NULL, &app), ORIEL_OK);
    return app;
}

static inline void run_all(oriel_app_t *app)
{
    while (oriel_app_dispatch(app, 0) > 0)
        ;
}

#endif
