/* The server's thread: a libuv loop with the listeners, the HTTP library, posted
 * jobs, and one timer for whatever is due next. */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "server/document.h"
#include "server/internal.h"
#include "server/registry.h"
#include "server/socket.h"

/* `is_end`: when there is none any more, there will be none. */
static void take_jobs(oriel_server_t *server, bool is_end)
{
    struct oriel_list *link;

    for (;;) {
        oriel__lock(&server->mutex);
        link = oriel__list_pop(&server->jobs);
        struct oriel__job *job = link ? oriel__container(link, struct oriel__job, link) : NULL;

        if (job)
            job->is_posted = false;
        else if (is_end)
            server->takes_jobs = false;
        oriel__unlock(&server->mutex);
        if (!job)
            return;
        job->run(server, job);
    }
}

bool oriel__server_post(oriel_server_t *server, struct oriel__job *job)
{
    oriel__lock(&server->mutex);
    bool takes_jobs = server->takes_jobs;

    if (takes_jobs && !job->is_posted) {
        job->is_posted = true;
        oriel__list_add(&server->jobs, &job->link);
        oriel__server_wake(server);
    }
    oriel__unlock(&server->mutex);
    return takes_jobs;
}

void oriel__server_wake(oriel_server_t *server)
{
    if (server->is_awake)
        (void)uv_async_send(&server->async);
}

uint64_t oriel__server_now(oriel_server_t *server)
{
    return uv_now(&server->loop);
}

/* --- Deadlines ---------------------------------------------------------------- */

static void on_timer(uv_timer_t *timer);
static void say_goodbye(oriel_server_t *server, bool is_patient);

void oriel__server_arm(oriel_server_t *server)
{
    uint64_t next = oriel__timeouts_next(&server->timeouts), now = uv_now(&server->loop);
    uint64_t wait = next > now ? next - now : 0;

    if (server->is_ending)
        return;
    if (next == ORIEL__TIMEOUT_NEVER)
        (void)uv_timer_stop(&server->timer);
    else if (!uv_is_active((uv_handle_t *)&server->timer) || uv_timer_get_due_in(&server->timer) > wait)
        (void)uv_timer_start(&server->timer, on_timer, wait, 0);
}

void oriel__server_set_timeout(oriel_server_t *server, enum oriel__timeout_kind kind, struct oriel__timeout *timeout)
{
    oriel__timeouts_set(&server->timeouts, kind, timeout, uv_now(&server->loop));
    oriel__server_arm(server);
}

static void run_timeout(oriel_server_t *server, enum oriel__timeout_kind kind, struct oriel__timeout *timeout)
{
    switch (kind) {
    case ORIEL__TIMEOUT_HANDSHAKE:
    case ORIEL__TIMEOUT_START:
    case ORIEL__TIMEOUT_PING:
    case ORIEL__TIMEOUT_ACK:
    case ORIEL__TIMEOUT_CLOSE:
        oriel__socket_timed_out(kind, timeout);
        break;
    case ORIEL__TIMEOUT_PARK:
        oriel__document_timed_out(timeout);
        break;
    case ORIEL__TIMEOUT_EXPIRY:
        oriel__registry_expired(timeout);
        break;
    case ORIEL__TIMEOUT_ACCEPT:
        oriel__listeners_resume(server);
        break;
    case ORIEL__TIMEOUT_DRAIN:
    case ORIEL__TIMEOUT_KINDS:
        if (server->is_emptying)
            say_goodbye(server, false);
        else
            uv_stop(&server->loop);
        break;
    }
}

static void on_timer(uv_timer_t *timer)
{
    oriel_server_t *server = timer->data;
    enum oriel__timeout_kind kind;
    struct oriel__timeout *timeout;
    uint64_t now = uv_now(&server->loop);

    while ((timeout = oriel__timeouts_pop(&server->timeouts, now, &kind)))
        run_timeout(server, kind, timeout);
    oriel__server_arm(server);
}

static void on_async(uv_async_t *async)
{
    oriel_server_t *server = async->data;

    take_jobs(server, false);
    oriel__documents_flush(server);
}

/* --- Start ---------------------------------------------------------------------- */

static void set_delays(oriel_server_t *server)
{
    const oriel_server_opts_t *opts = &server->opts.given;
    const int64_t delays[ORIEL__TIMEOUT_KINDS] = {
        [ORIEL__TIMEOUT_HANDSHAKE] = opts->handshake_ms,
        [ORIEL__TIMEOUT_START] = 1000,
        [ORIEL__TIMEOUT_PING] = opts->ping_ms,
        [ORIEL__TIMEOUT_ACK] = 1000,
        [ORIEL__TIMEOUT_CLOSE] = 2000,
        [ORIEL__TIMEOUT_PARK] = opts->resume_ms,
        [ORIEL__TIMEOUT_EXPIRY] = opts->session_ttl_ms,
        [ORIEL__TIMEOUT_ACCEPT] = 1000,
        [ORIEL__TIMEOUT_DRAIN] = ORIEL__SERVER_CLOSE_MS,
    };

    oriel__timeouts_init(&server->timeouts);
    for (int kind = 0; kind < ORIEL__TIMEOUT_KINDS; kind++)
        oriel__timeouts_set_delay(&server->timeouts, (enum oriel__timeout_kind)kind, delays[kind]);
    memset(&server->accept_pause, 0, sizeof(server->accept_pause));
    memset(&server->drain_end, 0, sizeof(server->drain_end));
}

static oriel_err_t open_loop(oriel_server_t *server)
{
    int err = uv_loop_init(&server->loop);

    if (err)
        return oriel__fail(ORIEL_EIO, "server: the loop cannot be made: %s", uv_strerror(err));
    err = uv_async_init(&server->loop, &server->async, on_async);
    if (err) {
        (void)uv_loop_close(&server->loop);
        return oriel__fail(ORIEL_EIO, "server: the loop cannot be woken: %s", uv_strerror(err));
    }
    (void)uv_timer_init(&server->loop, &server->timer);
    server->async.data = server;
    server->timer.data = server;
    return ORIEL_OK;
}

static void report_start(oriel_server_t *server, oriel_err_t err)
{
    oriel__lock(&server->mutex);
    server->start_err = err;
    (void)snprintf(server->start_error, sizeof(server->start_error), "%s", err ? oriel_last_error() : "");
    server->is_awake = !err;
    server->takes_jobs = !err;
    oriel__cond_broadcast(&server->changed);
    oriel__unlock(&server->mutex);
}

/* --- End ------------------------------------------------------------------------- */

/* The loop has ended for good: nobody wakes it any more. */
static void fall_asleep(oriel_server_t *server)
{
    oriel__lock(&server->mutex);
    server->is_awake = false;
    oriel__unlock(&server->mutex);
    take_jobs(server, false);
    oriel__documents_forget(server);
}

static void close_loop(oriel_server_t *server)
{
    server->is_ending = true;
    uv_close((uv_handle_t *)&server->async, NULL);
    uv_close((uv_handle_t *)&server->timer, NULL);
    oriel__context_destroy(server); /* begins: its handles close in the loop */
    while (uv_run(&server->loop, UV_RUN_DEFAULT) > 0)
        ;
    oriel__context_destroy(server); /* ends */
    while (uv_loop_close(&server->loop) == UV_EBUSY)
        (void)uv_run(&server->loop, UV_RUN_DEFAULT);
}

static void drop_closing(struct oriel__task *task)
{
    oriel__server_release(oriel__container(task, struct oriel_server, closing));
}

static void run_closing(struct oriel__task *task)
{
    oriel_server_t *server = oriel__container(task, struct oriel_server, closing);

    oriel__lock(&server->mutex);
    server->is_closing_posted = false;
    bool is_same = server->closing_run == server->run && server->phase == ORIEL__SERVER_RUNNING;

    oriel__unlock(&server->mutex);
    if (is_same) /* not closed and started again meanwhile */
        oriel_server_close(server);
    oriel__server_release(server);
}

/* The thread cannot join itself: whoever dispatches closes the server. */
static void ask_to_close(oriel_server_t *server)
{
    oriel__lock(&server->mutex);
    bool was_posted = server->is_closing_posted;

    server->is_closing_posted = true;
    server->closing_run = server->run;
    oriel__unlock(&server->mutex);
    if (was_posted)
        return;
    oriel__server_hold(server);
    oriel__inbox_push(server->inbox, &server->closing);
}

static void *run_thread(void *data)
{
    oriel_server_t *server = data;
    oriel_err_t err = open_loop(server);

    if (err) {
        report_start(server, err);
        return NULL;
    }
    set_delays(server);
    err = oriel__context_open(server);
    if (!err)
        err = oriel__listeners_start(server);
    report_start(server, err);
    if (!err)
        (void)uv_run(&server->loop, UV_RUN_DEFAULT); /* until uv_stop() */
    oriel__listeners_stop(server);
    fall_asleep(server);
    close_loop(server);
    oriel__registry_forget_pages(server);
    take_jobs(server, true); /* of sessions that ended meanwhile, too: what they have here is let go of */
    if (server->is_draining)
        ask_to_close(server);
    return NULL;
}

oriel_err_t oriel__server_thread_start(oriel_server_t *server)
{
    sigset_t all, old;
    char text[128];

    server->is_stopping = false;
    server->is_draining = false;
    server->is_emptying = false;
    server->is_ending = false;
    server->seated = 0;
    server->connections = 0;
    atomic_store(&server->figures.connections, 0);
    oriel__lock(&server->mutex);
    server->run++;
    server->start_err = ORIEL_PENDING;
    oriel__unlock(&server->mutex);
    (void)sigfillset(&all); /* signals are the program's */
    (void)pthread_sigmask(SIG_SETMASK, &all, &old);
    int failed = pthread_create(&server->thread, NULL, run_thread, server);

    (void)pthread_sigmask(SIG_SETMASK, &old, NULL);
    if (failed)
        return oriel__fail(ORIEL_EIO, "server: its thread cannot be started: %s",
                           strerror_r(failed, text, sizeof(text)));
    oriel__lock(&server->mutex);
    while (server->start_err == ORIEL_PENDING)
        (void)oriel__cond_wait(&server->changed, &server->mutex, NULL);
    oriel_err_t err = server->start_err;

    oriel__unlock(&server->mutex);
    if (!err)
        return ORIEL_OK;
    (void)pthread_join(server->thread, NULL);
    return oriel__fail(err, "%s", server->start_error);
}

/* --- Stop and drain --------------------------------------------------------------- */

/* Says goodbye, and ends when all is said, or a little later. `is_patient`: to each
 * page when what is due to it was sent. */
static void say_goodbye(oriel_server_t *server, bool is_patient)
{
    if (server->is_stopping && (is_patient || !server->is_emptying))
        return;
    server->is_stopping = true;
    server->is_emptying = is_patient;
    oriel__listeners_stop(server);
    oriel__sockets_say_goodbye(server);
    oriel__server_set_timeout(server, ORIEL__TIMEOUT_DRAIN, &server->drain_end);
    oriel__server_check_end(server);
}

void oriel__server_check_end(oriel_server_t *server)
{
    if (server->is_stopping && oriel__list_is_empty(&server->sockets))
        uv_stop(&server->loop);
}

static void run_stop(oriel_server_t *server, struct oriel__job *job)
{
    (void)job;
    say_goodbye(server, false);
}

void oriel__server_thread_stop(oriel_server_t *server)
{
    (void)oriel__server_post(server, &server->stop);
    (void)pthread_join(server->thread, NULL);
}

static void run_drain(oriel_server_t *server, struct oriel__job *job)
{
    (void)job;
    server->is_draining = true;
    say_goodbye(server, true);
}

void oriel__server_thread_init(oriel_server_t *server)
{
    server->stop.run = run_stop;
    server->drain.run = run_drain;
    server->closing.run = run_closing;
    server->closing.drop = drop_closing;
}

void oriel_server_drain(oriel_server_t *server)
{
    if (!server)
        return;
    oriel__lock(&server->mutex);
    while (server->phase == ORIEL__SERVER_STARTING)
        (void)oriel__cond_wait(&server->changed, &server->mutex, NULL);
    bool is_running = server->phase == ORIEL__SERVER_RUNNING;

    oriel__unlock(&server->mutex);
    if (!is_running)
        return;
    (void)oriel__server_post(server, &server->drain);
}
