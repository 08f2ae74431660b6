/* A server and pages over real sockets: beginning, calls, state, breaks, the end. */
#include "fixture.h"

static void test_page(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    size_t count = 0;

    (void)context;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    assert_true(client.has_seed);
    assert_non_null(strstr(client.seed, "\"add\""));
    assert_non_null(strstr(client.seed, "\"Sensors\""));
    client_send(&client, "[[\"c\",1,\"app\",\"add\",[2,3]]]");
    client_wait(&client, "[\"v\",1,5]");
    assert_int_equal(client.heard, 1);

    oriel_session_t **sessions = oriel_server_dup_sessions(fixture.server, &count);

    assert_int_equal(count, 1);
    assert_string_equal(oriel_session_get_id(sessions[0]), client.id);
    assert_int_equal(oriel_session_get_page_count(sessions[0]), 1);
    assert_int_equal(oriel_state_set(oriel_session_get_state(sessions[0]), "app", "cpu", oriel_value_int(7)), ORIEL_OK);
    client_wait(&client, "[\"s\",\"app\",\"cpu\",7,");
    oriel_session_unref(sessions[0]);
    oriel_free(sessions);
    client_free(&client);
    fixture_end();
    assert_int_equal(fixture.connects, 1);
    assert_int_equal(fixture.attaches, 1);
    assert_int_equal(fixture.closes, 1);
}

static void test_resume(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    size_t count = 0;
    char what[64];

    (void)context;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    client_send(&client, "[[\"c\",1,\"app\",\"add\",[2,3]]]");
    client_wait(&client, "[\"v\",1,5]");
    oriel_session_t **sessions = oriel_server_dup_sessions(fixture.server, &count);
    oriel_state_t *state = oriel_session_get_state(sessions[0]);

    for (int i = 0; i < 10; i++) {
        client_drop(&client); /* half of what is under way is lost */
        wait_for(&fixture.detaches, i + 1);
        assert_int_equal(oriel_session_get_page_count(sessions[0]), 0);
        assert_int_equal(oriel_state_set(state, "app", "n", oriel_value_int(i)), ORIEL_OK);
        client_resume(&client, fixture.port);
        assert_false(client.has_seed);
        assert_int_equal(client.heard, client.sent);
        snprintf(what, sizeof(what), "[\"s\",\"app\",\"n\",%d,", i);
        client_wait(&client, what);
        client_send(&client, "[[\"c\",2,\"app\",\"add\",[20,3]]]");
        client_wait(&client, "[\"v\",2,23]");
    }
    assert_int_equal(oriel_session_get_page_count(sessions[0]), 1);
    assert_int_equal(count, 1);
    oriel_session_unref(sessions[0]);
    oriel_free(sessions);
    client_free(&client);
    fixture_end();
    assert_int_equal(fixture.connects, 1);
}

/* What was sent and not seen comes again; a text that was heard is not run again. */
static void test_nothing_lost(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    client_send(&client, "[[\"c\",1,\"app\",\"add\",[2,3]]]");
    client_wait(&client, "[\"v\",1,5]");
    client.last_frame--; /* as if it had not come */
    client_drop(&client);
    client_resume(&client, fixture.port);
    assert_false(client.has_seed);
    client_wait(&client, "[\"v\",1,5]");
    client.sent--;
    client_send(&client, "[[\"c\",1,\"app\",\"add\",[2,3]]]"); /* passed over */
    client_send(&client, "[[\"c\",2,\"app\",\"add\",[2,4]]]");
    assert_non_null(strstr(client_take(&client), "[\"v\",2,6]"));
    client_free(&client);
    fixture_end();
}

/* The page is told how long a message may be. */
static void test_max_message(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    opts.max_message = 65536;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    assert_int_equal(client.max_message, 65536);
    client_free(&client);
    fixture_end();
}

/* A frame that is too large to keep matters until it was seen, and not for ever. */
static void test_large_frame(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    const size_t size = (size_t)5 << 20;
    struct client client;
    char *text = malloc(size + 64);

    (void)context;
    assert_non_null(text);
    int n = snprintf(text, 64, "[[\"c\",1,\"app\",\"echo\",[\"");

    memset(text + n, 'x', size);
    strcpy(text + n + size, "\"]]]");
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    for (int is_seen = 1; is_seen >= 0; is_seen--) {
        client_send(&client, text);
        client_wait(&client, "[\"v\",1,\"xxx");
        if (is_seen) {
            client_send(&client, "[[\"c\",2,\"app\",\"add\",[2,3]]]");
            client_wait(&client, "[\"v\",2,5]");
        } else {
            client.last_frame--; /* as if it had not come */
        }
        client_drop(&client);
        client_resume(&client, fixture.port);
        assert_int_equal(client.has_seed, !is_seen);
    }
    client_free(&client);
    free(text);
    fixture_end();
}

static void test_many_pages(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two;

    (void)context;
    fixture_start(&opts);
    client_join(&one, fixture.port, NULL);
    client_join(&two, fixture.port, &one);
    assert_string_equal(one.id, two.id);
    assert_true(two.has_seed);
    assert_true(one.doc != two.doc);
    client_send(&one, "[[\"s\",\"app\",\"theme\",\"dark\"]]");
    client_wait(&two, "[\"s\",\"app\",\"theme\",\"dark\",");
    client_wait(&one, "[\"o\",1]");
    client_free(&one);
    client_send(&two, "[[\"c\",1,\"app\",\"echo\",[\"x\"]]]");
    client_wait(&two, "[\"v\",1,\"x\"]");
    client_free(&two);
    fixture_end();
    assert_int_equal(fixture.connects, 1);
    assert_int_equal(fixture.attaches, 2);
}

static void test_credentials(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client, wrong;
    static const char *const tokens[] = { "", "x", NULL };

    (void)context;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    for (size_t i = 0; tokens[i]; i++) {
        struct client other = client;

        snprintf(other.token, sizeof(other.token), "%s", tokens[i]);
        client_join(&wrong, fixture.port, &other);
        assert_int_equal(wrong.close_code, 4001);
        client_free(&wrong);
    }
    struct client other = client;

    snprintf(other.id, sizeof(other.id), "unknown");
    client_join(&wrong, fixture.port, &other);
    assert_string_not_equal(wrong.id, "unknown");
    assert_string_not_equal(wrong.id, client.id);
    assert_string_not_equal(wrong.token, client.token);
    client_free(&wrong);
    client_free(&client);
    fixture_end();
}

static void test_close_and_start(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    fixture_start(&opts);
    for (int i = 0; i < 3; i++) {
        client_join(&client, oriel_server_get_port(fixture.server), NULL);
        oriel_server_close(fixture.server);
        assert_false(oriel_server_is_running(fixture.server));
        assert_int_equal(oriel_server_get_port(fixture.server), -1);
        while (client_read(&client))
            ;
        assert_int_equal(client.close_code, 1001);
        client_free(&client);
        assert_int_equal(pthread_join(fixture.thread, NULL), 0);
        assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
        assert_int_equal(oriel_server_start(fixture.server), ORIEL_EEXIST);
        assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    }
    fixture_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),        cmocka_unit_test(test_resume),          cmocka_unit_test(test_nothing_lost),
        cmocka_unit_test(test_max_message), cmocka_unit_test(test_many_pages),      cmocka_unit_test(test_large_frame),
        cmocka_unit_test(test_credentials), cmocka_unit_test(test_close_and_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
