/* The parts of page, user and engine, for tests. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "window/headless/headless.h"
#include "window/headless/native.h"
#include "window/headless/thread.h"

struct ask {
    const void *window;
    void (*play)(struct oriel__native *native, struct ask *ask);
    const char *text, *more, *range;
    char **answer;
    void *ret;
    size_t len;
    int numbers[4];
    bool result;
};

static struct oriel__native *find(const void *window)
{
    for (struct oriel_list *link = oriel__headless.windows.prev; link != &oriel__headless.windows; link = link->prev) {
        struct oriel__native *native = oriel__container(link, struct oriel__native, link);

        if (!window || native == window || native->window == window)
            return native;
    }
    return NULL;
}

static void play(void *data)
{
    struct ask *ask = data;
    struct oriel__native *native = find(ask->window);

    if (native)
        ask->play(native, ask);
}

static bool perform(struct ask *ask, void (*part)(struct oriel__native *native, struct ask *ask))
{
    ask->play = part;
    return oriel__thread_run(play, ask) && ask->result;
}

static void play_exists(struct oriel__native *native, struct ask *ask)
{
    (void)native;
    ask->result = true;
}

bool oriel__headless_exists(const void *window)
{
    struct ask ask = { .window = window };

    return perform(&ask, play_exists);
}

void oriel__headless_sync(void)
{
    (void)oriel__headless_exists(NULL);
}

/* As the real backend does: ports do not count, and no pattern has an empty
 * path. */
static bool matches(const char *pattern, const char *url)
{
    size_t n = strcspn(pattern, ":") + 3; /* "scheme://" */

    if (strncmp(pattern, url, n) != 0)
        return false;
    pattern += n;
    url += n;
    n = strcspn(pattern, *pattern == '[' ? "/" : ":/");
    if (n == 1 && *pattern == '*')
        url += strcspn(url, "/?#");
    else if (strncmp(pattern, url, n) == 0)
        url += n;
    else
        return false;
    if (*url == ':')
        url += strcspn(url, "/?#");
    pattern += n + strcspn(pattern + n, "/");
    n = strcspn(pattern, "*"); /* ours end in it */
    return *url == '/' && strncmp(pattern, url, n) == 0;
}

static bool is_allowed(const struct oriel__native *native)
{
    for (char **pattern = native->allow; pattern && *pattern; pattern++) {
        if (matches(*pattern, native->look.url))
            return true;
    }
    return false;
}

/* The key in the script's configuration: {"key":"..."}. */
static char *find_key(const struct oriel__native *native)
{
    const char *key = native->script ? strstr(native->script, "\"key\"") : NULL;

    if (!key)
        return NULL;
    key += strlen("\"key\"");
    key += strspn(key, ": \"");
    return oriel__strndup(key, strcspn(key, "\""));
}

static void play_prompt(struct oriel__native *native, struct ask *ask)
{
    char *answer = NULL;

    ask->result = oriel__headless.host->prompt(native->window, ask->text, &answer);
    if (ask->answer)
        *ask->answer = answer;
    else
        free(answer);
}

static void play_document(struct oriel__native *native, struct ask *ask)
{
    uint64_t serial = native->serial;
    char *key = ask->text ? oriel__strdup(ask->text) : find_key(native), *answer = NULL;
    char message[256];
    const char *doc;

    oriel__native_end_document(native);
    if (!key || !is_allowed(native)) {
        oriel__free(key);
        return;
    }
    (void)snprintf(message, sizeof(message), "oriel:%s", key);
    ask->result = oriel__headless.host->prompt(native->window, message, &answer);
    doc = answer ? strstr(answer, "\"doc\":") : NULL;
    if (ask->result && doc && oriel__native_is_alive(native, serial)) {
        native->doc = strtoul(doc + strlen("\"doc\":"), NULL, 10);
        native->key = key;
        key = NULL;
        if (!oriel__native_post_operations(native, "[]") && oriel__native_is_alive(native, serial))
            oriel__native_end_document(native);
    }
    oriel__free(key);
    if (ask->answer)
        *ask->answer = answer;
    else
        free(answer);
}

bool oriel__headless_document(const void *window, const char *key, char **seed)
{
    struct ask ask = { .window = window, .text = key, .answer = seed };

    return perform(&ask, play_document);
}

bool oriel__headless_prompt(const void *window, const char *message, char **answer)
{
    struct ask ask = { .window = window, .text = message, .answer = answer };

    return perform(&ask, play_prompt);
}

static void play_post(struct oriel__native *native, struct ask *ask)
{
    ask->result = oriel__native_post(native, ask->text, ask->len);
}

bool oriel__headless_post(const void *window, const char *text, size_t len)
{
    struct ask ask = { .window = window, .text = text, .len = len };

    return perform(&ask, play_post);
}

static void play_operations(struct oriel__native *native, struct ask *ask)
{
    ask->result = oriel__native_post_operations(native, ask->text);
}

bool oriel__headless_operations(const void *window, const char *rest)
{
    struct ask ask = { .window = window, .text = rest };

    return perform(&ask, play_operations);
}

static void play_reply(struct oriel__native *native, struct ask *ask)
{
    struct oriel_list *link = oriel__list_pop(&native->replies);
    struct oriel__reply *reply;

    if (!link)
        return;
    reply = oriel__container(link, struct oriel__reply, link);
    *ask->answer = reply->text;
    ask->len = reply->len;
    oriel__free(reply);
    ask->result = true;
}

char *oriel__headless_reply(const void *window, int timeout_ms, size_t *len)
{
    struct timespec deadline = oriel__deadline(timeout_ms);
    bool is_late = oriel__thread_is_current();
    char *text = NULL;

    for (;;) {
        struct ask ask = { .window = window, .answer = &text };
        uint64_t events = oriel__thread_events();

        if (perform(&ask, play_reply) && len)
            *len = ask.len;
        if (text || is_late || !oriel__headless_exists(window))
            return text;
        is_late = !oriel__thread_wait(events, &deadline);
    }
}

static void play_close(struct oriel__native *native, struct ask *ask)
{
    uint64_t serial = native->serial;

    oriel__native_request_close(native);
    ask->result = !oriel__native_is_alive(native, serial);
}

bool oriel__headless_user_closes(const void *window)
{
    struct ask ask = { .window = window };

    return perform(&ask, play_close);
}

static void play_agrees(struct oriel__native *native, struct ask *ask)
{
    native->agrees = ask->numbers[0] != 0;
}

void oriel__headless_set_agrees(const void *window, bool agrees)
{
    struct ask ask = { .window = window, .numbers = { agrees } };

    (void)perform(&ask, play_agrees);
}

static void play_crash(struct oriel__native *native, struct ask *ask)
{
    uint64_t serial = native->serial;

    oriel__native_end_document(native);
    native->look.loads++; /* what was being evaluated is lost */
    oriel__headless.host->crashed(native->window, ask->text);
    if (oriel__native_is_alive(native, serial) && native->history_len)
        oriel__native_schedule(native, ORIEL__DUE_LOAD);
}

void oriel__headless_crash(const void *window, const char *reason)
{
    struct ask ask = { .window = window, .text = reason };

    (void)perform(&ask, play_crash);
}

static void play_fail_load(struct oriel__native *native, struct ask *ask)
{
    char *page = oriel__headless.host->error_page(native->look.url, ask->text);

    oriel__native_end_document(native);
    free(page);
    oriel__headless.host->load_failed(native->window, native->look.url, ask->text);
}

void oriel__headless_fail_load(const void *window, const char *text)
{
    struct ask ask = { .window = window, .text = text };

    (void)perform(&ask, play_fail_load);
}

static void play_title(struct oriel__native *native, struct ask *ask)
{
    oriel__headless.host->title_changed(native->window, ask->text);
}

void oriel__headless_set_page_title(const void *window, const char *title)
{
    struct ask ask = { .window = window, .text = title };

    (void)perform(&ask, play_title);
}

static void play_choose(struct oriel__native *native, struct ask *ask)
{
    oriel__headless.host->menu_chosen(native->window, ask->text);
}

void oriel__headless_choose(const void *window, const char *id)
{
    struct ask ask = { .window = window, .text = id };

    (void)perform(&ask, play_choose);
}

static void play_address(struct oriel__native *native, struct ask *ask)
{
    (void)snprintf(native->look.url, sizeof(native->look.url), "%s", ask->text);
    oriel__headless.host->address_changed(native->window, ask->text);
}

void oriel__headless_set_address(const void *window, const char *url)
{
    struct ask ask = { .window = window, .text = url };

    (void)perform(&ask, play_address);
}

static void play_move(struct oriel__native *native, struct ask *ask)
{
    native->look.x = ask->numbers[0];
    native->look.y = ask->numbers[1];
    native->look.width = ask->numbers[2];
    native->look.height = ask->numbers[3];
    oriel__native_schedule(native, ORIEL__DUE_GEOMETRY);
}

void oriel__headless_move(const void *window, int x, int y, int width, int height)
{
    struct ask ask = { .window = window, .numbers = { x, y, width, height } };

    (void)perform(&ask, play_move);
}

static void play_fetch(struct oriel__native *native, struct ask *ask)
{
    size_t n = strcspn(ask->text, ":");

    for (size_t i = 0; i < ORIEL__HEADLESS_SCHEMES_MAX && oriel__headless.schemes[i] && !ask->result; i++)
        ask->result = strlen(oriel__headless.schemes[i]) == n && strncmp(oriel__headless.schemes[i], ask->text, n) == 0;
    if (ask->result)
        oriel__headless.host->resource(native->window, ask->more, ask->text, ask->range, ask->ret);
}

bool oriel__headless_fetch(const void *window, const char *method, const char *url, const char *range,
                           struct oriel__resource *ret)
{
    struct ask ask = { .window = window, .text = url, .more = method, .range = range, .ret = ret };

    return perform(&ask, play_fetch);
}

struct hook {
    oriel__headless_script_cb cb;
    void *user;
};

static void set_hook(void *data)
{
    const struct hook *hook = data;

    oriel__headless.script_hook = hook->cb;
    oriel__headless.script_user = hook->user;
}

void oriel__headless_set_script_hook(oriel__headless_script_cb cb, void *user)
{
    struct hook hook = { .cb = cb, .user = user };

    (void)oriel__thread_run(set_hook, &hook);
}

static void play_look(struct oriel__native *native, struct ask *ask)
{
    *(struct oriel__headless_look *)ask->ret = native->look;
    ask->result = true;
}

bool oriel__headless_look(const void *window, struct oriel__headless_look *ret)
{
    struct ask ask = { .window = window, .ret = ret };

    return perform(&ask, play_look);
}

static void lose_display(void *unused)
{
    (void)unused;
    oriel__headless.host->display_lost();
    oriel__thread_park();
}

void oriel__headless_lose_display(void)
{
    (void)oriel__thread_run(lose_display, NULL);
}
