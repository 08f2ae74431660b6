/* Fetch, against a server of the test's own. */
#include "net.h"

#include "base/sync.h"
#include "service/fetch.h"

/* `%d` stands for the port. */
static const char *with_port(struct net *net, const char *format)
{
    static char text[512];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    (void)snprintf(text, sizeof(text), format, net->server.port);
#pragma GCC diagnostic pop
    return text;
}

static void test_response_and_body(void **context)
{
    struct net *net = *context;
    oriel_fetch_t *fetch = start(net, "/json#part");

    assert_answer(with_port(net, "{\"status\":200,\"url\":\"http://127.0.0.1:%d/json\",\"headers\":[[\"content-type\","
                                 "\"application/json\"],[\"content-length\",\"11\"]]}"),
                  oriel_fetch_response, fetch);
    assert_int_equal(oriel_fetch_get_status(fetch), 200);
    char *type = oriel_fetch_dup_header(fetch, "CONTENT-TYPE");

    assert_string_equal(type, "application/json");
    oriel_free(type);
    assert_null(oriel_fetch_dup_header(fetch, "none"));
    assert_answer("{\"a\":[1,2]}", oriel_fetch_json, fetch);
    assert_answer("\"{\\\"a\\\":[1,2]}\"", oriel_fetch_text, fetch);
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_fetch_bytes(fetch, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
    oriel_value_t *value = oriel_future_dup_value(future);
    size_t len = 0;

    assert_memory_equal(oriel_value_get_bytes(value, &len), "{\"a\":[1,2]}", 11);
    assert_int_equal(len, 11);
    oriel_value_unref(value);
    oriel_future_unref(future);
    oriel_fetch_unref(fetch);
}

static void test_a_future_keeps_the_transfer(void **context)
{
    oriel_fetch_t *fetch = start(*context, "/json");
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    assert_null(oriel_fetch_unref(fetch));
    assert_string_equal(answer(future), "\"{\\\"a\\\":[1,2]}\"");
}

static void test_text(void **context)
{
    oriel_fetch_t *fetch = start(*context, "/latin");

    assert_answer("\"caf\xC3\xA9\"", oriel_fetch_text, fetch);
    char *header = oriel_fetch_dup_header(fetch, "x-l");

    assert_string_equal(header, "\xC3\xA9");
    oriel_free(header);
    oriel_fetch_unref(fetch);
    fetch = start(*context, "/bad-utf8");
    assert_answer("\"a\xEF\xBF\xBDz\"", oriel_fetch_text, fetch);
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_fetch_json(fetch, &future), ORIEL_OK);
    assert_memory_equal(answer(future), "ESYNTAX: fetch: the body is no JSON: ", 37);
    oriel_fetch_unref(fetch);
    fetch = start(*context, "/404");
    assert_answer("\"no\"", oriel_fetch_text, fetch);
    assert_int_equal(oriel_fetch_get_status(fetch), 404);
    oriel_fetch_unref(fetch);
}

static void test_request(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    const oriel_fetch_header_t headers[] = { { "X-One", "1" }, { "X-Empty", "" }, { "User-Agent", "test" } };

    opts.headers = headers;
    opts.header_count = 3;
    opts.body = "hello\0you";
    opts.body_len = 9;
    oriel_fetch_t *fetch = start_with(net, "/echo", opts);

    assert_answer("\"hello\\u0000you\"", oriel_fetch_text, fetch);
    assert_memory_equal(net->server.last, "POST /echo HTTP/1.1\r\n", 21);
    assert_non_null(strstr(net->server.last, "\r\nX-One: 1\r\n"));
    assert_non_null(strstr(net->server.last, "\r\nX-Empty:\r\n"));
    assert_non_null(strstr(net->server.last, "\r\nUser-Agent: test\r\n"));
    assert_non_null(strstr(net->server.last, "\r\nContent-Length: 9\r\n"));
    assert_null(strcasestr(net->server.last, "\r\nExpect"));
    assert_null(strcasestr(net->server.last, "\r\nContent-Type"));
    char *odd = oriel_fetch_dup_header(fetch, "x-odd");

    assert_string_equal(odd, "two  words");
    oriel_free(odd);
    oriel_fetch_unref(fetch);
    opts = (oriel_fetch_opts_t)ORIEL_FETCH_OPTS_INIT;
    opts.method = "PUT";
    fetch = start_with(net, "/echo", opts);
    assert_answer("\"\"", oriel_fetch_text, fetch);
    assert_memory_equal(net->server.last, "PUT /echo", 9);
    assert_non_null(strstr(net->server.last, "\r\nContent-Length: 0\r\n"));
    oriel_fetch_unref(fetch);
    opts.method = "HEAD";
    fetch = start_with(net, "/echo", opts);
    assert_answer("\"\"", oriel_fetch_text, fetch);
    assert_memory_equal(net->server.last, "HEAD /echo", 10);
    oriel_fetch_unref(fetch);
}

static void test_streamed_request(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_future_t *future = NULL;

    opts.streams_body = true;
    oriel_fetch_t *fetch = start_with(net, "/echo", opts);

    assert_answer("null", oriel_fetch_write, fetch, "one ", 4);
    assert_answer("null", oriel_fetch_write, fetch, "", 0);
    assert_answer("null", oriel_fetch_write, fetch, "two", 3);
    oriel_fetch_write_end(fetch);
    assert_answer("\"one two\"", oriel_fetch_text, fetch);
    assert_non_null(strcasestr(net->server.last, "\r\nTransfer-Encoding: chunked\r\n"));
    assert_fails(ORIEL_EINVAL, "fetch: the body has ended", oriel_fetch_write(fetch, "x", 1, &future));
    oriel_fetch_unref(fetch);
    opts.body_size = 7;
    fetch = start_with(net, "/echo", opts);
    assert_answer("null", oriel_fetch_write, fetch, "one two", 7);
    assert_fails(ORIEL_EINVAL, "fetch: a body of more than the 7 bytes that were promised",
                 oriel_fetch_write(fetch, "x", 1, &future));
    oriel_fetch_write_end(fetch);
    assert_answer("\"one two\"", oriel_fetch_text, fetch);
    assert_non_null(strcasestr(net->server.last, "\r\nContent-Length: 7\r\n"));
    oriel_fetch_unref(fetch);
    fetch = start_with(net, "/echo", opts);
    assert_answer("null", oriel_fetch_write, fetch, "one", 3);
    oriel_fetch_write_end(fetch);
    assert_answer("EINVAL: fetch: a body of 3 bytes, 7 were promised", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
    fetch = start(net, "/echo");
    assert_fails(ORIEL_EINVAL, "fetch: the body is no stream", oriel_fetch_write(fetch, "x", 1, &future));
    oriel_fetch_unref(fetch);
}

static void test_pieces_and_back_pressure(void **context)
{
    struct net *net = *context;
    oriel_fetch_t *fetch = start(net, "/endless");
    oriel_fetch_progress_t progress;
    size_t total = 0;

    while (total < (size_t)3 * 1024 * 1024) {
        oriel_future_t *future = NULL;
        size_t len = 0;

        assert_int_equal(oriel_fetch_read(fetch, &future), ORIEL_OK);
        assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
        oriel_value_t *value = oriel_future_dup_value(future);

        assert_non_null(oriel_value_get_bytes(value, &len));
        total += len;
        oriel_value_unref(value);
        oriel_future_unref(future);
    }
    oriel_fetch_get_progress(fetch, &progress);
    /* What was fetched ahead is bounded: the window, and what curl holds of one read. */
    assert_true((size_t)progress.received <= total + (size_t)512 * 1024);
    oriel_fetch_unref(fetch); /* nobody is interested any more */
    sem_wait(&net->server.gone);
}

static void test_pieces_end(void **context)
{
    oriel_fetch_t *fetch = start(*context, "/json");
    oriel_future_t *future = NULL;
    oriel_value_t *value;

    assert_int_equal(oriel_fetch_read(fetch, &future), ORIEL_OK);
    assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
    value = oriel_future_dup_value(future);
    assert_memory_equal(oriel_value_get_bytes(value, NULL), "{\"a\":[1,2]}", 11);
    oriel_value_unref(value);
    oriel_future_unref(future);
    assert_answer("null", oriel_fetch_read, fetch);
    assert_answer("null", oriel_fetch_read, fetch);
    assert_answer("\"\"", oriel_fetch_text, fetch); /* what was not read yet */
    assert_fails(ORIEL_EINVAL, "fetch: the body is read as a whole, not piece by piece",
                 oriel_fetch_read(fetch, &future));
    oriel_fetch_unref(fetch);
}

static void test_one_reader_at_a_time(void **context)
{
    struct net *net = *context;
    oriel_fetch_t *fetch = start(net, "/hang");
    oriel_future_t *one = NULL, *two = NULL;

    assert_int_equal(oriel_fetch_read(fetch, &one), ORIEL_OK);
    assert_fails(ORIEL_EBUSY, "fetch: the body has a reader already", oriel_fetch_text(fetch, &two));
    assert_null(two);
    oriel_fetch_cancel(fetch);
    assert_int_equal(oriel_future_wait(one, LONG_MS), ORIEL_OK);
    assert_int_equal(oriel_future_get_status(one), ORIEL_FUTURE_CANCELED);
    oriel_future_unref(one);
    oriel_fetch_unref(fetch);
}

static void test_redirects(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_fetch_t *fetch = start(net, "/times/5");

    assert_answer("{\"a\":[1,2]}", oriel_fetch_json, fetch);
    assert_int_equal(atomic_load(&net->server.requests), 6);
    oriel_fetch_unref(fetch);
    opts.redirect_limit = 2;
    fetch = start_with(net, "/times/2", opts);
    assert_answer("{\"a\":[1,2]}", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
    fetch = start_with(net, "/times/3", opts);
    assert_answer("ETOOBIG: fetch: more redirects than 2, the limit", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
    opts.redirect_limit = 0;
    fetch = start_with(net, "/times/3", opts);
    assert_answer("\"moved\"", oriel_fetch_text, fetch);
    assert_int_equal(oriel_fetch_get_status(fetch), 302);
    oriel_fetch_unref(fetch);
    fetch = start(net, "/to-file");
    assert_answer("EPERM: fetch: scheme \"file\" is not fetched, http and https are", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
    fetch = start(net, "/to-ftp");
    assert_answer("EPERM: fetch: scheme \"ftp\" is not fetched, http and https are", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
}

static void assert_method(struct net *net, const char *path, const char *begin, const char *body)
{
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    const oriel_fetch_header_t headers[] = { { "Content-Type", "text/x" } };

    opts.body = "body";
    opts.body_len = 4;
    opts.headers = headers;
    opts.header_count = 1;
    oriel_fetch_t *fetch = start_with(net, path, opts);

    assert_answer(body, oriel_fetch_text, fetch);
    assert_memory_equal(net->server.last, begin, strlen(begin));
    assert_int_equal(strstr(net->server.last, "text/x") != NULL, strcmp(body, "\"body\"") == 0);
    oriel_fetch_unref(fetch);
}

static void test_methods_after_redirects(void **context)
{
    struct net *net = *context;

    assert_method(net, "/status/301", "GET /echo", "\"\"");
    assert_method(net, "/status/302", "GET /echo", "\"\"");
    assert_method(net, "/status/303", "GET /echo", "\"\"");
    assert_method(net, "/status/307", "POST /echo", "\"body\"");
    assert_method(net, "/status/308", "POST /echo", "\"body\"");
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.streams_body = true;
    oriel_fetch_t *fetch = start_with(net, "/status/307", opts);

    oriel_fetch_write_end(fetch);
    assert_answer("EIO: fetch: redirected with 307, and a streamed body cannot be sent again", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
}

static void test_credentials_stay_at_home(void **context)
{
    struct net *net = *context;
    struct server other;
    const oriel_fetch_header_t headers[] = {
        { "Authorization", "secret" }, { "Cookie", "secret" }, { "X-Kept", "1" }, { "Host", "first.test" }
    };
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    char path[64];

    server_start(&other);
    opts.headers = headers;
    opts.header_count = 4;
    (void)snprintf(path, sizeof(path), "/port/%d", net->server.port);
    oriel_fetch_t *fetch = start_with(net, path, opts);

    assert_answer("\"\"", oriel_fetch_text, fetch);
    assert_non_null(strstr(net->server.last, "\r\nAuthorization: secret\r\n")); /* the same origin */
    assert_non_null(strstr(net->server.last, "\r\nHost: first.test\r\n"));
    oriel_fetch_unref(fetch);
    (void)snprintf(path, sizeof(path), "/port/%d", other.port);
    fetch = start_with(net, path, opts);
    assert_answer("\"\"", oriel_fetch_text, fetch);
    assert_null(strstr(other.last, "secret"));
    assert_null(strstr(other.last, "first.test"));
    assert_non_null(strstr(other.last, "\r\nX-Kept: 1\r\n"));
    oriel_fetch_unref(fetch);
    oriel_app_shutdown(net->place.app); /* closes connections that are kept */
    server_stop(&other);
}

static void test_lists_of_hosts(void **context)
{
    struct net *net = *context;
    const char *const hosts[] = { "*.0.0.1", "example.org" }, *const others[] = { "example.org", "*.example.org" };
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.hosts = hosts;
    opts.host_count = 2;
    oriel_fetch_t *fetch = start_with(net, "/json", opts);

    assert_answer("{\"a\":[1,2]}", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
    opts.hosts = others;
    fetch = start_with(net, "/json", opts);
    assert_answer("EPERM: fetch: host 127.0.0.1 is not in the list", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
    opts.host_count = 0;
    fetch = start_with(net, "/json", opts);
    assert_answer("EPERM: fetch: host 127.0.0.1 is not in the list", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
}

struct asked {
    char urls[512];
    const char *refuses;
    int progressed, destroyed;
    int64_t received;
};

static bool on_check(const char *url, void *user)
{
    struct asked *asked = user;
    size_t len = strlen(asked->urls);

    (void)snprintf(asked->urls + len, sizeof(asked->urls) - len, "%s ", strrchr(url, '/'));
    return !asked->refuses || !strstr(url, asked->refuses);
}

static void on_progress(const oriel_fetch_progress_t *progress, void *user)
{
    struct asked *asked = user;

    asked->progressed++;
    asked->received = progress->received;
}

static void on_destroy(void *user)
{
    ((struct asked *)user)->destroyed++;
}

/* Dispatches until the future settles. */
static const char *dispatched(struct net *net, oriel_future_t *future)
{
    while (oriel_future_get_status(future) == ORIEL_FUTURE_PENDING)
        oriel_app_dispatch(net->place.app, 20);
    return answer(future);
}

static void test_hooks(void **context)
{
    struct net *net = *context;
    struct asked asked = { .refuses = NULL };
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_future_t *future = NULL;

    opts.check = on_check;
    opts.progress = on_progress;
    opts.user = &asked;
    opts.destroy = on_destroy;
    oriel_fetch_t *fetch = start_with(net, "/times/2", opts);

    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    assert_string_equal(dispatched(net, future), "\"{\\\"a\\\":[1,2]}\"");
    assert_string_equal(asked.urls, "/2 /1 /json ");
    oriel_fetch_unref(fetch);
    while (!asked.destroyed)
        oriel_app_dispatch(net->place.app, 20);
    assert_true(asked.progressed > 0);
    assert_int_equal(asked.received, 11);
    asked = (struct asked){ .refuses = "/1" };
    fetch = start_with(net, "/times/2", opts);
    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    assert_string_equal(dispatched(net, future), with_port(net, "EPERM: fetch http://127.0.0.1:%d: refused by the "
                                                                "program"));
    oriel_fetch_unref(fetch);
    while (!asked.destroyed)
        oriel_app_dispatch(net->place.app, 20);
}

static void test_nobody_is_asked(void **context)
{
    struct net *net = *context;
    struct asked asked = { .refuses = NULL };
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_future_t *future = NULL;
    oriel_inbox_t *inbox = NULL;

    assert_int_equal(oriel_inbox_new(&inbox), ORIEL_OK);
    oriel_inbox_close(inbox);
    opts.check = on_check;
    opts.user = &asked;
    opts.destroy = on_destroy;
    opts.inbox = inbox;
    oriel_fetch_t *fetch = start_with(net, "/json", opts);

    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    assert_string_equal(answer(future),
                        with_port(net, "ECLOSED: fetch http://127.0.0.1:%d: nobody is there to be asked"));
    oriel_fetch_unref(fetch);
    oriel_app_shutdown(net->place.app);
    assert_int_equal(asked.destroyed, 1);
    oriel_inbox_unref(inbox);
}

static void test_limits_of_bodies(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.body_limit = 11;
    oriel_fetch_t *fetch = start_with(net, "/json", opts);

    assert_answer("{\"a\":[1,2]}", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
    opts.body_limit = 10;
    fetch = start_with(net, "/json", opts);
    assert_answer("ETOOBIG: fetch: body over 10 bytes, the limit", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
    opts.body_limit = 1000000;
    fetch = start_with(net, "/endless", opts);
    assert_answer("ETOOBIG: fetch: body over 1000000 bytes, the limit", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
    sem_wait(&net->server.gone);
    fetch = start(net, "/endless");
    assert_answer("ETOOBIG: fetch: body over 67108864 bytes, the limit", oriel_fetch_text, fetch);
    oriel_fetch_unref(fetch);
    sem_wait(&net->server.gone);
}

static bool is_paused(oriel_fetch_t *fetch)
{
    oriel__lock(&fetch->mutex);
    bool is = fetch->is_paused;

    oriel__unlock(&fetch->mutex);
    return is;
}

static size_t received(oriel_fetch_t *fetch)
{
    oriel__lock(&fetch->mutex);
    size_t n = fetch->received;

    oriel__unlock(&fetch->mutex);
    return n;
}

/* What libcurl kept while it was paused is too much: it says so when it goes on. */
static void test_limit_after_a_pause(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.body_limit = ORIEL__FETCH_WINDOW + 10;
    opts.timeout_ms = 0;
    oriel_fetch_t *fetch = start_with(net, "/window", opts);

    while (received(fetch) < ORIEL__FETCH_WINDOW)
        sched_yield();
    sem_post(&net->server.more);
    while (!is_paused(fetch))
        sched_yield();
    assert_answer("ETOOBIG: fetch: body over 262154 bytes, the limit", oriel_fetch_bytes, fetch);
    oriel_fetch_unref(fetch);
    sem_wait(&net->server.gone);
}

static void test_timeouts(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    static const char *const paths[] = { "/hang", "/half" };

    opts.timeout_ms = 50;
    for (int i = 0; i < 2; i++) {
        oriel_fetch_t *fetch = start_with(net, paths[i], opts);
        oriel_future_t *future = NULL;

        assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
        assert_memory_equal(answer(future), "ETIMEDOUT: fetch http://127.0.0.1:", 34);
        oriel_fetch_unref(fetch);
        sem_wait(&net->server.gone);
    }
}

static void test_canceled(void **context)
{
    struct net *net = *context;
    static const char *const paths[] = { "/hang", "/half", "/endless" };

    for (int i = 0; i < 3; i++) {
        oriel_fetch_t *fetch = start(net, paths[i]);
        oriel_future_t *head = NULL, *body = NULL;

        assert_int_equal(oriel_fetch_response(fetch, &head), ORIEL_OK);
        assert_int_equal(oriel_fetch_bytes(fetch, &body), ORIEL_OK);
        sem_wait(&net->server.arrived);
        assert_true(oriel_future_cancel(i == 0 ? head : body));
        sem_wait(&net->server.gone); /* the server saw it */
        assert_int_equal(oriel_future_wait(body, LONG_MS), ORIEL_OK);
        assert_int_equal(oriel_future_get_status(body), ORIEL_FUTURE_CANCELED);
        oriel_future_unref(head);
        oriel_future_unref(body);
        oriel_fetch_unref(fetch);
    }
}

static void test_broken_answers(void **context)
{
    struct net *net = *context;
    oriel_fetch_t *fetch = start(net, "/cut");
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    assert_memory_equal(answer(future), "EIO: fetch http://127.0.0.1:", 28);
    assert_int_equal(oriel_fetch_get_status(fetch), 200);
    oriel_fetch_unref(fetch);
    fetch = start(net, "/nonsense");
    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    assert_memory_equal(answer(future), "EIO: fetch http://127.0.0.1:", 28);
    assert_int_equal(oriel_fetch_response(fetch, &future), ORIEL_OK);
    assert_memory_equal(answer(future), "EIO: fetch http://127.0.0.1:", 28);
    oriel_fetch_unref(fetch);
}

static void test_nobody_listens(void **context)
{
    struct net *net = *context;
    struct server gone;
    char url[64];
    oriel_fetch_t *fetch = NULL;
    oriel_future_t *future = NULL;

    server_start(&gone);
    server_stop(&gone);
    (void)snprintf(url, sizeof(url), "http://127.0.0.1:%d/secret?token=1", gone.port);
    assert_int_equal(oriel_fetch_start(net->runtime, url, NULL, &fetch), ORIEL_OK);
    assert_int_equal(oriel_fetch_response(fetch, &future), ORIEL_OK);
    const char *text = answer(future);

    assert_memory_equal(text, "EIO: fetch http://127.0.0.1:", 28);
    assert_null(strstr(text, "secret"));
    oriel_fetch_unref(fetch);
}

static void test_targets(void **context)
{
    static const char *const rows[][2] = {
        { "file:///etc/passwd", "EPERM: fetch: scheme \"file\" is not fetched, http and https are" },
        { "ftp://x/", "EPERM: fetch: scheme \"ftp\" is not fetched, http and https are" },
        { "javascript:alert(1)", "EINVAL: fetch: this is no URL" },
        { "http://", "EINVAL: fetch: this is no URL" },
        { "/path", "EINVAL: fetch: this is no URL" },
        { "", "EINVAL: fetch: this is no URL" },
    };
    struct net *net = *context;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        oriel_fetch_t *fetch = NULL;

        assert_int_equal(oriel_fetch_start(net->runtime, rows[i][0], NULL, &fetch), ORIEL_OK);
        assert_answer(rows[i][1], oriel_fetch_response, fetch);
        oriel_fetch_unref(fetch);
    }
}

static void test_no_body(void **context)
{
    struct net *net = *context;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.method = "POST";
    opts.body_len = 5; /* of nothing */
    oriel_fetch_t *fetch = NULL;

    assert_int_equal(oriel_fetch_start(net->runtime, url_of(net, "/echo"), &opts, &fetch), ORIEL_EINVAL);
    opts.body_len = 0;
    opts.body_size = -2;
    assert_fails(ORIEL_EINVAL, "fetch: a body of -2 bytes",
                 oriel_fetch_start(net->runtime, url_of(net, "/echo"), &opts, &fetch));
    opts.body_size = -1;
    fetch = start_with(net, "/echo", opts);
    assert_answer("\"\"", oriel_fetch_text, fetch);
    assert_non_null(strstr(net->server.last, "Content-Length: 0"));
    oriel_fetch_unref(fetch);
}

static void test_bad_arguments(void **context)
{
    struct net *net = *context;
    oriel_fetch_t *fetch = NULL;
    oriel_future_t *future = NULL;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_fetch_header_t header = { "Bad Name", "x" };

    assert_int_equal(oriel_fetch_start(NULL, "http://x/", NULL, &fetch), ORIEL_EINVAL);
    assert_int_equal(oriel_fetch_start(net->runtime, NULL, NULL, &fetch), ORIEL_EINVAL);
    assert_int_equal(oriel_fetch_start(net->runtime, "http://x/", NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_fetch_text(NULL, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_fetch_write(NULL, "", 0, &future), ORIEL_EINVAL);
    assert_int_equal(oriel_fetch_get_status(NULL), 0);
    oriel_fetch_cancel(NULL);
    oriel_fetch_write_end(NULL);
    assert_null(oriel_fetch_unref(NULL));
    opts.headers = &header;
    opts.header_count = 1;
    assert_fails(ORIEL_EINVAL, "fetch: \"Bad Name\" is no name of a header",
                 oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch));
    header = (oriel_fetch_header_t){ "X", "a\r\nY: b" };
    assert_fails(ORIEL_EINVAL, "fetch: header X has no value, or one with line ends",
                 oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch));
    opts = (oriel_fetch_opts_t)ORIEL_FETCH_OPTS_INIT;
    opts.method = "GET /";
    assert_fails(ORIEL_EINVAL, "fetch: \"GET /\" is no method",
                 oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch));
    opts = (oriel_fetch_opts_t)ORIEL_FETCH_OPTS_INIT;
    opts.body = "x";
    opts.streams_body = true;
    assert_int_equal(oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch), ORIEL_EINVAL);
    opts = (oriel_fetch_opts_t)ORIEL_FETCH_OPTS_INIT;
    opts.timeout_ms = -1;
    assert_int_equal(oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch), ORIEL_EINVAL);
    opts.struct_size = 1;
    assert_int_equal(oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch), ORIEL_EINVAL);
    opts = (oriel_fetch_opts_t)ORIEL_FETCH_OPTS_INIT;
    opts.host_count = 1;
    opts.hosts = (const char *const[]){ NULL };
    assert_int_equal(oriel_fetch_start(net->runtime, "http://x/", &opts, &fetch), ORIEL_EINVAL);
    assert_null(fetch);
}

static void test_hundred_at_once(void **context)
{
    struct net *net = *context;
    oriel_future_t *futures[100];

    for (int i = 0; i < 100; i++) {
        oriel_fetch_t *fetch = start(net, i % 2 ? "/json" : "/times/2");

        assert_int_equal(oriel_fetch_json(fetch, &futures[i]), ORIEL_OK);
        oriel_fetch_unref(fetch);
    }
    for (int i = 0; i < 100; i++)
        assert_string_equal(answer(futures[i]), "{\"a\":[1,2]}");
}

static void *fetch_and_cancel(void *user)
{
    struct net *net = user;
    char url[64];

    for (int i = 0; i < 30; i++) {
        oriel_fetch_t *fetch = NULL;
        oriel_future_t *future = NULL;

        (void)snprintf(url, sizeof(url), "http://127.0.0.1:%d/%s", net->server.port, i % 3 ? "json" : "endless");
        assert_int_equal(oriel_fetch_start(net->runtime, url, NULL, &fetch), ORIEL_OK);
        assert_int_equal(i % 2 ? oriel_fetch_read(fetch, &future) : oriel_fetch_response(fetch, &future), ORIEL_OK);
        if (i % 5 == 0)
            oriel_future_cancel(future);
        else
            assert_int_equal(oriel_future_wait(future, LONG_MS), ORIEL_OK);
        oriel_future_unref(future);
        oriel_fetch_unref(fetch);
    }
    return NULL;
}

static void test_threads(void **context)
{
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, fetch_and_cancel, *context), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}

static void test_shutdown(void **context)
{
    struct net *net = *context;
    oriel_fetch_t *fetch = start(net, "/hang");
    oriel_future_t *future = NULL;

    assert_int_equal(oriel_fetch_text(fetch, &future), ORIEL_OK);
    sem_wait(&net->server.arrived);
    oriel_app_shutdown(net->place.app);
    assert_string_equal(answer(future), "ECLOSED: fetch: the runtime has ended");
    sem_wait(&net->server.gone);
    assert_answer("ECLOSED: fetch: the runtime has ended", oriel_fetch_response, fetch);
    oriel_fetch_unref(fetch);
    fetch = start(net, "/json"); /* anew */
    assert_answer("{\"a\":[1,2]}", oriel_fetch_json, fetch);
    oriel_fetch_unref(fetch);
}

static void wait_for(void *sem)
{
    sem_wait(sem);
}

/* The loop's thread drops what begins a transfer, as it ends, and another task of
 * the same runs on the next one: it is over once. */
static void test_ends_once(void **context)
{
    struct net *net = *context;
    sem_t go;

    sem_init(&go, 0, 0);
    assert_int_equal(oriel_runtime_post(net->runtime, wait_for, &go, NULL), ORIEL_OK);
    oriel_fetch_t *fetch = start(net, "/json");

    oriel__fetch_hold(fetch); /* the second task's */
    fetch->task.drop(&fetch->task);
    sem_post(&go);
    assert_answer("ECLOSED: fetch: the runtime has ended", oriel_fetch_text, fetch);
    oriel_app_shutdown(net->place.app); /* what was posted has run */
    assert_int_equal(atomic_load(&fetch->holds), 1);
    assert_int_equal(atomic_load(&net->server.requests), 0);
    oriel_fetch_unref(fetch);
    sem_destroy(&go);
}

struct early {
    struct net *net;
    oriel_fetch_t *fetch;
    oriel_future_t *sent;
    oriel_err_t err;
    sem_t done;
};

static void write_early(void *user)
{
    struct early *early = user;

    early->err = oriel_fetch_write(early->fetch, "body", 4, &early->sent);
    oriel_fetch_write_end(early->fetch);
    sem_post(&early->done);
}

static void start_early(void *user)
{
    struct early *early = user;
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;

    opts.streams_body = true;
    early->fetch = start_with(early->net, "/echo", opts);
    if (oriel_runtime_post(early->net->runtime, write_early, early, NULL) != ORIEL_OK)
        abort();
}

/* On the loop's own thread: the transfer has begun, and has no connection yet. */
static void test_a_piece_before_there_is_a_connection(void **context)
{
    struct early early = { *context, NULL, NULL, ORIEL_OK, { { 0 } } };

    sem_init(&early.done, 0, 0);
    assert_int_equal(oriel_runtime_post(early.net->runtime, start_early, &early, NULL), ORIEL_OK);
    wait_for(&early.done);
    assert_int_equal(early.err, ORIEL_OK);
    assert_answer("\"body\"", oriel_fetch_text, early.fetch);
    assert_int_equal(oriel_future_get_status(early.sent), ORIEL_FUTURE_RESOLVED);
    oriel_future_unref(early.sent);
    oriel_fetch_unref(early.fetch);
    sem_destroy(&early.done);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, net_setup, net_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_response_and_body),
        TEST(test_a_future_keeps_the_transfer),
        TEST(test_text),
        TEST(test_request),
        TEST(test_streamed_request),
        TEST(test_a_piece_before_there_is_a_connection),
        TEST(test_pieces_and_back_pressure),
        TEST(test_pieces_end),
        TEST(test_one_reader_at_a_time),
        TEST(test_redirects),
        TEST(test_methods_after_redirects),
        TEST(test_credentials_stay_at_home),
        TEST(test_lists_of_hosts),
        TEST(test_hooks),
        TEST(test_nobody_is_asked),
        TEST(test_limits_of_bodies),
        TEST(test_limit_after_a_pause),
        TEST(test_timeouts),
        TEST(test_canceled),
        TEST(test_broken_answers),
        TEST(test_nobody_listens),
        TEST(test_targets),
        TEST(test_no_body),
        TEST(test_bad_arguments),
        TEST(test_hundred_at_once),
        TEST(test_threads),
        TEST(test_shutdown),
        TEST(test_ends_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
