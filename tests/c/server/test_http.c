/* Files over HTTP: what is served, with which headers, and what is refused. */
#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "server/http.h"

static char folder[64];

static void write_file(const char *name, const char *text)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int make_folder(void **context)
{
    char path[128];

    (void)context;
    strcpy(folder, "/tmp/oriel-http-XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/sub", folder);
    if (mkdir(path, 0755))
        return -1;
    write_file("index.html", "<!doctype html><title>Mine</title>");
    write_file("style.css", "body{}");
    write_file("sub/index.html", "sub");
    write_file("sub/a b.txt", "blank");
    write_file(".hidden", "secret");
    snprintf(path, sizeof(path), "%s/out", folder);
    return symlink("/etc/passwd", path);
}

static int drop_folder(void **context)
{
    static const char *const names[] = { "index.html", "style.css", "sub/index.html", "sub/a b.txt", ".hidden", "out",
                                         "sub",        "" };
    char path[256];

    (void)context;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
        if (unlink(path))
            (void)rmdir(path);
    }
    return 0;
}

static int fetch(const char *path, const char *headers, char **head, char **body)
{
    return get(fixture.port, path, headers, head, body);
}

static void check(const char *path, const char *headers, int status, const char *in_head, const char *in_body)
{
    char *head, *body;
    int got = fetch(path, headers, &head, &body);

    if (got != status || !strstr(head, in_head) || !strstr(body, in_body))
        fail_msg("%s: %d instead of %d\n%s%s", path, got, status, head, body);
    free(head);
    free(body);
}

static void test_own_page(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;

    (void)context;
    opts.title = "A <b> & \"c\"";
    fixture_start(&opts);
    check("/", "", 200, "content-security-policy: default-src 'self'; script-src 'self';",
          "<title>A &lt;b&gt; &amp; &quot;c&quot;</title>");
    check("/?join=x", "", 200, "x-content-type-options: nosniff", "<title>");
    check("/index.html", "", 200, "referrer-policy: no-referrer", "<title>");
    check("/nothing", "", 404, "content-type: text/plain", "Not found");
    check("/metrics", "", 404, "", "");
    fixture_end();
}

static void test_root(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;

    (void)context;
    opts.root = folder;
    opts.content_security_policy = "default-src 'none'";
    fixture_start(&opts);
    check("/", "", 200, "content-security-policy: default-src 'none'", "Mine");
    check("/style.css", "", 200, "content-type: text/css", "body{}");
    check("/style.css", "Range: bytes=1-3\r\n", 206, "content-range: bytes 1-3/6", "ody");
    check("/style.css", "Range: bytes=9-\r\n", 416, "content-range: bytes */6", "");
    check("/sub/", "", 200, "text/html", "sub");
    check("/sub/a%20b.txt", "", 200, "text/plain", "blank");
    check("/.hidden", "", 404, "", "");
    check("/sub/../.hidden", "", 404, "", "");
    check("/out", "", 404, "", "");
    check("/sub/%2e%2e/%2e%2e/etc/passwd", "", 404, "", "");
    check("/sub", "", 404, "", "");
    fixture_end();
}

/* An answer may take longer than an introduction: what counts is that it goes on. */
static void test_slow_reader(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    const size_t size = (size_t)16 << 20;
    char path[128], text[256], head[4096], *piece = malloc(size / 32);
    int fd, room = 65536;

    (void)context;
    assert_non_null(piece);
    snprintf(path, sizeof(path), "%s/large.bin", folder);
    fd = open(path, O_WRONLY | O_CREAT, 0644);
    assert_int_equal(ftruncate(fd, (off_t)size), 0);
    close(fd);
    opts.root = folder;
    opts.handshake_ms = 1000;
    fixture_start(&opts);
    fd = connect_to(fixture.port);
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room)), 0);
    snprintf(text, sizeof(text), "GET /large.bin HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", fixture.port);
    send_all(fd, text, strlen(text));
    assert_int_equal(read_head(fd, head, sizeof(head)), 200);
    for (int i = 0; i < 32; i++) {
        assert_true(read_all(fd, piece, size / 32));
        usleep(100000);
    }
    close(fd);
    assert_int_equal(unlink(path), 0);
    free(piece);
    fixture_end();
}

static void test_cache(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    char *head, *body, etag[96], header[160];

    (void)context;
    opts.root = folder;
    fixture_start(&opts);
    assert_int_equal(fetch("/style.css", "", &head, &body), 200);
    const char *at = strstr(head, "etag: ");

    assert_non_null(at);
    snprintf(etag, sizeof(etag), "%.*s", (int)strcspn(at + 6, "\r"), at + 6);
    free(head);
    free(body);
    snprintf(header, sizeof(header), "If-None-Match: %s\r\n", etag);
    check("/style.css", header, 304, "etag: ", "");
    snprintf(header, sizeof(header), "Range: bytes=1-3\r\nIf-Range: %s\r\n", etag);
    check("/style.css", header, 206, "content-range: bytes 1-3/6", "ody");
    check("/style.css", "Range: bytes=1-3\r\nIf-Range: \"other\"\r\n", 200, "content-length: 6\r\n", "body{}");
    check("/style.css", "If-None-Match: \"other\"\r\n", 200, "cache-control: no-cache", "body{}");
    fixture_end();
}

static void test_metrics_and_fonts(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char *head, *body, header[160];
    int id = 0;

    (void)context;
    opts.metrics = true;
    fixture_start(&opts);
    oriel_value_t *bytes = oriel_value_bytes("font!", 5);

    assert_int_equal(oriel_server_register_font(fixture.server, "Mine", NULL, bytes, NULL, NULL, &id), ORIEL_OK);
    assert_int_equal(id, 1);
    assert_int_equal(oriel_server_register_font(fixture.server, "Mine", NULL, NULL, NULL, NULL, &id), ORIEL_EINVAL);
    assert_int_equal(oriel_server_register_font(fixture.server, "Mine", "/nothing.ttf", NULL, NULL, NULL, &id),
                     ORIEL_ENOENT);
    oriel_value_unref(bytes);
    check("/_pgwidgets/font/1", "", 200, "access-control-allow-origin: *", "font!");
    check("/_pgwidgets/font/1", "", 200, "cache-control: no-cache",
          "font!"); /* the next start may give it to another */
    assert_int_equal(fetch("/_pgwidgets/font/1", "", &head, &body), 200);
    assert_non_null(strstr(head, "etag: "));
    snprintf(header, sizeof(header), "If-None-Match: %.*s\r\n", (int)strcspn(strstr(head, "etag: ") + 6, "\r"),
             strstr(head, "etag: ") + 6);
    free(head);
    free(body);
    check("/_pgwidgets/font/1", header, 304, "etag: ", "");
    check("/_pgwidgets/font/2", "", 404, "", "");
    check("/_pgwidgets/font/1x", "", 404, "", "");
    client_join(&client, fixture.port, NULL);
    check("/metrics", "", 200, "version=0.0.4", "oriel_sessions 1\n");
    check("/metrics", "", 200, "", "oriel_sockets 1\n");
    client_free(&client);
    fixture_end();
}

static int raw_status(const char *request, size_t len)
{
    char head[8192];
    int fd = connect_to(fixture.port);

    send_all(fd, request, len);
    int status = read_head(fd, head, sizeof(head));

    close(fd);
    return status;
}

/* One request on a connection that stays; the status. */
static int exchange(int fd, const char *method, const char *path, const char *more, char *head, size_t size)
{
    char text[512];
    int n = snprintf(text, sizeof(text), "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 0\r\n%s\r\n", method,
                     path, fixture.port, more);

    send_all(fd, text, (size_t)n);
    return read_head(fd, head, size);
}

/* Heads without bodies leave the connection in step. */
static void test_heads(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    char head[4096], body[6];

    (void)context;
    opts.root = folder;
    fixture_start(&opts);
    int fd = connect_to(fixture.port);

    assert_int_equal(exchange(fd, "HEAD", "/nothing", "", head, sizeof(head)), 404);
    assert_int_equal(exchange(fd, "HEAD", "/style.css", "Range: bytes=1-3\r\n", head, sizeof(head)), 200);
    assert_non_null(strstr(head, "content-length: 6\r\n"));
    assert_int_equal(exchange(fd, "HEAD", "/style.css", "If-None-Match: \"x\"\r\n", head, sizeof(head)), 200);
    char *etag = strstr(head, "etag: "), match[160];

    assert_non_null(etag);
    snprintf(match, sizeof(match), "If-None-Match: %.*s\r\n", (int)strcspn(etag + 6, "\r"), etag + 6);
    assert_int_equal(exchange(fd, "GET", "/style.css", match, head, sizeof(head)), 304);
    assert_null(strstr(head, "content-length"));
    assert_int_equal(exchange(fd, "GET", "/style.css", "", head, sizeof(head)), 200);
    assert_true(read_all(fd, body, 6));
    assert_memory_equal(body, "body{}", 6);
    close(fd);
    fd = connect_to(fixture.port);
    assert_int_equal(exchange(fd, "PUT", "/", "", head, sizeof(head)), 405);
    assert_non_null(strstr(head, "allow: GET, HEAD\r\n"));
    close(fd);
    fd = connect_to(fixture.port);
    const char *evil = "HEAD / HTTP/1.1\r\nHost: evil.example\r\n\r\n";

    send_all(fd, evil, strlen(evil));
    assert_int_equal(read_head(fd, head, sizeof(head)), 403);
    assert_int_equal(exchange(fd, "GET", "/style.css", "", head, sizeof(head)), 200);
    close(fd);
    fixture_end();
}

/* Without descriptors a file is not missing: the client may ask again. */
static void test_no_descriptors(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct rlimit limit, low;
    char head[4096], body[6];

    (void)context;
    opts.root = folder;
    fixture_start(&opts);
    int fd = connect_to(fixture.port);

    assert_int_equal(exchange(fd, "GET", "/style.css", "", head, sizeof(head)), 200);
    assert_true(read_all(fd, body, sizeof(body)));
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    low = limit;
    low.rlim_cur = 3;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    int status = exchange(fd, "HEAD", "/style.css", "", head, sizeof(head));

    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    assert_int_equal(status, 503);
    assert_int_equal(exchange(fd, "GET", "/style.css", "", head, sizeof(head)), 200);
    close(fd);
    fixture_end();
}

/* Whether the server ends a connection on which this was said. */
static void check_ends(const char *format, const char *more)
{
    char text[512], byte[64];
    int fd = connect_to(fixture.port);
    ssize_t n;

    snprintf(text, sizeof(text), "%s\r\nHost: 127.0.0.1:%d\r\n%s\r\n", format, fixture.port, more);
    send_all(fd, text, strlen(text));
    while ((n = recv(fd, byte, sizeof(byte), 0)) > 0)
        assert_null(memmem(byte, (size_t)n, " 101 ", 5));
    assert_false(n < 0 && errno == EAGAIN);
    close(fd);
}

/* HTTP and WebSocket, and nothing that these may be turned into. */
static void test_other_protocols(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;

    (void)context;
    fixture_start(&opts);
    check_ends("CONNECT 127.0.0.1:1 HTTP/1.1", "");
    check_ends("GET / HTTP/1.1", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                                 "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n");
    check_ends("GET / HTTP/1.1", "Connection: Upgrade\r\nUpgrade: other\r\n");
    fixture_end();
}

static void test_encodings(void **context)
{
    (void)context;
    assert_true(oriel__http_accepts("gzip, br", "br"));
    assert_true(oriel__http_accepts("br;q=0.001", "br"));
    assert_true(oriel__http_accepts("br; q=1", "br"));
    assert_false(oriel__http_accepts("br;q=0", "br"));
    assert_false(oriel__http_accepts("br; q=0.000, gzip", "br"));
    assert_false(oriel__http_accepts("gzip", "br"));
    assert_false(oriel__http_accepts(NULL, "br"));
}

static void test_refused(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    const char *const hosts[] = { "allowed.example", NULL };
    char request[512], port[16];

    (void)context;
    opts.hosts = hosts;
    fixture_start(&opts);
    snprintf(port, sizeof(port), "%d", fixture.port);
    const struct {
        const char *method, *host;
        int status;
    } rows[] = {
        { "GET", "127.0.0.1:PORT", 200 },
        { "GET", "localhost:PORT", 200 },
        { "HEAD", "localhost:PORT", 200 },
        { "GET", "allowed.example", 200 },
        { "GET", "evil.example", 403 },
        { "GET", "evil.example:PORT", 403 },
        { "GET", "127.0.0.1.evil.example", 403 },
        { "GET", "127.0.0.1:1", 403 },
        { "GET", "", 403 },
        { "POST", "127.0.0.1:PORT", 405 },
        { "DELETE", "127.0.0.1:PORT", 405 },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char host[128];
        const char *at = strstr(rows[i].host, "PORT");

        snprintf(host, sizeof(host), "%.*s%s", (int)(at ? at - rows[i].host : (long)strlen(rows[i].host)), rows[i].host,
                 at ? port : "");
        int n = snprintf(request, sizeof(request), "%s / HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n\r\n",
                         rows[i].method, host);
        int status = raw_status(request, (size_t)n);

        if (status != rows[i].status)
            fail_msg("%s %s: %d instead of %d", rows[i].method, host, status, rows[i].status);
    }
    fixture_end();
}

static void test_origins(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    const char *const origins[] = { "https://friend.example", NULL };
    struct client client;
    char headers[512];

    (void)context;
    opts.origins = origins;
    fixture_start(&opts);
    const struct {
        const char *path, *host, *origin;
        int status;
    } rows[] = {
        { "/ws", "127.0.0.1:%d", NULL, 101 },
        { "/ws", "127.0.0.1:%d", "http://127.0.0.1:%d", 101 },
        { "/ws", "localhost:%d", "http://localhost:%d", 101 },
        { "/ws", "127.0.0.1:%d", "https://friend.example", 101 },
        { "/ws", "127.0.0.1:%d", "http://friend.example", 403 },
        { "/ws", "127.0.0.1:%d", "http://evil.example", 403 },
        { "/ws", "127.0.0.1:%d", "http://localhost:%d", 403 },
        { "/ws", "127.0.0.1:%d", "https://127.0.0.1:%d", 403 },
        { "/ws", "127.0.0.1:%d", "http://127.0.0.1:1", 403 },
        { "/ws", "127.0.0.1:%d", "null", 403 },
        { "/ws", "evil.example:%d", "http://evil.example:%d", 403 },
        { "/", "127.0.0.1:%d", NULL, 404 },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        char host[128], origin[128] = "";

        /* Rows are ours. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(host, sizeof(host), rows[i].host, fixture.port);
        if (rows[i].origin)
            snprintf(origin, sizeof(origin), rows[i].origin, fixture.port);
#pragma GCC diagnostic pop
        snprintf(headers, sizeof(headers), "Host: %s\r\n%s%s%s", host, rows[i].origin ? "Origin: " : "", origin,
                 rows[i].origin ? "\r\n" : "");
        int status = client_upgrade(&client, fixture.port, rows[i].path, headers);

        if (status != rows[i].status)
            fail_msg("%s %s: %d instead of %d", host, origin, status, rows[i].status);
        client_free(&client);
    }
    fixture_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_page),
        cmocka_unit_test(test_root),
        cmocka_unit_test(test_cache),
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_no_descriptors),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_other_protocols),
        cmocka_unit_test(test_slow_reader),
        cmocka_unit_test(test_metrics_and_fonts),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_origins),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
