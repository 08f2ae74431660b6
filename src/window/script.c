/* Scripts that the program runs in the page: kept until the page is ready, and
 * settled whatever becomes of it. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "loop/host.h"
#include "loop/turn.h"
#include "window/window.h"

#define HOLD_MS 2000
#define NS_PER_MS 1000000u

/* One script. UI thread only. Without a future: execute. */
struct evaluation {
    struct oriel_list link;
    uint64_t token;
    uint64_t after;         /* how many frames go before it ... */
    uint64_t held_until_ns; /* ... but no longer than this */
    uint64_t gives_up_ns;   /* when the future is rejected; 0: never */
    int timeout_ms;
    bool is_sent;
    char *script;
    oriel_future_t *future;
};

static void evaluation_free(struct evaluation *e)
{
    oriel__list_remove(&e->link);
    oriel__free(e->script);
    oriel_future_unref(e->future);
    oriel__free(e);
}

static struct evaluation *find(oriel_window_t *window, uint64_t token)
{
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = l->next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        if (e->token == token)
            return e;
    }
    return NULL;
}

static void send_script(oriel_window_t *window, struct evaluation *e)
{
    e->is_sent = true;
    if (e->future && oriel_future_get_status(e->future) == ORIEL_FUTURE_PENDING) {
        window->backend->evaluate(window->native, e->script, e->token);
        return;
    }
    if (!e->future)
        window->backend->execute(window->native, e->script);
    evaluation_free(e);
}

/* In the order in which they were asked for. */
static void send_due(oriel_window_t *window)
{
    struct oriel_list *next;

    if (!window->is_ready)
        return;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations && window->native; l = next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        next = l->next;
        if (!e->is_sent && e->after > window->frames)
            return;
        if (!e->is_sent)
            send_script(window, e);
    }
}

static void on_alarm(oriel_window_t *window, struct oriel__job *job);

/* One timer serves all evaluations of a window: thousands are answered long before
 * their time is up. */
static oriel_err_t set_alarm(oriel_window_t *window, uint64_t at_ns)
{
    uint64_t now = oriel__now_ns();
    struct oriel__job *timer = NULL;

    if (window->alarm_ns && window->alarm_ns <= at_ns)
        return ORIEL_OK;
    oriel_err_t err = oriel__job_new(window, on_alarm, NULL, NULL, &timer);

    if (err)
        return err;
    timer->token = window->alarm + 1;
    err = oriel__job_post_after(timer, at_ns > now ? (unsigned)((at_ns - now + NS_PER_MS - 1) / NS_PER_MS) : 0);
    if (err)
        return err;
    window->alarm++;
    window->alarm_ns = at_ns;
    return ORIEL_OK;
}

/* What is due to the page was changed before the script, and goes before it. The
 * page takes that as soon as it is done with what it has; if that takes it long, or
 * it takes nothing any more, the script does not wait for it. */
static void hold(oriel_window_t *window, struct evaluation *e)
{
    e->after = 0;
    if (window->is_refused || oriel__outbox_is_empty(&window->page->outbox))
        return;
    e->held_until_ns = oriel__now_ns() + (uint64_t)HOLD_MS * NS_PER_MS;
    if (set_alarm(window, e->held_until_ns) == ORIEL_OK)
        e->after = window->frames + 1;
}

static void time_out(oriel_future_t *future, int timeout_ms)
{
    char text[80];

    snprintf(text, sizeof(text), "evaluate: no answer from the page for %d ms", timeout_ms);
    oriel_future_reject(future, ORIEL_ETIMEDOUT, NULL, text);
}

static void earlier(uint64_t *at_ns, uint64_t other_ns)
{
    if (other_ns && (*at_ns == 0 || other_ns < *at_ns))
        *at_ns = other_ns;
}

/* Rejects what had its time, and lets go of what was held for long enough. */
static void on_alarm(oriel_window_t *window, struct oriel__job *job)
{
    uint64_t now = oriel__now_ns(), next_ns = 0;
    struct oriel_list *next;

    if (job->token != window->alarm)
        return; /* another one was set, for earlier */
    window->alarm_ns = 0;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        next = l->next;
        if (e->gives_up_ns && e->gives_up_ns <= now) {
            time_out(e->future, e->timeout_ms);
            evaluation_free(e);
            continue;
        }
        if (e->held_until_ns <= now)
            e->held_until_ns = e->after = 0;
        earlier(&next_ns, e->gives_up_ns);
        if (!e->is_sent)
            earlier(&next_ns, e->held_until_ns);
    }
    if (next_ns && set_alarm(window, next_ns))
        oriel__log(ORIEL_LOG_WARNING, "window", "evaluate goes on without a timeout: %s", oriel_last_error());
    send_due(window);
}

static void run_due(void *data)
{
    oriel_window_t *window = data;

    if (window->native)
        send_due(window);
    oriel_window_unref(window);
}

void oriel__window_frame_taken(oriel_window_t *window)
{
    window->frames++;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = l->next) {
        if (oriel__container(l, struct evaluation, link)->is_sent)
            continue;
        /* Not before it is on its way. */
        if (window->backend->post(run_due, oriel_window_ref(window)))
            oriel_window_unref(window);
        return;
    }
}

void oriel__window_set_ready(oriel_window_t *window)
{
    if (window->is_ready || !window->native)
        return;
    window->is_ready = true;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = l->next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        if (!e->is_sent)
            hold(window, e);
    }
    send_due(window);
}

void oriel__window_page_gone(oriel_window_t *window, const char *why, bool all)
{
    struct oriel_list *next;

    window->is_ready = false;
    for (struct oriel_list *l = window->evaluations.next; l != &window->evaluations; l = next) {
        struct evaluation *e = oriel__container(l, struct evaluation, link);

        next = l->next;
        if (!e->is_sent && !all)
            continue;
        if (e->future)
            oriel_future_reject(e->future, ORIEL_ECLOSED, NULL, why);
        evaluation_free(e);
    }
}

/* The half of a surrogate pair that an escape at `at` stands for, or 0. */
static unsigned half_at(const char *at, const char *end)
{
    unsigned code = 0;

    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return 0;
    for (int i = 2; i < 6; i++) {
        char c = at[i];

        code = code << 4 | (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return (code & 0xf800) == 0xd800 ? code : 0;
}

/* The page's halves of surrogate pairs, which UTF-8 cannot carry, become U+FFFD, as
 * in the arguments of calls. */
static void make_whole(char *json, size_t len)
{
    static const char replacement[] = { 'f', 'f', 'f', 'd' };
    char *end = json + len;

    for (char *at = json; (at = memchr(at, '\\', (size_t)(end - at)));) {
        unsigned half = half_at(at, end);

        if (half && half < 0xdc00 && half_at(at + 6, end) >= 0xdc00) {
            at += 12;
        } else if (half) {
            memcpy(at + 2, replacement, sizeof(replacement));
            at += 6;
        } else {
            at += end - at > 1 ? 2 : 1;
        }
    }
}

static oriel_err_t read_value(const struct oriel__evaluation *result, oriel_value_t **ret)
{
    char *json = strstr(result->json, "\\u") ? oriel__strdup(result->json) : NULL;

    if (json)
        make_whole(json, result->json_len);
    oriel_err_t err = oriel_value_from_json(json ? json : result->json, result->json_len, ret);

    oriel__free(json);
    return err;
}

void oriel__window_evaluated(oriel_window_t *window, uint64_t token, const struct oriel__evaluation *result)
{
    struct evaluation *e = find(window, token);
    oriel_value_t *value = NULL;
    oriel_err_t err;

    if (!e)
        return;
    if (result->err) {
        oriel_future_reject(e->future, result->err, result->name, result->text);
    } else if (!result->json) {
        oriel_future_resolve(e->future, NULL);
    } else {
        err = read_value(result, &value);
        if (err) {
            char text[240];

            snprintf(text, sizeof(text), "evaluate: the value: %s", oriel_last_error());
            oriel_future_reject(e->future, err, NULL, text);
        } else {
            oriel_future_resolve(e->future, value);
        }
    }
    evaluation_free(e);
}

static void start_clock(oriel_window_t *window, struct evaluation *e, int timeout_ms)
{
    if (timeout_ms < 0)
        return;
    e->timeout_ms = timeout_ms;
    e->gives_up_ns = oriel__now_ns() + (uint64_t)timeout_ms * NS_PER_MS;
    if (set_alarm(window, e->gives_up_ns))
        oriel__log(ORIEL_LOG_WARNING, "window", "evaluate goes on without a timeout: %s", oriel_last_error());
}

/* An evaluation of a window that is not open, and may never be. */
struct early {
    oriel_future_t *future;
    int timeout_ms;
};

static void early_free(void *user)
{
    struct early *early = user;

    oriel_future_unref(early->future);
    oriel__free(early);
}

/* On the runtime's thread. */
static void on_early_timeout(void *user)
{
    const struct early *early = user;

    time_out(early->future, early->timeout_ms);
}

/* The UI thread, whose timers others use, may not be there yet. */
static oriel_err_t start_early_timer(oriel_window_t *window, oriel_future_t *future, int timeout_ms)
{
    struct early *early = oriel__new0(sizeof(*early));

    if (!early)
        return oriel__nomem();
    early->future = oriel_future_ref(future);
    early->timeout_ms = timeout_ms;
    oriel_err_t err = oriel_timer_new(oriel__app_runtime(window->app), (uint64_t)timeout_ms, 0, on_early_timeout, early,
                                      early_free, NULL);

    if (err)
        early_free(early);
    return err;
}

static void run_script(oriel_window_t *window, struct oriel__job *job)
{
    struct evaluation *e = oriel__new0(sizeof(*e));

    if (!e) {
        if (job->future)
            oriel_future_reject(job->future, ORIEL_ENOMEM, NULL, NULL);
        return;
    }
    e->token = ++window->next_token;
    e->script = job->text;
    e->future = job->future;
    job->text = NULL;
    job->future = NULL;
    oriel__list_add(&window->evaluations, &e->link);
    if (e->future)
        start_clock(window, e, job->a);
    if (!window->is_ready)
        return;
    window->backend->flush(window->native);
    if (!window->native)
        return;
    hold(window, e);
    send_due(window);
}

oriel_err_t oriel_window_execute(oriel_window_t *window, const char *script)
{
    if (!script)
        return oriel__fail(ORIEL_EINVAL, "execute: the script is NULL");
    oriel__turn_flush(); /* what the handler changed before goes before */
    return oriel__window_do(window, run_script, script, NULL, 0, 0);
}

oriel_err_t oriel_window_evaluate(oriel_window_t *window, const char *script, int timeout_ms, oriel_future_t **ret)
{
    if (!window || !script || !ret)
        return oriel__fail(ORIEL_EINVAL, "evaluate: window, script and ret must not be NULL");
    if (timeout_ms == 0)
        timeout_ms = ORIEL__EVALUATE_TIMEOUT_MS;
    oriel__turn_flush(); /* as in execute */
    oriel__lock(&window->mutex);
    bool is_early = window->phase == ORIEL__WINDOW_NEW || window->phase == ORIEL__WINDOW_OPENING;

    oriel__unlock(&window->mutex);
    oriel_future_t *future = NULL;
    oriel_err_t err = oriel__window_ask(window, run_script, script, timeout_ms, &future);

    if (!err && is_early && timeout_ms > 0)
        err = start_early_timer(window, future, timeout_ms);
    if (!err) {
        *ret = future;
        return ORIEL_OK;
    }
    if (future)
        oriel_future_cancel(future); /* what waits for the page is given up */
    oriel_future_unref(future);
    return err;
}
