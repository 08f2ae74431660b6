/* A backend without engine: windows that load nothing, at once. */
#include "window/headless/headless.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/list.h"
#include "base/sync.h"
#include "window/headless/native.h"
#include "window/headless/thread.h"

#define WAITING_MAX 8 /* posts that may be without an answer */

struct oriel__headless oriel__headless = { .windows = { &oriel__headless.windows, &oriel__headless.windows } };

static pthread_mutex_t start_lock = PTHREAD_MUTEX_INITIALIZER;

static oriel_err_t headless_start(const struct oriel__host *host)
{
    oriel__lock(&start_lock);
    if (!oriel__headless.host)
        oriel__headless.host = host;
    oriel__unlock(&start_lock);
    return oriel__thread_start();
}

/* ---- windows ---- */

static void turn(void *data);

bool oriel__native_is_alive(const struct oriel__native *native, uint64_t serial)
{
    for (struct oriel_list *link = oriel__headless.windows.next; link != &oriel__headless.windows; link = link->next) {
        if (oriel__container(link, struct oriel__native, link) == native)
            return native->serial == serial;
    }
    return false;
}

/* Tells the host in a turn of its own. */
void oriel__native_schedule(struct oriel__native *native, enum oriel__due due)
{
    native->due |= (unsigned)due;
    if (native->is_queued)
        return;
    native->is_queued = true;
    oriel__thread_queue(&native->turn);
}

static void copy_text(char *to, size_t size, const char *from)
{
    (void)snprintf(to, size, "%s", from ? from : "");
}

static void free_script(struct oriel__native *native)
{
    oriel__free(native->script);
    for (char **pattern = native->allow; pattern && *pattern; pattern++)
        oriel__free(*pattern);
    oriel__free(native->allow);
    native->script = NULL;
    native->allow = NULL;
}

static bool copy_script(struct oriel__native *native, const char *script, const char *const *allow)
{
    size_t n = 0;

    free_script(native);
    while (allow && allow[n])
        n++;
    native->allow = oriel__new0((n + 1) * sizeof(*native->allow));
    native->script = oriel__strdup(script ? script : "");
    if (!native->allow || !native->script)
        return false;
    for (size_t i = 0; i < n; i++) {
        native->allow[i] = oriel__strdup(allow[i]);
        if (!native->allow[i])
            return false;
    }
    return true;
}

static void free_native(struct oriel__native *native)
{
    struct oriel_list *link;

    while ((link = oriel__list_pop(&native->replies))) {
        struct oriel__reply *reply = oriel__container(link, struct oriel__reply, link);

        free(reply->text);
        oriel__free(reply);
    }
    free_script(native);
    for (size_t i = 0; i < native->history_len; i++)
        oriel__free(native->history[i]);
    oriel__free(native->history);
    oriel__free(native->key);
    oriel__free(native);
}

static oriel_err_t headless_create(void *window, const struct oriel__native_opts *opts, struct oriel__native **ret)
{
    struct oriel__native *native = oriel__new0(sizeof(*native));

    if (!native)
        return oriel__nomem();
    oriel__list_init(&native->replies);
    if (!copy_script(native, opts->script, opts->allow)) {
        free_native(native);
        return oriel__nomem();
    }
    native->window = window;
    native->serial = ++oriel__headless.last_serial;
    native->turn = (struct oriel__task){ .fn = turn, .data = native, .is_embedded = true };
    oriel__list_init(&native->turn.link);
    native->agrees = true;
    copy_text(native->look.title, sizeof(native->look.title), opts->title);
    copy_text(native->look.icon, sizeof(native->look.icon), opts->icon);
    native->look.width = opts->width;
    native->look.height = opts->height;
    native->look.frameless = opts->frameless;
    native->look.resizable = opts->resizable;
    native->look.is_shown = !opts->hidden;
    oriel__list_add(&oriel__headless.windows, &native->link);
    *ret = native;
    return ORIEL_OK;
}

static void headless_destroy(struct oriel__native *native)
{
    void *window = native->window;

    oriel__thread_unqueue(&native->turn);
    oriel__thread_tell(); /* nobody need wait for its answers */
    oriel__list_remove(&native->link);
    free_native(native);
    oriel__headless.host->closed(window);
}

void oriel__native_request_close(struct oriel__native *native)
{
    uint64_t serial = native->serial;

    if (oriel__headless.host->close_requested(native->window) && oriel__native_is_alive(native, serial))
        headless_destroy(native);
}

static void headless_try_close(struct oriel__native *native)
{
    oriel__native_schedule(native, ORIEL__DUE_CLOSE);
}

static oriel_err_t headless_register_scheme(const char *scheme)
{
    for (size_t i = 0; i < ORIEL__HEADLESS_SCHEMES_MAX; i++) {
        if (!oriel__headless.schemes[i]) {
            oriel__headless.schemes[i] = oriel__strdup(scheme);
            return oriel__headless.schemes[i] ? ORIEL_OK : oriel__nomem();
        }
        if (strcmp(oriel__headless.schemes[i], scheme) == 0)
            return ORIEL_OK;
    }
    return oriel__fail(ORIEL_ETOOBIG, "scheme %s is one too many, limit %d", scheme, ORIEL__HEADLESS_SCHEMES_MAX);
}

static void headless_set_script(struct oriel__native *native, const char *script, const char *const *allow)
{
    if (!copy_script(native, script, allow)) {
        free_script(native);
        oriel__headless.host->log(ORIEL_LOG_ERROR, "out of memory: a window has lost its script");
    }
}

/* ---- documents ---- */

void oriel__native_end_document(struct oriel__native *native)
{
    oriel__free(native->key);
    native->key = NULL;
    native->look.waiting = 0;
    native->due &= ~(unsigned)ORIEL__DUE_POST;
}

static void load(struct oriel__native *native)
{
    uint64_t serial = native->serial;
    char *url = oriel__strdup(native->history[native->history_at]);

    if (!url) {
        oriel__headless.host->load_failed(native->window, native->history[native->history_at], "out of memory");
        return;
    }
    oriel__native_end_document(native);
    native->look.loads++;
    oriel__headless.host->load(native->window, ORIEL__LOAD_STARTED, url);
    if (oriel__native_is_alive(native, serial)) {
        copy_text(native->look.url, sizeof(native->look.url), url);
        oriel__headless.host->address_changed(native->window, url);
    }
    if (oriel__native_is_alive(native, serial))
        oriel__headless.host->load(native->window, ORIEL__LOAD_COMMITTED, url);
    if (oriel__native_is_alive(native, serial))
        oriel__headless.host->load(native->window, ORIEL__LOAD_FINISHED, url);
    oriel__free(url);
}

/* `url` as engines put it: what has a host has a path. */
static char *dup_normal(const char *url)
{
    const char *host = strstr(url, "://"), *rest = host ? host + 3 + strcspn(host + 3, "/?#") : NULL;
    size_t n = rest ? (size_t)(rest - url) : 0;
    char *copy;

    if (!rest || *rest == '/' || rest[-1] == '/')
        return oriel__strdup(url);
    copy = oriel__alloc(strlen(url) + 2);
    if (copy) {
        memcpy(copy, url, n);
        copy[n] = '/';
        memcpy(copy + n + 1, rest, strlen(rest) + 1);
    }
    return copy;
}

static void headless_load_url(struct oriel__native *native, const char *url)
{
    size_t keep = native->history_len ? native->history_at + 1 : 0;
    char *copy = dup_normal(url), **history;

    while (native->history_len > keep)
        oriel__free(native->history[--native->history_len]);
    history = copy ? oriel__realloc(native->history, (keep + 1) * sizeof(*history)) : NULL;
    if (!history) {
        oriel__free(copy);
        oriel__headless.host->load_failed(native->window, url, "out of memory");
        return;
    }
    native->history = history;
    history[keep] = copy;
    native->history_len = keep + 1;
    native->history_at = keep;
    oriel__native_schedule(native, ORIEL__DUE_LOAD);
}

static void headless_load_html(struct oriel__native *native, const char *html, const char *base_url)
{
    (void)html;
    headless_load_url(native, base_url ? base_url : "about:blank");
}

static void headless_go(struct oriel__native *native, int steps)
{
    if (steps < 0 ? native->history_at == 0 : native->history_at + (size_t)steps >= native->history_len)
        return;
    native->history_at = steps < 0 ? native->history_at - 1 : native->history_at + (size_t)steps;
    oriel__native_schedule(native, ORIEL__DUE_LOAD);
}

/* ---- posts and their answers ---- */

/* Answers the oldest post; the text, malloc()ed, is taken. */
static void deliver(struct oriel__native *native, char *text, size_t len)
{
    struct oriel__reply *reply = len ? oriel__new0(sizeof(*reply)) : NULL;

    native->look.waiting--;
    if (native->look.waiting == 0 && native->key)
        oriel__native_schedule(native, ORIEL__DUE_POST);
    if (!reply) {
        free(text);
        return;
    }
    reply->text = text;
    reply->len = len;
    oriel__list_add(&native->replies, &reply->link);
    oriel__thread_tell();
}

static void headless_flush(struct oriel__native *native)
{
    size_t len = 0;
    char *text = NULL;

    while (native->look.waiting > 0 && oriel__headless.host->take(native->window, &text, &len))
        deliver(native, text, len);
}

bool oriel__native_post(struct oriel__native *native, const char *text, size_t len)
{
    uint64_t serial = native->serial;
    unsigned loads = native->look.loads;
    bool is_accepted = oriel__headless.host->message(native->window, text, len);

    if (!is_accepted || !oriel__native_is_alive(native, serial) || native->look.loads != loads)
        return is_accepted;
    if (++native->look.waiting > WAITING_MAX)
        deliver(native, NULL, 0);
    headless_flush(native);
    return true;
}

bool oriel__native_post_operations(struct oriel__native *native, const char *rest)
{
    size_t size = strlen(rest) + (native->key ? strlen(native->key) : 0) + 32;
    char *text = native->key ? oriel__alloc(size) : NULL;
    bool is_accepted;
    int len;

    if (!text)
        return false;
    len = snprintf(text, size, "%s %lu\n%s", native->key, native->doc, rest);
    is_accepted = oriel__native_post(native, text, (size_t)len);
    oriel__free(text);
    return is_accepted;
}

static void turn(void *data)
{
    struct oriel__native *native = data;
    uint64_t serial = native->serial;
    struct oriel__headless_look look;
    unsigned due = native->due;

    native->is_queued = false;
    native->due = 0;
    look = native->look;
    if (due & ORIEL__DUE_LOAD)
        load(native);
    if ((due & ORIEL__DUE_GEOMETRY) && oriel__native_is_alive(native, serial))
        oriel__headless.host->geometry_changed(native->window, look.x, look.y, look.width, look.height);
    if ((due & ORIEL__DUE_FULLSCREEN) && oriel__native_is_alive(native, serial))
        oriel__headless.host->fullscreen_changed(native->window, look.is_fullscreen);
    /* The document may have ended meanwhile, or may be refused now. */
    if ((due & ORIEL__DUE_POST) && oriel__native_is_alive(native, serial) && native->key && native->look.waiting == 0 &&
        !oriel__native_post_operations(native, "[]") && oriel__native_is_alive(native, serial))
        oriel__native_end_document(native);
    if ((due & ORIEL__DUE_CLOSE) && oriel__native_is_alive(native, serial) && native->agrees)
        oriel__native_request_close(native);
}

/* ---- scripts ---- */

struct evaluation {
    uint64_t serial, token;
    unsigned loads;
    struct oriel__native *native;
    char script[];
};

static void finish_evaluation(void *data)
{
    struct evaluation *evaluation = data;
    struct oriel__native *native = evaluation->native;
    struct oriel__evaluation result = { .err = ORIEL_ESCRIPT, .name = "Error", .text = "no engine" };

    if (oriel__native_is_alive(native, evaluation->serial) && native->look.loads == evaluation->loads) {
        if (oriel__headless.script_hook) {
            result = (struct oriel__evaluation){ .err = ORIEL_OK };
            oriel__headless.script_hook(native->window, evaluation->script, &result, oriel__headless.script_user);
        }
        if (oriel__native_is_alive(native, evaluation->serial))
            oriel__headless.host->evaluated(native->window, evaluation->token, &result);
    }
    oriel__free(evaluation);
}

static void headless_evaluate(struct oriel__native *native, const char *script, uint64_t token)
{
    size_t len = strlen(script) + 1;
    struct evaluation *evaluation = oriel__alloc(sizeof(*evaluation) + len);
    struct oriel__evaluation failed = { .err = ORIEL_ENOMEM, .name = "Error", .text = "out of memory" };

    if (evaluation) {
        evaluation->serial = native->serial;
        evaluation->token = token;
        evaluation->loads = native->look.loads;
        evaluation->native = native;
        memcpy(evaluation->script, script, len);
        if (oriel__thread_post(finish_evaluation, evaluation) == ORIEL_OK)
            return;
    }
    oriel__free(evaluation);
    oriel__headless.host->evaluated(native->window, token, &failed);
}

static void headless_execute(struct oriel__native *native, const char *script)
{
    if (oriel__headless.script_hook)
        oriel__headless.script_hook(native->window, script, NULL, oriel__headless.script_user);
}

/* ---- frames ---- */

static void headless_show(struct oriel__native *native)
{
    native->look.is_shown = true;
    native->look.is_minimized = false;
}

static void headless_set_title(struct oriel__native *native, const char *title)
{
    copy_text(native->look.title, sizeof(native->look.title), title);
}

static void headless_set_size(struct oriel__native *native, int width, int height)
{
    native->look.width = width;
    native->look.height = height;
    oriel__native_schedule(native, ORIEL__DUE_GEOMETRY);
}

static void headless_set_position(struct oriel__native *native, int x, int y)
{
    native->look.x = x;
    native->look.y = y;
    oriel__native_schedule(native, ORIEL__DUE_GEOMETRY);
}

static oriel_err_t headless_set_icon(struct oriel__native *native, const char *path)
{
    if (access(path, R_OK) != 0)
        return oriel__fail(errno == EACCES ? ORIEL_EPERM : ORIEL_ENOENT, "icon %s: cannot be read", path);
    copy_text(native->look.icon, sizeof(native->look.icon), path);
    return ORIEL_OK;
}

static void headless_set_fullscreen(struct oriel__native *native, bool on)
{
    native->look.is_fullscreen = on;
    oriel__native_schedule(native, ORIEL__DUE_FULLSCREEN);
}

static void headless_minimize(struct oriel__native *native)
{
    native->look.is_minimized = true;
}

static void headless_maximize(struct oriel__native *native, bool on)
{
    native->look.is_maximized = on;
}

static void headless_add_menu_item(struct oriel__native *native, const char *id, const char *label)
{
    size_t len = strlen(native->look.menu);

    (void)snprintf(native->look.menu + len, sizeof(native->look.menu) - len, "%s%s%s ", id ? id : "-", id ? "=" : "",
                   label ? label : "");
}

static void headless_clear_menu(struct oriel__native *native)
{
    native->look.menu[0] = '\0';
}

/* One white pixel. */
static void headless_snapshot(struct oriel__native *native, const char *path, void (*done)(oriel_err_t err, void *user),
                              void *user)
{
    static const unsigned char png[] = { 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d,
                                         0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01,
                                         0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00,
                                         0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0x0f, 0x00, 0x01,
                                         0x01, 0x01, 0x00, 0xb1, 0x38, 0xf6, 0x14, 0x00, 0x00, 0x00, 0x00, 0x49,
                                         0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82 };
    FILE *file = fopen(path, "wbe");
    bool is_written = file && fwrite(png, sizeof(png), 1, file) == 1;

    (void)native;
    if (file && fclose(file) != 0)
        is_written = false;
    done(is_written ? ORIEL_OK : oriel__fail(ORIEL_EIO, "%s: cannot be written", path), user);
}

const struct oriel__backend oriel__headless_backend = {
    .abi = ORIEL_BACKEND_ABI,
    .name = "headless",
    .start = headless_start,
    .is_ui_thread = oriel__thread_is_current,
    .post = oriel__thread_post,
    .after = oriel__thread_after,
    .create = headless_create,
    .destroy = headless_destroy,
    .try_close = headless_try_close,
    .register_scheme = headless_register_scheme,
    .set_script = headless_set_script,
    .show = headless_show,
    .load_url = headless_load_url,
    .load_html = headless_load_html,
    .go = headless_go,
    .execute = headless_execute,
    .evaluate = headless_evaluate,
    .flush = headless_flush,
    .set_title = headless_set_title,
    .set_size = headless_set_size,
    .set_position = headless_set_position,
    .set_icon = headless_set_icon,
    .set_fullscreen = headless_set_fullscreen,
    .minimize = headless_minimize,
    .maximize = headless_maximize,
    .add_menu_item = headless_add_menu_item,
    .clear_menu = headless_clear_menu,
    .snapshot = headless_snapshot,
};
