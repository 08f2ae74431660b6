/* Sessions of a server: places, codes, hooks, expiry, the end. */
#include "fixture.h"

static void test_queue(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two, three, four;

    (void)context;
    opts.max_sessions = 1;
    fixture_start(&opts);
    client_join(&one, fixture.port, NULL);
    client_open(&two, fixture.port);
    client_say(&two, "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
    assert_string_equal(client_read(&two), "{\"type\":\"wait\",\"place\":0}");
    client_open(&three, fixture.port);
    client_say(&three, "{\"type\":\"result\",\"id\":0,\"oriel\":1}");
    assert_string_equal(client_read(&three), "{\"type\":\"wait\",\"place\":1}");
    client_join(&four, fixture.port, &one); /* one session more does not come in, one page more does */
    assert_string_equal(four.id, one.id);
    client_drop(&two); /* gives its place up */
    assert_string_equal(client_read(&three), "{\"type\":\"wait\",\"place\":0}");
    unsigned char away[2] = { 1001 >> 8, 1001 & 255 };

    client_frame(&one, 8, away, 2);
    client_frame(&four, 8, away, 2);
    assert_non_null(client_read(&three));
    client_introduced(&three);
    assert_string_not_equal(three.id, one.id);
    client_free(&one);
    client_free(&two);
    client_free(&three);
    client_free(&four);
    fixture_end();
    assert_int_equal(fixture.connects, 2);
}

static void test_codes(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    oriel_session_t *session = NULL;
    char text[256];

    (void)context;
    fixture_start(&opts);
    assert_int_equal(oriel_server_create_session(fixture.server, "room-1", "secret", &session), ORIEL_OK);
    char *url = oriel_session_dup_url(session);
    const char *code = strstr(url, "/?join=");

    assert_non_null(code);
    snprintf(text, sizeof(text), "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"code\":\"%s\"}", code + 7);
    client_open(&client, fixture.port);
    client_say(&client, text);
    assert_non_null(client_read(&client));
    client_introduced(&client);
    assert_string_equal(client.id, "room-1");
    client_free(&client);
    client_open(&client, fixture.port);
    client_say(&client, text);
    assert_null(client_read(&client));
    assert_int_equal(client.close_code, 4003);
    client_free(&client);
    oriel_free(url);
    oriel_session_unref(session);
    fixture_end();
}

static void test_create(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_session_t *one = NULL, *two = NULL;

    (void)context;
    fixture_start(&opts);
    assert_int_equal(oriel_server_create_session(fixture.server, NULL, NULL, &one), ORIEL_OK);
    assert_int_equal(strlen(oriel_session_get_id(one)), 22);
    char *token = oriel_session_dup_token(one);

    assert_int_equal(strlen(token), 43);
    assert_int_equal(oriel_server_create_session(fixture.server, oriel_session_get_id(one), token, &two), ORIEL_OK);
    assert_ptr_equal(one, two);
    oriel_session_unref(two);
    two = NULL;
    assert_int_equal(oriel_server_create_session(fixture.server, oriel_session_get_id(one), "other", &two),
                     ORIEL_EEXIST);
    assert_int_equal(oriel_server_create_session(fixture.server, oriel_session_get_id(one), NULL, &two), ORIEL_EEXIST);
    assert_int_equal(oriel_server_create_session(fixture.server, "a/b", NULL, &two), ORIEL_EINVAL);
    assert_int_equal(oriel_server_create_session(fixture.server, "a", "\"", &two), ORIEL_EINVAL);
    assert_int_equal(oriel_server_create_session(fixture.server, "a", "", &two), ORIEL_EINVAL);
    assert_null(two);
    assert_int_equal(oriel_server_get_session_count(fixture.server), 1);
    oriel_session_destroy(one);
    assert_true(oriel_session_is_destroyed(one));
    assert_int_equal(oriel_server_get_session_count(fixture.server), 0);
    oriel_session_destroy(one);
    oriel_free(token);
    oriel_session_unref(one);
    fixture_end();
}

static oriel_session_t *only_session(void)
{
    size_t count = 0;
    oriel_session_t **sessions = oriel_server_dup_sessions(fixture.server, &count);

    assert_int_equal(count, 1);
    oriel_session_t *session = sessions[0];

    oriel_free(sessions);
    return session;
}

static void test_close_and_destroy(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    oriel_session_t *session = only_session();

    oriel_session_close(session);
    while (client_read(&client))
        ;
    assert_int_equal(client.close_code, 1001);
    client_resume(&client, fixture.port);
    oriel_session_destroy(session);
    assert_non_null(client_read(&client));
    assert_non_null(strstr(client.text, "\"bye\""));
    assert_non_null(strstr(client.text, "\"again\":false"));
    assert_null(client_read(&client));
    assert_int_equal(client.close_code, 4004);
    client_free(&client);
    oriel_session_unref(session);
    fixture_end();
}

static void test_expiry(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    opts.session_ttl_ms = 1;
    opts.resume_ms = 1;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    client_drop(&client);
    wait_for(&fixture.expires, 1);
    while (oriel_server_get_session_count(fixture.server) > 0)
        usleep(1000);
    client_free(&client);
    fixture_end();
    assert_int_equal(fixture.disconnects, 1);
}

static void on_request(oriel_request_t *request, void *user)
{
    const char *query = oriel_request_get_query(request);
    oriel_value_t *who = NULL;

    (void)user;
    assert_string_equal(oriel_request_get_peer(request), "203.0.113.7");
    assert_non_null(oriel_request_get_header(request, "host"));
    assert_string_equal(oriel_request_get_header(request, "x-remote-user"), "ann");
    assert_string_equal(oriel_request_get_header(request, "cookie"), "a=b");
    assert_string_equal(oriel_request_get_header(request, "authorization"), "Basic eDp5");
    assert_null(oriel_request_get_header(request, "x-nothing"));
    if (query && strcmp(query, "who=ann") == 0) {
        assert_int_equal(oriel_value_pack(&who, "{s:s}", "name", "ann"), ORIEL_OK);
        assert_true(oriel_request_accept(request, who));
        assert_false(oriel_request_refuse(request, "late"));
    } else {
        assert_true(oriel_request_refuse(request, "Members only."));
    }
}

static void test_request(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    const char *const proxies[] = { "127.0.0.0/8", NULL };
    struct client client;
    char headers[512];

    (void)context;
    opts.proxies = proxies;
    fixture_make(&opts);
    assert_int_equal(oriel_server_set_request(fixture.server, on_request, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    snprintf(headers, sizeof(headers),
             "Host: 127.0.0.1:%d\r\nX-Forwarded-For: 10.0.0.9, 203.0.113.7\r\nX-Remote-User: ann\r\n"
             "Cookie: a=b\r\nAuthorization: Basic eDp5\r\n",
             fixture.port);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(client_upgrade(&client, fixture.port, "/ws", headers), 101);
        assert_non_null(client_read(&client));
        client_say(&client, i == 0 ? "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"query\":\"who=ann\"}"
                                   : "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"query\":\"who=bob\"}");
        if (i == 0) {
            assert_non_null(client_read(&client));
            client_introduced(&client);
            oriel_session_t *session = only_session();

            assert_string_equal(oriel_value_get_text(oriel_session_get_user(session), NULL), "{\"name\":\"ann\"}");
            oriel_session_unref(session);
        } else {
            assert_null(client_read(&client));
            assert_int_equal(client.close_code, 4003);
            assert_string_equal(client.close_text, "Members only.");
        }
        client_free(&client);
    }
    fixture_end();
    assert_int_equal(fixture.connects, 1);
}

/* Long lists of addresses and long cookies come whole; what a peer that is no proxy
 * says of who it is does not. */
static void check_headers(oriel_request_t *request, void *user)
{
    const char *cookie = oriel_request_get_header(request, "cookie");

    (void)user;
    if (strcmp(oriel_request_get_query(request), "proxy") == 0) {
        assert_string_equal(oriel_request_get_peer(request), "203.0.113.7");
        assert_string_equal(oriel_request_get_header(request, "x-remote-user"), "ann");
    } else {
        assert_string_equal(oriel_request_get_peer(request), "127.0.0.1");
        assert_null(oriel_request_get_header(request, "x-remote-user"));
        assert_null(oriel_request_get_header(request, "x-forwarded-for"));
    }
    assert_non_null(cookie);
    assert_int_equal(strlen(cookie), 6000);
    assert_true(oriel_request_accept(request, NULL));
}

static void visit_with_headers(bool is_proxy)
{
    static const char *const proxies[] = { "127.0.0.0/8", NULL };
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char headers[9000], list[1200] = "", cookie[6001];

    opts.proxies = is_proxy ? proxies : NULL;
    fixture_make(&opts);
    assert_int_equal(oriel_server_set_request(fixture.server, check_headers, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    while (strlen(list) < 1100)
        strcat(list, "198.51.100.77, ");
    memset(cookie, 'c', sizeof(cookie) - 1);
    cookie[sizeof(cookie) - 1] = '\0';
    snprintf(headers, sizeof(headers),
             "Host: 127.0.0.1:%d\r\nX-Forwarded-For: %s203.0.113.7\r\nX-Remote-User: ann\r\nCookie: %s\r\n",
             fixture.port, list, cookie);
    assert_int_equal(client_upgrade(&client, fixture.port, "/ws", headers), 101);
    assert_non_null(client_read(&client));
    client_say(&client, is_proxy ? "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"query\":\"proxy\"}"
                                 : "{\"type\":\"result\",\"id\":0,\"oriel\":1,\"query\":\"direct\"}");
    assert_non_null(client_read(&client));
    client_introduced(&client);
    client_free(&client);
    fixture_end();
}

static void test_request_headers(void **context)
{
    (void)context;
    visit_with_headers(true);
    visit_with_headers(false);
}

static void test_drain(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    fixture_start(&opts);
    client_join(&client, fixture.port, NULL);
    oriel_server_drain(fixture.server);
    assert_non_null(client_read(&client));
    assert_non_null(strstr(client.text, "\"bye\""));
    assert_non_null(strstr(client.text, "\"again\":true"));
    assert_null(client_read(&client));
    assert_int_equal(client.close_code, 1001);
    assert_int_equal(pthread_join(fixture.thread, NULL), 0); /* oriel_app_run() returned */
    assert_false(oriel_server_is_running(fixture.server));
    assert_int_equal(fixture.closes, 1);
    client_free(&client);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
}

static oriel_err_t fail_handler(oriel_event_t *event, void *user)
{
    oriel_value_t *value = NULL;

    (void)event;
    (void)user;
    return oriel_value_from_json("{", 1, &value);
}

static oriel_err_t on_error(oriel_event_t *event, void *user)
{
    assert_non_null(strstr(oriel_value_get_text(oriel_event_get_args(event), NULL), "ESYNTAX"));
    assert_string_equal(oriel_event_get_action(event), "error");
    assert_null(oriel_event_get_widget(event));
    atomic_fetch_add((_Atomic int *)user, 1);
    return ORIEL_OK;
}

static void test_failing_handler(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    _Atomic int errors = 0;

    (void)context;
    opts.order = ORIEL_ORDER_SESSION;
    fixture_make(&opts);
    assert_int_equal(oriel_server_on(fixture.server, "connect", fail_handler, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "error", on_error, &errors, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_on(fixture.server, "nothing", on_error, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    client_join(&client, fixture.port, NULL);
    wait_for(&errors, 1);
    client_free(&client);
    fixture_end();
}

static oriel_event_t *_Atomic pending;

static oriel_err_t go_on_later(oriel_event_t *event, void *user)
{
    (void)user;
    atomic_store(&pending, oriel_event_ref(event));
    return ORIEL_PENDING;
}

/* A "connect" handler that goes on for long does not keep its page waiting. */
static void test_pending_connect(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    opts.order = ORIEL_ORDER_SESSION;
    fixture_make(&opts);
    assert_int_equal(oriel_server_on(fixture.server, "connect", go_on_later, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    client_join(&client, fixture.port, NULL);
    assert_non_null(strstr(client.seed, "\"Sensors\""));
    assert_int_equal(fixture.attaches, 0); /* the session's order holds all the same */
    client_send(&client, "[[\"c\",1,\"app\",\"add\",[1,2]]]");
    oriel_event_done(atomic_load(&pending));
    client_wait(&client, "[\"v\",1,3]");
    wait_for(&fixture.attaches, 1);
    client_free(&client);
    fixture_end();
}

/* The program sleeps: pages come back and resume all the same. */
static void test_busy_program(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client, late;

    (void)context;
    opts.handshake_ms = 300;
    fixture_make(&opts);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    /* Nobody dispatches. */
    client_join(&client, fixture.port, NULL);
    assert_true(client.has_seed);
    client_drop(&client);
    client_resume(&client, fixture.port);
    assert_false(client.has_seed);
    client_join(&late, fixture.port, &client);
    assert_true(late.has_seed);
    assert_int_equal(fixture.connects, 0);
    client_free(&client);
    client_free(&late);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    fixture_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queue),           cmocka_unit_test(test_codes),
        cmocka_unit_test(test_create),          cmocka_unit_test(test_close_and_destroy),
        cmocka_unit_test(test_expiry),          cmocka_unit_test(test_request),
        cmocka_unit_test(test_drain),           cmocka_unit_test(test_failing_handler),
        cmocka_unit_test(test_busy_program),    cmocka_unit_test(test_pending_connect),
        cmocka_unit_test(test_request_headers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
