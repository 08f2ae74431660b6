/* Who comes in: pages that come back, places in the queue, sessions that end
 * while somebody waits for them. */
#include "fixture.h"

#include <semaphore.h>

#include "server/registry.h"

static void start(void)
{
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
}

static void start_dispatch(void)
{
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
}

/* The introduction of a page of this session that was document `doc` before. */
static void say_again(struct client *client, const char *id, const char *token, int doc, int seen)
{
    char text[1024];

    snprintf(text, sizeof(text),
             "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"session_id\":\"%s\",\"token\":\"%s\",\"doc\":%d,\"seen\":%d}",
             id, token, doc, seen);
    client_say(client, text);
}

static void read_close(struct client *client, int code)
{
    while (client_read(client))
        ;
    assert_int_equal(client->close_code, code);
}

/* A page says that it is one that is connected, and cannot go on with it: that one
 * is over, and what it says is not heard. */
static void test_taken_over(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two;

    (void)context;
    fixture_start(&opts);
    client_join(&one, fixture.port, NULL);
    client_open(&two, fixture.port);
    say_again(&two, one.id, one.token, 1, 999999);
    assert_non_null(client_read(&two));
    client_introduced(&two);
    assert_true(two.has_seed);
    client_send(&one, "[[\"c\",1,\"app\",\"add\",[1,2]]]");
    client_send(&two, "[[\"c\",1,\"app\",\"add\",[3,4]]]");
    client_wait(&two, "[\"v\",1,7]");
    read_close(&one, 4008);
    wait_for(&fixture.detaches, 1);
    client_free(&one);
    client_free(&two);
    fixture_end();
}

static void test_taken_over_legacy(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two;

    (void)context;
    opts.legacy_client = true;
    fixture_start(&opts);
    client_open(&one, fixture.port);
    client_say(&one, "{\"type\":\"result\",\"id\":0}");
    assert_non_null(client_read(&one));
    assert_true(client_member(&one, "session_id", one.id, sizeof(one.id)));
    assert_true(client_member(&one, "token", one.token, sizeof(one.token)));
    client_open(&two, fixture.port);
    say_again(&two, one.id, one.token, 1, 0);
    assert_non_null(client_read(&two));
    client_introduced(&two);
    client_say(&one, "{\"type\":\"viewport\",\"width\":800,\"height\":600}");
    read_close(&one, 1013); /* to it, all of 4000 to 4999 is final */
    client_free(&one);
    client_free(&two);
    fixture_end();
}

static oriel_session_t *wait_for_session(void)
{
    oriel_session_t **sessions = NULL;
    size_t count = 0;

    while (!(sessions = oriel_server_dup_sessions(fixture.server, &count)))
        usleep(1000);
    assert_int_equal(count, 1);
    oriel_session_t *session = sessions[0];

    oriel_free(sessions);
    return session;
}

/* The page that is taken over waits for "connect" handlers yet. */
static void test_taken_over_early(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two;

    (void)context;
    fixture_make(&opts);
    start();
    client_open(&one, fixture.port);
    client_say(&one, "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
    oriel_session_t *session = wait_for_session();
    char *token = oriel_session_dup_token(session);

    client_open(&two, fixture.port);
    say_again(&two, oriel_session_get_id(session), token, 1, 0);
    assert_non_null(client_read(&two));
    client_introduced(&two);
    read_close(&one, 4008);
    client_free(&one);
    client_free(&two);
    oriel_free(token);
    oriel_session_unref(session);
    start_dispatch();
    fixture_end();
}

static void accept_one(oriel_request_t *request, void *user)
{
    const char *query = oriel_request_get_query(request);

    (void)user;
    if (query && strcmp(query, "one") == 0)
        (void)oriel_request_accept(request, NULL);
    else
        (void)oriel_request_refuse(request, "Members only.");
}

/* With one place, taken, and a session that a browser may join. */
static oriel_session_t *start_full(oriel_server_opts_t *opts, struct client *one)
{
    oriel_session_t *room = NULL;

    opts->max_sessions = 1;
    fixture_make(opts);
    assert_int_equal(oriel_server_set_request(fixture.server, accept_one, NULL, NULL), ORIEL_OK);
    start();
    start_dispatch();
    assert_int_equal(oriel_server_create_session(fixture.server, "room", "secret", &room), ORIEL_OK);
    client_open(one, fixture.port);
    client_say(one, "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"query\":\"one\"}");
    assert_non_null(client_read(one));
    client_introduced(one);
    return room;
}

static void leave(struct client *client)
{
    unsigned char away[2] = { 1001 >> 8, 1001 & 255 };

    client_frame(client, 8, away, 2);
}

/* The session for which somebody waits ends: that lets nobody in unasked. */
static void test_ended_meanwhile(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two, three;
    char text[256];

    (void)context;
    oriel_session_t *room = start_full(&opts, &one);
    char *url = oriel_session_dup_url(room);

    client_open(&two, fixture.port);
    say_again(&two, "room", "secret", 0, 0);
    assert_string_equal(client_read(&two), "{\"type\":\"wait\",\"place\":0}");
    client_open(&three, fixture.port);
    snprintf(text, sizeof(text), "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"code\":\"%s\"}",
             strstr(url, "join=") + 5);
    client_say(&three, text);
    assert_string_equal(client_read(&three), "{\"type\":\"wait\",\"place\":1}");
    oriel_session_destroy(room);
    leave(&one);
    read_close(&two, 4003);
    assert_string_equal(two.close_text, "Members only.");
    read_close(&three, 4003);
    assert_string_equal(three.close_text, "This link has expired, or was used already.");
    client_free(&one);
    client_free(&two);
    client_free(&three);
    oriel_free(url);
    oriel_session_unref(room);
    fixture_end();
    assert_int_equal(fixture.connects, 1);
}

/* Those who wait hear how many are before them when that changes, and not while
 * all are sent away. */
static void test_end_of_queue(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, waiting[8];
    char text[64];

    (void)context;
    opts.max_sessions = 1;
    fixture_start(&opts);
    client_join(&one, fixture.port, NULL);
    for (int i = 0; i < 8; i++) {
        client_open(&waiting[i], fixture.port);
        client_say(&waiting[i], "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
        snprintf(text, sizeof(text), "{\"type\":\"wait\",\"place\":%d}", i);
        assert_string_equal(client_read(&waiting[i]), text);
    }
    oriel_server_drain(fixture.server);
    for (int i = 0; i < 8; i++) {
        assert_non_null(client_read(&waiting[i]));
        assert_non_null(strstr(waiting[i].text, "\"bye\""));
        read_close(&waiting[i], 1001);
        client_free(&waiting[i]);
    }
    client_free(&one);
    fixture_end();
}

/* What one says before he is let in is short. */
static void test_long_introduction(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char *text = malloc(70001);

    (void)context;
    assert_non_null(text);
    memset(text, ' ', 70000);
    text[0] = '{';
    text[70000] = '\0';
    fixture_start(&opts);
    client_open(&client, fixture.port);
    client_say(&client, text);
    read_close(&client, 1009);
    client_free(&client);
    free(text);
    fixture_end();
}

/* A page that left before it was told who it is cannot come back: its session ends. */
static void test_left_early(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    fixture_make(&opts);
    start();
    client_open(&client, fixture.port);
    client_say(&client, "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
    oriel_session_t *session = wait_for_session();

    client_free(&client);
    for (int i = 0; i < CLIENT_WAIT_S * 1000 && oriel_server_get_session_count(fixture.server) > 0; i++)
        usleep(1000);
    assert_int_equal(oriel_server_get_session_count(fixture.server), 0);
    start_dispatch();
    wait_for(&fixture.expires, 1);
    oriel_session_unref(session);
    fixture_end();
}

static void wait_for_queue(size_t count)
{
    for (int i = 0; i < CLIENT_WAIT_S * 1000 && atomic_load(&fixture.server->figures.waiting) != count; i++)
        usleep(1000);
    assert_int_equal(atomic_load(&fixture.server->figures.waiting), count);
}

/* A code is used up by who came in with it. */
static void test_code_in_queue(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two;
    char text[256];

    (void)context;
    oriel_session_t *room = start_full(&opts, &one);
    char *url = oriel_session_dup_url(room);

    snprintf(text, sizeof(text), "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"code\":\"%s\"}",
             strstr(url, "join=") + 5);
    for (int i = 0; i < 2; i++) {
        client_open(&two, fixture.port);
        client_say(&two, text);
        assert_string_equal(client_read(&two), "{\"type\":\"wait\",\"place\":0}");
        if (i == 0) {
            client_free(&two);
            wait_for_queue(0);
        }
    }
    leave(&one);
    assert_non_null(client_read(&two));
    client_introduced(&two);
    assert_string_equal(two.id, "room");
    client_free(&two);
    client_open(&two, fixture.port);
    client_say(&two, text);
    read_close(&two, 4003);
    client_free(&one);
    client_free(&two);
    oriel_free(url);
    oriel_session_unref(room);
    fixture_end();
}

struct look {
    struct oriel__job job;
    oriel_session_t *session;
    bool expires;
    sem_t done;
};

static void run_look(oriel_server_t *server, struct oriel__job *job)
{
    struct look *look = oriel__container(job, struct look, job);

    (void)server;
    look->expires = oriel__timeout_is_set(&oriel__seat_of(look->session)->expiry);
    assert_int_equal(sem_post(&look->done), 0);
}

/* Whether the session ends when nobody comes. */
static bool expires(oriel_session_t *session)
{
    struct look look = { .job.run = run_look, .session = session };

    assert_int_equal(sem_init(&look.done, 0, 0), 0);
    oriel__list_init(&look.job.link);
    assert_true(oriel__server_post(fixture.server, &look.job));
    assert_int_equal(sem_wait(&look.done), 0);
    assert_int_equal(sem_destroy(&look.done), 0);
    return look.expires;
}

/* A session does not expire while its page waits for a place. */
static void test_owner_waits(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two, again;

    (void)context;
    opts.max_sessions = 1;
    fixture_start(&opts);
    client_join(&one, fixture.port, NULL);
    oriel_session_t *session = wait_for_session();

    client_open(&two, fixture.port);
    client_say(&two, "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
    assert_string_equal(client_read(&two), "{\"type\":\"wait\",\"place\":0}");
    leave(&one);
    assert_non_null(client_read(&two));
    client_introduced(&two);
    assert_true(expires(session));
    for (int i = 0; i < 2; i++) {
        client_open(&again, fixture.port);
        say_again(&again, one.id, one.token, 0, 0);
        assert_string_equal(client_read(&again), "{\"type\":\"wait\",\"place\":0}");
        assert_false(expires(session));
        if (i == 0) {
            client_free(&again);
            wait_for_queue(0);
            assert_true(expires(session));
        }
    }
    leave(&two);
    assert_non_null(client_read(&again));
    client_introduced(&again);
    assert_string_equal(again.id, one.id);
    client_free(&one);
    client_free(&two);
    client_free(&again);
    oriel_session_unref(session);
    fixture_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken_over),       cmocka_unit_test(test_taken_over_legacy),
        cmocka_unit_test(test_taken_over_early), cmocka_unit_test(test_ended_meanwhile),
        cmocka_unit_test(test_end_of_queue),     cmocka_unit_test(test_long_introduction),
        cmocka_unit_test(test_left_early),       cmocka_unit_test(test_code_in_queue),
        cmocka_unit_test(test_owner_waits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
