/* Ports, addresses and certificates: what start() refuses, and what it opens. */
#include "fixture.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static oriel_app_t *app;

static int make_app(void **context)
{
    (void)context;
    oriel_set_log(quiet_log, NULL);
    return oriel_app_new(NULL, &app);
}

static int drop_app(void **context)
{
    (void)context;
    app = oriel_app_unref(app);
    oriel_set_log(NULL, NULL);
    return 0;
}

static oriel_err_t start(oriel_server_opts_t *opts, const char *says, oriel_server_t **ret)
{
    oriel_server_t *server = NULL;
    oriel_err_t err = oriel_server_new(app, opts, &server);

    if (!err)
        err = oriel_server_start(server);
    if (err && !strstr(oriel_last_error(), says))
        fail_msg("\"%s\" does not say \"%s\"", oriel_last_error(), says);
    if (err)
        assert_int_equal(oriel_server_get_port(server), -1);
    if (ret)
        *ret = server;
    else
        oriel_server_unref(server);
    return err;
}

static void test_bad_options(void **context)
{
    const char *const proxies[] = { "10.0.0.0/33", NULL };
    const char *const origins[] = { "example.org", NULL };
    oriel_server_t *server = NULL;
    char policy[4097];

    (void)context;
#define REFUSED(err, says, ...)                                                                                        \
    do {                                                                                                               \
        oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;                                                             \
        __VA_ARGS__;                                                                                                   \
        assert_int_equal(start(&opts, says, NULL), err);                                                               \
    } while (0)
    REFUSED(ORIEL_EINVAL, "port 65536", opts.port = 65536);
    REFUSED(ORIEL_EINVAL, "port -2", opts.port = -2);
    REFUSED(ORIEL_EINVAL, "ws_port 70000", opts.ws_port = 70000);
    REFUSED(ORIEL_EINVAL, "nothing to listen on", opts.port = -1);
    REFUSED(ORIEL_EINVAL, "ping_ms 0", opts.ping_ms = 0);
    REFUSED(ORIEL_EINVAL, "max_message 1,", opts.max_message = 1);
    REFUSED(ORIEL_EINVAL, "max_connections", opts.max_connections = 0);
    REFUSED(ORIEL_EINVAL, "10.0.0.0/33", opts.proxies = proxies);
    REFUSED(ORIEL_EINVAL, "example.org", opts.origins = origins);
    REFUSED(ORIEL_EINVAL, "go together", opts.tls_key = "/etc/hostname");
    memset(policy, 'a', sizeof(policy) - 1);
    policy[sizeof(policy) - 1] = '\0';
    REFUSED(ORIEL_EINVAL, "4096 bytes, limit 4095", opts.content_security_policy = policy);
    REFUSED(ORIEL_EINVAL, "control characters", opts.content_security_policy = "a\r\nb: c");
    REFUSED(ORIEL_ENOENT, "/nothing", opts.page = "/nothing");
    REFUSED(ORIEL_ENOENT, "/nothing", opts.root = "/nothing");
    REFUSED(ORIEL_ENOENT, "/nothing", opts.favicon = "/nothing");
    REFUSED(ORIEL_EINVAL, "host \"nowhere\"", opts.host = "nowhere");
    REFUSED(ORIEL_EINVAL, "203.0.113.1", opts.host = "203.0.113.1");
    REFUSED(ORIEL_EINVAL, "ws_fd 9999", opts.ws_fd = 9999);
    REFUSED(ORIEL_EINVAL, "order 7", opts.order = (oriel_order_t)7);
    assert_int_equal(oriel_server_new(NULL, NULL, &server), ORIEL_EINVAL);
    assert_int_equal(oriel_server_new(app, NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_server_start(NULL), ORIEL_EINVAL);
    oriel_server_opts_t small = { .struct_size = 8 };

    assert_int_equal(oriel_server_new(app, &small, &server), ORIEL_EINVAL);
    for (int fd = 0; fd <= 2; fd++) /* it closes nothing that is not its own */
        assert_true(fcntl(fd, F_GETFD) >= 0);
}

static void test_port_in_use(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_server_t *one = NULL;
    char says[64];

    (void)context;
    assert_int_equal(start(&opts, "", &one), ORIEL_OK);
    opts.port = oriel_server_get_port(one);
    snprintf(says, sizeof(says), "port %d of 127.0.0.1 is in use", opts.port);
    assert_int_equal(start(&opts, says, NULL), ORIEL_EBUSY);
    opts.ws_port = opts.port;
    opts.port = 0;
    assert_int_equal(start(&opts, "in use", NULL), ORIEL_EBUSY);
    oriel_server_close(one);
    assert_int_equal(start(&opts, "", NULL), ORIEL_OK);
    oriel_server_unref(one);
}

static void test_ws_port(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char *head, *body, headers[128];

    (void)context;
    opts.ws_port = 0;
    fixture_make(&opts);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    int port = oriel_server_get_port(fixture.server), ws_port = oriel_server_get_ws_port(fixture.server);

    assert_true(ws_port > 0 && ws_port != port);
    assert_int_equal(get(ws_port, "/", "", &head, &body), 404);
    free(head);
    free(body);
    /* A page of one port connects to the other, at any path. */
    snprintf(headers, sizeof(headers), "Host: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n", ws_port, port);
    assert_int_equal(client_upgrade(&client, ws_port, "/any", headers), 101);
    client_free(&client);
    oriel_server_close(fixture.server);
    assert_int_equal(oriel_server_get_ws_port(fixture.server), -1);
    oriel_server_unref(fixture.server);
    oriel_app_unref(fixture.app);
    oriel_set_log(NULL, NULL);
}

static void test_ws_fd(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct sockaddr_in address = { .sin_family = AF_INET };
    oriel_server_t *server = NULL;
    struct client client;
    char headers[128];

    (void)context;
    opts.port = -1;
    opts.ws_fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(opts.ws_fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(start(&opts, "", &server), ORIEL_OK);
    int port = oriel_server_get_ws_port(server);

    assert_int_equal(oriel_server_get_port(server), -1);
    assert_null(oriel_server_dup_url(server));
    snprintf(headers, sizeof(headers), "Host: 127.0.0.1:%d\r\n", port);
    assert_int_equal(client_upgrade(&client, port, "/", headers), 101);
    client_free(&client);
    oriel_server_close(server);
    assert_true(fcntl(opts.ws_fd, F_GETFD) >= 0); /* it may start again */
    oriel_server_unref(server);
    assert_int_equal(fcntl(opts.ws_fd, F_GETFD), -1);
}

static void test_urls(void **context)
{
    static const struct {
        const char *host, *start;
    } rows[] = { { NULL, "http://127.0.0.1:" },
                 { "0.0.0.0", "http://127.0.0.1:" },
                 { "localhost", "http://localhost:" } };

    (void)context;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
        oriel_server_t *server = NULL;

        opts.host = rows[i].host;
        assert_int_equal(start(&opts, "", &server), ORIEL_OK);
        char *url = oriel_server_dup_url(server);

        assert_memory_equal(url, rows[i].start, strlen(rows[i].start));
        oriel_free(url);
        oriel_server_unref(server);
    }
}

static int run(const char *const *argv)
{
    pid_t pid = fork();
    int status = -1;

    if (pid == 0) {
        int null = open("/dev/null", O_RDWR);

        dup2(null, 1);
        dup2(null, 2);
        execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_tls(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    char folder[] = "/tmp/oriel-tls-XXXXXX", certificate[64], key[64], command[512];
    oriel_server_t *server = NULL;

    (void)context;
    assert_non_null(mkdtemp(folder));
    snprintf(certificate, sizeof(certificate), "%s/cert.pem", folder);
    snprintf(key, sizeof(key), "%s/key.pem", folder);
    const char *const make[] = {
        "openssl", "req",     "-x509", "-newkey", "ec",        "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes",  "-keyout", key,     "-out",    certificate, "-subj",    "/CN=localhost",
        "-days",   "2",       NULL
    };

    if (run(make) != 0) {
        rmdir(folder);
        skip();
    }
    opts.tls_certificate = certificate;
    opts.tls_key = key;
    assert_int_equal(start(&opts, "", &server), ORIEL_OK);
    char *url = oriel_server_dup_url(server);

    assert_memory_equal(url, "https://", 8);
    snprintf(command, sizeof(command), "curl -sk --max-time 10 %s | grep -q '<title>'", url);
    const char *const ask[] = { "sh", "-c", command, NULL };

    assert_int_equal(run(ask), 0);
    /* Who does not speak TLS gets nothing. */
    struct client client;
    char headers[128];

    snprintf(headers, sizeof(headers), "Host: 127.0.0.1:%d\r\n", oriel_server_get_port(server));
    assert_int_equal(client_upgrade(&client, oriel_server_get_port(server), "/ws", headers), -1);
    client_free(&client);
    oriel_free(url);
    oriel_server_unref(server);

    /* A key that is none. */
    opts.tls_key = certificate;
    assert_int_equal(start(&opts, "cannot be used", NULL), ORIEL_EIO);
    opts.tls_key = "/nothing.pem";
    assert_int_equal(start(&opts, "/nothing.pem", NULL), ORIEL_ENOENT);
    unlink(certificate);
    unlink(key);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_bad_options, make_app, drop_app),
        cmocka_unit_test_setup_teardown(test_port_in_use, make_app, drop_app),
        cmocka_unit_test(test_ws_port),
        cmocka_unit_test_setup_teardown(test_ws_fd, make_app, drop_app),
        cmocka_unit_test_setup_teardown(test_urls, make_app, drop_app),
        cmocka_unit_test_setup_teardown(test_tls, make_app, drop_app),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
