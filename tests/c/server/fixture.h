/* A server and a thread that dispatches, for tests. */
#ifndef TESTS_SERVER_FIXTURE_H
#define TESTS_SERVER_FIXTURE_H

#include "client.h"

#include <pthread.h>
#include <stdatomic.h>

struct fixture {
    oriel_app_t *app;
    oriel_server_t *server;
    pthread_t thread;
    int port;
    _Atomic int connects, attaches, detaches, disconnects, expires, errors, closes;
};

static struct fixture fixture;

static inline void quiet_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)user;
    if (getenv("ORIEL_TEST_LOG"))
        fprintf(stderr, "[%d %s] %s\n", (int)level, topic, text);
}

static inline oriel_err_t add(oriel_call_t *call, void *user)
{
    int64_t a = 0, b = 0;

    (void)user;
    oriel_err_t err = oriel_call_arg_int(call, 0, &a);

    if (!err)
        err = oriel_call_arg_int(call, 1, &b);
    if (!err)
        (void)oriel_call_reply(call, oriel_value_int(a + b));
    return err;
}

static inline oriel_err_t echo(oriel_call_t *call, void *user)
{
    (void)user;
    (void)oriel_call_reply(call, oriel_call_dup_arg(call, 0));
    return ORIEL_OK;
}

static inline oriel_err_t on_connect(oriel_event_t *event, void *user)
{
    oriel_session_t *session = oriel_event_get_session(event);

    (void)user;
    atomic_fetch_add(&fixture.connects, 1);
    oriel_err_t err = oriel_session_expose(session, "app", "add", add, NULL);

    if (!err)
        err = oriel_session_expose(session, "app", "echo", echo, NULL);
    if (!err)
        err = oriel_state_set(oriel_session_get_state(session), "app", "name", oriel_value_string("Sensors"));
    return err;
}

static inline oriel_err_t count(oriel_event_t *event, void *user)
{
    (void)event;
    atomic_fetch_add((_Atomic int *)user, 1);
    return ORIEL_OK;
}

static inline void *dispatch(void *data)
{
    (void)oriel_app_run(data);
    return NULL;
}

static inline void fixture_make(oriel_server_opts_t *opts)
{
    memset(&fixture, 0, sizeof(fixture));
    oriel_set_log(quiet_log, NULL);
    assert_int_equal(oriel_app_new(NULL, &fixture.app), ORIEL_OK);
    assert_int_equal(oriel_server_new(fixture.app, opts, &fixture.server), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "connect", on_connect, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "attach", count, &fixture.attaches, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "detach", count, &fixture.detaches, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "disconnect", count, &fixture.disconnects, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "expire", count, &fixture.expires, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "error", count, &fixture.errors, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "close", count, &fixture.closes, NULL), ORIEL_OK);
}

static inline void fixture_start(oriel_server_opts_t *opts)
{
    fixture_make(opts);
    if (oriel_server_start(fixture.server) != ORIEL_OK)
        fail_msg("%s", oriel_last_error());
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
}

static inline void fixture_end(void)
{
    oriel_server_close(fixture.server);
    assert_int_equal(pthread_join(fixture.thread, NULL), 0);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
    oriel_set_log(NULL, NULL);
}

/* Until a counter that handlers raise has this value. */
static inline void wait_for(_Atomic int *counter, int value)
{
    for (int i = 0; i < CLIENT_WAIT_S * 1000 && atomic_load(counter) < value; i++)
        usleep(1000);
    assert_int_equal(atomic_load(counter), value);
}

#endif
