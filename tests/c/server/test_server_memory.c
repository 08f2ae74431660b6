/* A server without memory: every allocation of its thread fails once, at any
 * point of a page's visit. That visit ends or goes on, none hangs, and the
 * server serves the next one. */
#include "fixture.h"

#include <errno.h>
#include <semaphore.h>

#include "base/alloc.h"
#include "server/internal.h"

/* Sets which allocation of the server's thread fails, and tells whether one did. */
struct order {
    struct oriel__job job;
    long fail_at;
    bool has_failed;
    sem_t done;
};

static void run_order(oriel_server_t *server, struct oriel__job *job)
{
    struct order *order = oriel__container(job, struct order, job);

    (void)server;
    order->has_failed = oriel__alloc_has_failed();
    oriel__alloc_fail_at(order->fail_at);
    assert_int_equal(sem_post(&order->done), 0);
}

static bool set_failure(long fail_at)
{
    struct order order = { .job.run = run_order, .fail_at = fail_at };

    assert_int_equal(sem_init(&order.done, 0, 0), 0);
    oriel__list_init(&order.job.link);
    assert_true(oriel__server_post(fixture.server, &order.job));
    assert_int_equal(sem_wait(&order.done), 0);
    assert_int_equal(sem_destroy(&order.done), 0);
    return order.has_failed;
}

/* Whether the connection gave an answer; it may end, but not be silent. */
static bool is_there(const struct client *client, const char *text)
{
    if (!text && client->close_code == -1)
        assert_int_not_equal(errno, EAGAIN);
    return text != NULL;
}

static bool takes(struct client *client, const char *what)
{
    const char *ops;

    do {
        errno = 0;
        ops = client_take(client);
    } while (is_there(client, ops) && !strstr(ops, what));
    return ops != NULL;
}

static bool hello(struct client *client, const char *more)
{
    char host[64], text[1024];

    snprintf(host, sizeof(host), "Host: 127.0.0.1:%d\r\n", fixture.port);
    errno = 0;
    if (client_upgrade(client, fixture.port, "/ws", host) != 101) {
        assert_int_not_equal(errno, EAGAIN);
        return false;
    }
    if (!is_there(client, client_read(client)))
        return false;
    snprintf(text, sizeof(text), "{\"type\":\"result\",\"id\":0,\"oriel\":1%s}", more);
    client_say(client, text);
    if (!is_there(client, client_read(client)) || !strstr(client->text, "\"session-info\""))
        return false;
    client_introduced(client);
    return true;
}

static bool works(struct client *client)
{
    client_send(client, "[[\"w\",{\"type\":\"attach\"}],[\"c\",1,\"app\",\"add\",[2,3]]]");
    if (!takes(client, "[\"v\",1,5]"))
        return false;
    client_send(client, "[[\"s\",\"app\",\"theme\",\"dark\"],[\"c\",2,\"app\",\"echo\",[\"x\"]]]");
    return takes(client, "[\"v\",2,\"x\"]");
}

static bool visit(void)
{
    struct client client, back;
    bool is_well = hello(&client, "") && works(&client);

    if (is_well) {
        char more[600];

        client_drop(&client);
        snprintf(more, sizeof(more), ",\"session_id\":\"%s\",\"token\":\"%s\",\"doc\":%llu,\"seen\":%llu", client.id,
                 client.token, client.doc, client.last_frame);
        is_well = hello(&back, more);
        client_free(&back);
    }
    client_free(&client);
    return is_well;
}

/* A page over HTTP. */
static bool fetch(void)
{
    char *head = NULL, *body = NULL;

    errno = 0;
    int status = get(fixture.port, "/", "", &head, &body);

    assert_int_not_equal(errno, EAGAIN);
    free(head);
    free(body);
    return status == 200;
}

static void torture(bool (*act)(void), oriel_request_cb hook)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    bool has_failed = true;
    long n = 0;

    opts.max_sessions = 100000;
    fixture_start(&opts);
    assert_int_equal(oriel_server_set_request(fixture.server, hook, NULL, NULL), ORIEL_OK);
    while (has_failed) {
        (void)set_failure(++n);
        bool is_well = act();

        has_failed = set_failure(0);
        if (!has_failed)
            assert_true(is_well);
        assert_true(act()); /* the next one */
    }
    assert_true(n > 1);
    fixture_end();
}

static void test_visit(void **context)
{
    (void)context;
    torture(visit, NULL);
}

static void refuse(oriel_request_t *request, void *user)
{
    (void)user;
    assert_string_equal(oriel_request_get_header(request, "authorization"), "Basic eDp5");
    (void)oriel_request_refuse(request, "no");
}

/* Whoever cannot be asked about does not come in. */
static bool refused_visit(void)
{
    struct client client;
    char headers[128];

    snprintf(headers, sizeof(headers), "Host: 127.0.0.1:%d\r\nAuthorization: Basic eDp5\r\n", fixture.port);
    errno = 0;
    if (client_upgrade(&client, fixture.port, "/ws", headers) == 101) {
        client_say(&client, "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
        while (is_there(&client, client_read(&client)))
            assert_null(strstr(client.text, "session-info"));
    } else {
        assert_int_not_equal(errno, EAGAIN);
    }
    bool is_well = client.close_code == 4003;

    client_free(&client);
    return is_well;
}

static void test_refused(void **context)
{
    (void)context;
    torture(refused_visit, refuse);
}

static void test_fetch(void **context)
{
    (void)context;
    torture(fetch, NULL);
}

/* One who waits and cannot be told his place goes; the others are told theirs. */
static void test_queue(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, waiting[3];

    (void)context;
    opts.max_sessions = 1;
    fixture_start(&opts);
    client_join(&one, fixture.port, NULL);
    for (int i = 0; i < 3; i++) {
        client_open(&waiting[i], fixture.port);
        client_say(&waiting[i], "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
        assert_non_null(client_read(&waiting[i]));
        assert_non_null(strstr(waiting[i].text, "\"wait\""));
    }
    (void)set_failure(1);
    client_drop(&waiting[0]);
    assert_null(client_read(&waiting[1]));
    assert_int_equal(waiting[1].close_code, 4008);
    assert_string_equal(client_read(&waiting[2]), "{\"type\":\"wait\",\"place\":0}");
    (void)set_failure(0);
    for (int i = 0; i < 3; i++)
        client_free(&waiting[i]);
    client_free(&one);
    fixture_end();
}

static oriel_err_t start_one(oriel_app_t *app)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_server_t *server = NULL;
    oriel_session_t *session = NULL;
    oriel_err_t err = oriel_server_new(app, &opts, &server);

    if (!err)
        err = oriel_server_on(server, "connect", on_connect, NULL, NULL);
    if (!err)
        err = oriel_server_start(server);
    if (!err)
        err = oriel_server_create_session(server, NULL, NULL, &session);
    if (!oriel__alloc_has_failed())
        oriel__alloc_fail_at(0); /* what follows is not what is tried */
    oriel_session_unref(session);
    oriel_server_close(server);
    oriel_server_unref(server);
    return err;
}

static void test_start(void **context)
{
    oriel_app_t *app = NULL;
    bool has_failed = true;

    (void)context;
    oriel_set_log(quiet_log, NULL);
    assert_int_equal(oriel_app_new(NULL, &app), ORIEL_OK);
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        oriel_err_t err = start_one(app);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
        assert_int_equal(start_one(app), ORIEL_OK);
    }
    oriel_app_unref(app);
    oriel_set_log(NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_start), cmocka_unit_test(test_visit),   cmocka_unit_test(test_fetch),
        cmocka_unit_test(test_queue), cmocka_unit_test(test_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
