/* The end of a server: what was under way then, and starting again. */
#include "fixture.h"

#include <semaphore.h>

#include <oriel/widgets.h>

#include "base/alloc.h"
#include "base/sync.h"
#include "server/internal.h"

/* What the server's thread does at some moment. */
struct moment {
    struct oriel__job job;
    oriel_session_t *session;
    sem_t done;
};

static void count_release(void *data, void *user)
{
    (void)data;
    atomic_fetch_add((_Atomic int *)user, 1);
}

static void accept_with(oriel_request_t *request, void *user)
{
    static char byte[1];

    (void)oriel_request_accept(request, oriel_value_bytes_take(byte, sizeof(byte), count_release, user));
}

/* As if the loop had ended. */
static void destroy_late(oriel_server_t *server, struct oriel__job *job)
{
    struct moment *moment = oriel__container(job, struct moment, job);

    oriel__lock(&server->mutex);
    server->is_awake = false;
    oriel__unlock(&server->mutex);
    oriel_session_destroy(moment->session);
    oriel_session_unref(moment->session);
    oriel__lock(&server->mutex);
    server->is_awake = true;
    oriel__unlock(&server->mutex);
    assert_int_equal(sem_post(&moment->done), 0);
}

/* A session with a page that may come back is destroyed while the server's thread
 * ends: nothing of it stays. */
static void test_destroyed_late(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct moment moment = { .job.run = destroy_late };
    _Atomic int released = 0;
    struct client client;
    size_t count = 0;

    (void)context;
    fixture_start(&opts);
    assert_int_equal(oriel_server_set_request(fixture.server, accept_with, &released, NULL), ORIEL_OK);
    client_join(&client, fixture.port, NULL);
    client_drop(&client);
    wait_for(&fixture.detaches, 1);
    oriel_session_t **sessions = oriel_server_dup_sessions(fixture.server, &count);

    assert_int_equal(count, 1);
    moment.session = sessions[0];
    oriel_free(sessions);
    assert_int_equal(sem_init(&moment.done, 0, 0), 0);
    oriel__list_init(&moment.job.link);
    assert_true(oriel__server_post(fixture.server, &moment.job));
    assert_int_equal(sem_wait(&moment.done), 0);
    assert_int_equal(sem_destroy(&moment.done), 0);
    client_free(&client);
    fixture_end();
    assert_int_equal(released, 1);
}

/* Without memory sessions end all the same. */
static void test_ended_without_memory(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_session_t *session = NULL;

    (void)context;
    fixture_start(&opts);
    assert_int_equal(oriel_server_create_session(fixture.server, "room", "secret", &session), ORIEL_OK);
    oriel__alloc_fail_at(1);
    oriel_server_close(fixture.server);
    oriel__alloc_fail_at(0);
    assert_int_equal(pthread_join(fixture.thread, NULL), 0);
    assert_true(oriel_session_is_destroyed(session));
    oriel_session_unref(session);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
    oriel_set_log(NULL, NULL);
}

/* Looks at the widgets as the program that saves what the user typed does. */
static oriel_err_t read_entry(oriel_event_t *event, void *user)
{
    oriel_widget_t *entry = oriel_session_dup_widget(oriel_event_get_session(event), 1);
    oriel_value_t *text = NULL;
    oriel_err_t err = entry ? oriel_text_entry_get_text(entry, &text) : ORIEL_ENOENT;

    if (!err && strcmp(oriel_value_get_text(text, NULL), "\"typed\"") == 0)
        atomic_fetch_add((_Atomic int *)user, 1);
    oriel_value_unref(text);
    oriel_widget_unref(entry);
    return err;
}

/* Keeps the thread that dispatches. */
static void wait_for_end(void *user)
{
    (void)user;
    while (oriel_server_is_running(fixture.server))
        usleep(100);
    oriel_server_close(fixture.server); /* returns when the other close has done its work */
}

/* Who hears that a page went because the server closes finds its widgets. */
static void test_widgets_outlive_pages(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_widget_t *entry = NULL;
    _Atomic int found = 0;
    struct client client;
    size_t count = 0;

    (void)context;
    fixture_start(&opts);
    assert_int_equal(oriel_server_on(fixture.server, "disconnect", read_entry, &found, NULL), ORIEL_OK);
    client_join(&client, fixture.port, NULL);
    wait_for(&fixture.attaches, 1);
    oriel_session_t **sessions = oriel_server_dup_sessions(fixture.server, &count);
    oriel_session_t *session = sessions[0];

    oriel_free(sessions);
    assert_int_equal(oriel_text_entry_new(session, "typed", NULL, &entry), ORIEL_OK);
    assert_int_equal(oriel_app_post(fixture.app, wait_for_end, NULL, NULL), ORIEL_OK);
    oriel_server_close(fixture.server);
    assert_int_equal(pthread_join(fixture.thread, NULL), 0);
    assert_int_equal(found, 1);
    assert_true(oriel_widget_is_destroyed(entry));
    assert_true(oriel_session_is_destroyed(session));
    oriel_widget_unref(entry);
    oriel_session_unref(session);
    client_free(&client);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
    oriel_set_log(NULL, NULL);
}

static _Atomic int counted;

static oriel_err_t count_call(oriel_call_t *call, void *user)
{
    (void)call;
    (void)user;
    atomic_fetch_add(&counted, 1);
    return ORIEL_OK;
}

static oriel_err_t expose_count(oriel_event_t *event, void *user)
{
    (void)user;
    return oriel_session_expose(oriel_event_get_session(event), "app", "count", count_call, NULL);
}

/* Pages get all that was due when the drain began, as they take it, and then the goodbye. */
static void test_drain_sends_all(void **context)
{
    enum {
        ANSWERS = 6,
        SIZE = 1 << 20
    };
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char *text = malloc(SIZE + 64), ack[32], what[32];

    (void)context;
    assert_non_null(text);
    fixture_make(&opts);
    assert_int_equal(oriel_server_on(fixture.server, "connect", expose_count, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    client_join(&client, oriel_server_get_port(fixture.server), NULL);
    for (int i = 1; i <= ANSWERS; i++) {
        int n = snprintf(text, 64, "[[\"c\",%d,\"app\",\"echo\",[\"", i);

        memset(text + n, 'x', SIZE);
        strcpy(text + n + SIZE, "\"]]]");
        client_send(&client, text);
    }
    client_send(&client, "[[\"c\",9,\"app\",\"count\",[]]]");
    wait_for(&counted, 1);
    oriel_server_drain(fixture.server);
    for (int i = 1; i <= ANSWERS; i++) {
        snprintf(what, sizeof(what), "[\"v\",%d,\"xxx", i);
        client_wait(&client, what);
        snprintf(ack, sizeof(ack), "0 %llu ", client.last_frame);
        client_say(&client, ack);
    }
    while (client_read(&client) && !strstr(client.text, "\"bye\""))
        ;
    assert_null(client_read(&client));
    assert_int_equal(client.close_code, 1001);
    client_free(&client);
    free(text);
    fixture_end();
}

/* Drained and closed, twice, before anybody dispatched: that is over. */
static void test_drained_twice(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_session_t *session = NULL;

    (void)context;
    fixture_make(&opts);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
        oriel_server_drain(fixture.server);
        oriel_server_close(fixture.server);
    }
    assert_int_equal(oriel_server_create_session(fixture.server, "room", "secret", &session), ORIEL_OK);
    (void)oriel_app_dispatch(fixture.app, 0);
    assert_int_equal(fixture.closes, 2);
    assert_false(oriel_session_is_destroyed(session));
    oriel_session_unref(session);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
    oriel_set_log(NULL, NULL);
}

static oriel_err_t start_again(oriel_event_t *event, void *user)
{
    _Atomic int *left = user;

    (void)event;
    if (atomic_fetch_sub(left, 1) > 0)
        assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    return ORIEL_OK;
}

static void *dispatch_until(void *user)
{
    _Atomic int *left = user;

    while (atomic_load(left) >= 0)
        (void)oriel_app_dispatch(fixture.app, 100);
    return NULL;
}

/* "close" is told when the server can be started again. */
static void test_started_in_close(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    _Atomic int left = 20;

    (void)context;
    fixture_make(&opts);
    assert_int_equal(oriel_server_on(fixture.server, "close", start_again, &left, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch_until, &left), 0);
    for (int i = 0; i <= 20; i++) {
        while (!oriel_server_is_running(fixture.server))
            usleep(100);
        oriel_server_close(fixture.server);
    }
    assert_int_equal(pthread_join(fixture.thread, NULL), 0);
    assert_int_equal(oriel_app_run(fixture.app), ORIEL_OK); /* no server is left */
    assert_int_equal(fixture.closes, 21);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
    oriel_set_log(NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_destroyed_late),   cmocka_unit_test(test_ended_without_memory),
        cmocka_unit_test(test_drain_sends_all),  cmocka_unit_test(test_drained_twice),
        cmocka_unit_test(test_started_in_close), cmocka_unit_test(test_widgets_outlive_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
