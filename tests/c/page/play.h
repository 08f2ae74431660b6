/* A program with headless windows, and the part of their pages: what they send,
 * and what they are told, as text of the protocol. */
#ifndef ORIEL_TEST_PAGE_PLAY_H
#define ORIEL_TEST_PAGE_PLAY_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <oriel/oriel.h>

#include "base/alloc.h"
#include "window/headless/headless.h"
#include "window/window.h"

/* Long enough for the slowest machine; nothing waits for it to pass. */
#define PATIENCE_MS 60000

struct stage {
    oriel_app_t *app;
    oriel_window_t *window;
    oriel_session_t *session; /* the window's */
    oriel_state_t *state;
};

/* What handlers did, in order. Dispatching thread only. */
static char story[16384];

static inline void tell(const char *format, ...) ORIEL_PRINTF(1, 2);
static inline void tell(const char *format, ...)
{
    size_t len = strlen(story);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(story + len, sizeof(story) - len, format, args);
    va_end(args);
}

#define assert_story(expected)                                                                                         \
    do {                                                                                                               \
        assert_string_equal(story, expected);                                                                          \
        story[0] = '\0';                                                                                               \
    } while (0)

/* What was logged, a line each. */
static pthread_mutex_t log_mutex = PTHREAD_MUTEX_INITIALIZER;
static char log_text[8192];

static inline void keep_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)level;
    (void)user;
    (void)pthread_mutex_lock(&log_mutex);
    size_t len = strlen(log_text);

    (void)snprintf(log_text + len, sizeof(log_text) - len, "%s: %s\n", topic, text);
    (void)pthread_mutex_unlock(&log_mutex);
}

/* Empties the log; fails unless it held `part` (NULL: nothing at all). */
static inline void check_log(const char *part, const char *file, int line)
{
    char text[sizeof(log_text)];

    (void)pthread_mutex_lock(&log_mutex);
    (void)snprintf(text, sizeof(text), "%s", log_text);
    log_text[0] = '\0';
    (void)pthread_mutex_unlock(&log_mutex);
    if (part ? !strstr(text, part) : text[0]) {
        print_error("log: %sinstead of: %s\n", text, part ? part : "nothing");
        _fail(file, line);
    }
}

#define assert_logged(part) check_log(part, __FILE__, __LINE__)

/* --- The program ------------------------------------------------------------ */

static inline oriel_app_t *new_app(void)
{
    oriel_app_opts_t opts = ORIEL_APP_OPTS_INIT;
    oriel_app_t *app = NULL;

    opts.backend = "headless";
    oriel_set_log(keep_log, NULL);
    assert_int_equal(oriel_app_new(&opts, &app), ORIEL_OK);
    return app;
}

/* An open window whose page is allowed to speak; `session` may be NULL. */
static inline oriel_window_t *new_window(oriel_app_t *app, oriel_session_t *session)
{
    static const char *const origins[] = { "http://127.0.0.1:1", NULL };
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;

    opts.url = "http://127.0.0.1:1/";
    opts.origins = origins;
    opts.session = session;
    assert_int_equal(oriel_window_new(app, &opts, &window), ORIEL_OK);
    assert_int_equal(oriel_window_open(window), ORIEL_OK);
    return window;
}

/* Runs all handlers that are due, and those that they make due. */
static inline int dispatch(oriel_app_t *app)
{
    int n, total = 0;

    while ((n = oriel_app_dispatch(app, 0)) > 0)
        total += n;
    return total;
}

/* --- The page --------------------------------------------------------------- */

/* A new document; returns its seed, for free(). */
static inline char *new_document(oriel_window_t *window)
{
    char *seed = NULL;

    assert_true(oriel__headless_document(window, NULL, &seed));
    assert_non_null(seed);
    return seed;
}

static inline void begin_document(oriel_window_t *window)
{
    free(new_document(window));
}

#define send_ops(window, ops) assert_true(oriel__headless_operations(window, ops))

#define assert_frame(window, expected)                                                                                 \
    do {                                                                                                               \
        char *frame_text = oriel__headless_reply(window, PATIENCE_MS, NULL);                                           \
                                                                                                                       \
        assert_non_null(frame_text);                                                                                   \
        assert_string_equal(frame_text, expected);                                                                     \
        free(frame_text);                                                                                              \
    } while (0)

/* Nothing is on its way to the page. */
static inline void check_quiet(oriel_window_t *window, const char *file, int line)
{
    oriel__headless_sync(); /* what was posted so far */
    char *text = oriel__headless_reply(window, 0, NULL);

    if (!text)
        return;
    print_error("a frame nobody expected: %s\n", text);
    free(text);
    _fail(file, line);
}

#define assert_quiet(window) check_quiet(window, __FILE__, __LINE__)

/* --- A whole stage, as setup and teardown ------------------------------------ */

static inline int stage_open_with(void **context, const oriel_session_opts_t *opts)
{
    struct stage *stage = calloc(1, sizeof(*stage));
    oriel_session_t *session = NULL;

    if (!stage)
        return -1;
    story[0] = log_text[0] = '\0';
    stage->app = new_app();
    assert_int_equal(oriel_session_new(stage->app, opts, &session), ORIEL_OK);
    stage->window = new_window(stage->app, session);
    stage->session = session;
    stage->state = oriel_session_get_state(session);
    oriel_session_unref(session); /* the window has one */
    oriel__headless_sync();
    dispatch(stage->app); /* the events of its opening */
    *context = stage;
    return 0;
}

static inline int stage_open(void **context)
{
    return stage_open_with(context, NULL);
}

/* With a document. */
static inline int stage_open_document(void **context)
{
    struct stage *stage;

    if (stage_open(context))
        return -1;
    stage = *context;
    begin_document(stage->window);
    return 0;
}

static inline int stage_close(void **context)
{
    struct stage *stage = *context;

    oriel_window_destroy(stage->window);
    oriel_window_unref(stage->window);
    dispatch(stage->app);
    oriel_app_unref(stage->app);
    oriel_set_log(NULL, NULL);
    free(stage);
    return 0;
}

#define STAGE(test) cmocka_unit_test_setup_teardown(test, stage_open, stage_close)
#define STAGE_WITH_DOCUMENT(test) cmocka_unit_test_setup_teardown(test, stage_open_document, stage_close)

#endif
