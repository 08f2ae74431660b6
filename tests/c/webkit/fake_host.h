/* A host for the backend under test: notes what it is told, serves pages made
 * by the tests, and lets them run calls on the UI thread. */
#ifndef ORIEL_TESTS_WEBKIT_FAKE_HOST_H
#define ORIEL_TESTS_WEBKIT_FAKE_HOST_H

#include <dlfcn.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "window/backend.h"

#pragma GCC diagnostic ignored "-Wunused-function" /* each test uses some */

#define WAIT_S 20

struct event {
    struct event *next;
    const char *kind;
    char *text;
    size_t len;
};

struct win {
    struct oriel__native *native;
    struct event *first, **last;
    struct event *due, **due_last; /* frames for the page */
    bool is_closed;
    bool keep_open;         /* answer of close_requested */
    const char *destroy_on; /* the kind of event during which the window is destroyed */
    const char *page;       /* the html at scheme://test/ */
    struct oriel__native_opts opts;
    oriel_err_t err;
    int done;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static const struct oriel__backend *backend;
static char last_error[512];

static struct event *event_new(const char *kind, const char *text, size_t len)
{
    struct event *event = calloc(1, sizeof(*event));

    assert_non_null(event);
    event->kind = kind;
    event->text = malloc(len + 1);
    assert_non_null(event->text);
    memcpy(event->text, text, len);
    event->text[len] = '\0';
    event->len = len;
    return event;
}

static void event_free(struct event *event)
{
    free(event->text);
    free(event);
}

static void note(struct win *win, const char *kind, const char *text, size_t len)
{
    struct event *event = event_new(kind, text, len);
    bool destroy = win->destroy_on && strcmp(win->destroy_on, kind) == 0;

    pthread_mutex_lock(&lock);
    *win->last = event;
    win->last = &event->next;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    if (destroy) {
        win->destroy_on = NULL;
        backend->destroy(win->native);
    }
}

static void notes(struct win *win, const char *kind, const char *text)
{
    note(win, kind, text, strlen(text));
}

static bool host_prompt(void *data, const char *message, char **answer)
{
    notes(data, "prompt", message);
    if (strncmp(message, "oriel:", 6) != 0)
        return false;
    *answer = strdup("{\"doc\":1,\"text\":\"h\xc3\xa4\"}");
    return true;
}

static bool host_message(void *data, const char *text, size_t len)
{
    note(data, "message", text, len);
    return !(len >= 3 && memcmp(text, "bad", 3) == 0);
}

static bool host_take(void *data, char **text, size_t *len)
{
    struct win *win = data;

    pthread_mutex_lock(&lock);
    struct event *frame = win->due;
    if (frame) {
        win->due = frame->next;
        if (!win->due)
            win->due_last = &win->due;
    }
    pthread_mutex_unlock(&lock);
    if (!frame)
        return false;
    *text = frame->text;
    *len = frame->len;
    free(frame);
    return true;
}

static void host_load(void *data, enum oriel__load phase, const char *url)
{
    static const char *const kinds[] = { "started", "committed", "finished" };

    notes(data, kinds[phase], url);
}

static void host_load_failed(void *data, const char *url, const char *text)
{
    (void)text;
    notes(data, "failed", url);
}

static void host_title(void *data, const char *title)
{
    notes(data, "title", title);
}

static void host_address(void *data, const char *url)
{
    notes(data, "address", url);
}

static void host_geometry(void *data, int x, int y, int width, int height)
{
    char text[64];

    (void)x;
    (void)y;
    snprintf(text, sizeof(text), "%dx%d", width, height);
    notes(data, "geometry", text);
}

static void host_maximized(void *window, bool maximized)
{
    (void)window;
    (void)maximized;
}

static void host_fullscreen(void *data, bool on)
{
    notes(data, "fullscreen", on ? "1" : "0");
}

static bool host_close_requested(void *data)
{
    struct win *win = data;
    bool agreed = !win->keep_open;

    notes(win, "close", "");
    return agreed;
}

static void host_closed(void *data)
{
    struct win *win = data;

    notes(win, "closed", "");
    win->is_closed = true;
    win->native = NULL;
}

static void host_crashed(void *data, const char *reason)
{
    notes(data, "crashed", reason);
}

static void host_resource(void *data, const char *method, const char *url, const char *range,
                          struct oriel__resource *ret)
{
    struct win *win = data;
    const char *path = strstr(url, "://test");

    (void)method;
    path = path ? path + strlen("://test") : "";
    *ret = (struct oriel__resource){ .status = 200, .fd = -1, .mime = "text/html; charset=utf-8" };
    if (strcmp(path, "/file") == 0) { /* 1 MiB of 'x', or the part asked for */
        FILE *file = tmpfile();
        for (int i = 0; i < 1048576; i++)
            putc('a' + i % 26, file);
        fflush(file);
        ret->fd = dup(fileno(file));
        fclose(file);
        ret->length = ret->total = 1048576;
        if (range && strcmp(range, "bytes=26-51") == 0) {
            ret->status = 206;
            ret->has_range = true;
            ret->offset = 26;
            ret->length = 26;
        }
        lseek(ret->fd, (off_t)ret->offset, SEEK_SET);
        snprintf(ret->mime, sizeof(ret->mime), "text/plain");
        return;
    }
    if (strcmp(path, "/") != 0 && strcmp(path, "/2") != 0 && strcmp(path, "") != 0)
        ret->status = 404;
    ret->body = strdup(ret->status == 200 ? win->page : "<title>404</title>");
    ret->length = ret->total = strlen(ret->body);
}

static void host_evaluated(void *data, uint64_t token, const struct oriel__evaluation *result)
{
    char text[4096];

    if (result->err == ORIEL_OK)
        snprintf(text, sizeof(text), "%d %s", (int)token, result->json ? result->json : "undefined");
    else
        snprintf(text, sizeof(text), "%d !%s: %s", (int)token, result->name, result->text);
    notes(data, "evaluated", text);
}

static char *host_error_page(const char *url, const char *text)
{
    char *html = NULL;

    (void)url;
    if (asprintf(&html, "<title>error page</title>%s", text) < 0)
        return NULL;
    return html;
}

static void host_log(oriel_log_level_t level, const char *text)
{
    if (getenv("VERBOSE"))
        fprintf(stderr, "log %d: %s\n", (int)level, text);
}

static void host_display_lost(void) {}

static oriel_err_t host_fail(oriel_err_t err, const char *text)
{
    snprintf(last_error, sizeof(last_error), "%s", text);
    return err;
}

static const struct oriel__host fake_host = {
    .prompt = host_prompt,
    .message = host_message,
    .take = host_take,
    .load = host_load,
    .load_failed = host_load_failed,
    .title_changed = host_title,
    .address_changed = host_address,
    .geometry_changed = host_geometry,
    .fullscreen_changed = host_fullscreen,
    .maximized_changed = host_maximized,
    .close_requested = host_close_requested,
    .closed = host_closed,
    .crashed = host_crashed,
    .resource = host_resource,
    .evaluated = host_evaluated,
    .error_page = host_error_page,
    .log = host_log,
    .display_lost = host_display_lost,
    .fail = host_fail,
};

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void load_backend(void)
{
    const char *dir = getenv("ORIEL_BACKEND_DIR");
    char path[4096];

    snprintf(path, sizeof(path), "%s/oriel-webkit.so", dir ? dir : ".");
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!module) {
        fprintf(stderr, "%s\n", dlerror());
        exit(2);
    }
    backend = dlsym(module, ORIEL_BACKEND_SYMBOL);
}

/* What a test runs on the UI thread. */
typedef void (*ui_fn)(struct win *win, const char *arg);

struct call {
    ui_fn fn;
    struct win *win;
    const char *arg;
    bool is_done;
};

static void run_call(void *data)
{
    struct call *call = data;

    call->fn(call->win, call->arg);
    pthread_mutex_lock(&lock);
    call->is_done = true;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

/* Runs `fn` on the UI thread and waits for its end. */
static void on_ui(struct win *win, ui_fn fn, const char *arg)
{
    struct call call = { fn, win, arg, false };

    assert_int_equal(backend->post(run_call, &call), ORIEL_OK);
    pthread_mutex_lock(&lock);
    while (!call.is_done)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

/* Takes the oldest event of `kind`, waiting for it. The caller frees it. */
static struct event *await_event(struct win *win, const char *kind)
{
    struct timespec until;
    struct event *found = NULL;
    int late = 0;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_S;
    pthread_mutex_lock(&lock);
    while (!found && !late) {
        for (struct event **at = &win->first; *at; at = &(*at)->next) {
            if (strcmp((*at)->kind, kind) != 0)
                continue;
            found = *at;
            *at = found->next;
            if (win->last == &found->next)
                win->last = at;
            break;
        }
        if (!found)
            late = pthread_cond_timedwait(&changed, &lock, &until);
    }
    pthread_mutex_unlock(&lock);
    if (!found) {
        for (struct event *event = win->first; event; event = event->next)
            fprintf(stderr, "untaken: %s %s\n", event->kind, event->text);
        fail_msg("no %s within %d s", kind, WAIT_S);
    }
    return found;
}

static void expect(struct win *win, const char *kind, const char *text)
{
    struct event *event = await_event(win, kind);

    assert_string_equal(event->text, text);
    event_free(event);
}

/* Waits until an event of `kind` with `text` comes, dropping others of its kind. */
static void expect_soon(struct win *win, const char *kind, const char *text)
{
    for (bool found = false; !found;) {
        struct event *event = await_event(win, kind);
        found = strcmp(event->text, text) == 0;
        event_free(event);
    }
}

static bool has_event(struct win *win, const char *kind)
{
    bool found = false;

    pthread_mutex_lock(&lock);
    for (struct event *event = win->first; event && !found; event = event->next)
        found = strcmp(event->kind, kind) == 0;
    pthread_mutex_unlock(&lock);
    return found;
}

static void ui_create(struct win *win, const char *url)
{
    backend->register_scheme("app");
    win->err = backend->create(win, &win->opts, &win->native);
    if (win->err == ORIEL_OK && url)
        backend->load_url(win->native, url);
}

static void ui_destroy(struct win *win, const char *arg)
{
    (void)arg;
    if (win->native)
        backend->destroy(win->native);
}

/* Hands a frame to the page, as the core would: queue, then flush. */
static void ui_send(struct win *win, const char *text)
{
    struct event *frame = event_new("frame", text, strlen(text));

    pthread_mutex_lock(&lock);
    *win->due_last = frame;
    win->due_last = &frame->next;
    pthread_mutex_unlock(&lock);
    backend->flush(win->native);
}

static const char *const everywhere[] = { "*://*/*", NULL };

static struct win *win_new(const char *page)
{
    struct win *win = calloc(1, sizeof(*win));

    assert_non_null(win);
    win->last = &win->first;
    win->due_last = &win->due;
    win->page = page;
    win->opts = (struct oriel__native_opts){
        .title = "test", .width = 400, .height = 300, .resizable = true, .allow = everywhere
    };
    return win;
}

static void win_start(struct win *win, const char *url)
{
    on_ui(win, ui_create, url);
    assert_int_equal(win->err, ORIEL_OK);
}

/* Opens a window with `page` at app://test/. */
static struct win *win_open(const char *page)
{
    struct win *win = win_new(page);

    win_start(win, "app://test/");
    return win;
}

static void win_free(struct win *win)
{
    on_ui(win, ui_destroy, NULL);
    for (struct event *event = win->first, *next; event; event = next) {
        next = event->next;
        event_free(event);
    }
    for (struct event *frame = win->due, *next; frame; frame = next) {
        next = frame->next;
        event_free(frame);
    }
    assert_true(win->is_closed);
    free(win);
}

/* Loads the module and starts it; for cmocka's group setup. */
static int start_backend(void **state)
{
    uint64_t before = now_ms();

    (void)state;
    load_backend();
    uint64_t loaded = now_ms();
    if (backend->start(&fake_host) != ORIEL_OK) {
        fprintf(stderr, "%s\n", last_error);
        return 1;
    }
    printf("[          ] module loaded in %d ms, thread started in %d ms\n", (int)(loaded - before),
           (int)(now_ms() - loaded));
    return 0;
}

#define POST "const post = text => webkit.messageHandlers.oriel.postMessage(text);\n"
#define PAGE(script) "<!DOCTYPE html><title>page</title><script>\n" POST script "\n</script>"

#endif
