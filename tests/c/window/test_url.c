/* URLs: what users pass, what pages are, what they ask of custom schemes. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/error.h"
#include "window/url.h"

static char folder[PATH_MAX];

static void write_file(const char *name)
{
    FILE *file = fopen(name, "w");

    assert_non_null(file);
    assert_true(fputs("x", file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int setup(void **state)
{
    char made[] = "/tmp/oriel-url-XXXXXX";

    (void)state;
    assert_non_null(mkdtemp(made));
    assert_non_null(realpath(made, folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("web", 0755), 0);
    assert_int_equal(mkdir("empty", 0755), 0);
    write_file("web/index.html");
    write_file("web/a b%#?\xc3\xa4\".html");
    write_file("notes:1.html");
    assert_int_equal(symlink("web", "link"), 0);
    return 0;
}

static int teardown(void **state)
{
    char command[PATH_MAX + 16];

    (void)state;
    assert_int_equal(chdir("/"), 0);
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command);
}

/* ---- oriel__url_split ---- */

struct split {
    const char *url;
    oriel_err_t err;
    const char *scheme, *host, *path;
};

static const struct split splits[] = {
    { "app://index.html", ORIEL_OK, "app", "index.html", "" },
    { "APP://Index.HTML/", ORIEL_OK, "app", "Index.HTML", "" },
    { "app:///x", ORIEL_OK, "app", "", "x" },
    { "app://local/x/y", ORIEL_OK, "app", "local", "x/y" },
    { "app:x", ORIEL_OK, "app", "", "x" },
    { "app:/x", ORIEL_OK, "app", "", "x" },
    { "app:", ORIEL_OK, "app", "", "" },
    { "app://", ORIEL_OK, "app", "", "" },
    { "app:////etc//passwd//", ORIEL_OK, "app", "", "etc//passwd" },
    { "app://h/x?y=/..", ORIEL_OK, "app", "h", "x" },
    { "app://h/x#../y", ORIEL_OK, "app", "h", "x" },
    { "app://h?x/y", ORIEL_OK, "app", "h", "" },
    { "app://h#x/y", ORIEL_OK, "app", "h", "" },
    { "app://h/a%20b%3Fc%23d", ORIEL_OK, "app", "h", "a b?c#d" },
    { "app://h/100%", ORIEL_OK, "app", "h", "100%" },
    { "app://h/100%2", ORIEL_OK, "app", "h", "100%2" },
    { "app://h/%zz%4", ORIEL_OK, "app", "h", "%zz%4" },
    { "app://h/%252e%252e/x", ORIEL_OK, "app", "h", "%2e%2e/x" },
    { "app://h/%2500", ORIEL_OK, "app", "h", "%00" },
    { "app://h/%ff\xfe", ORIEL_OK, "app", "h", "\xff\xfe" },
    { "app://h/...", ORIEL_OK, "app", "h", "..." },
    { "app://h/..x/x../.", ORIEL_OK, "app", "h", "..x/x../." },
    { "app://%68%C3%A4/x", ORIEL_OK, "app", "h\xc3\xa4", "x" },
    { "a+b-c.d://h/x", ORIEL_OK, "a+b-c.d", "h", "x" },
    { "app://h/..", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/../x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/a/../x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/a/..?x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/%2e%2e/x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/.%2E/x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/a%2f..%2Fx", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://../x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://%2e%2e/x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://a%2f../x", ORIEL_EPERM, NULL, NULL, NULL },
    { "app:..", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/a%00.html", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h%00/a", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/a%5cb", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h/a\\b", ORIEL_EPERM, NULL, NULL, NULL },
    { "app://h\\b", ORIEL_EPERM, NULL, NULL, NULL },
    { "", ORIEL_EINVAL, NULL, NULL, NULL },
    { "x", ORIEL_EINVAL, NULL, NULL, NULL },
    { "://x", ORIEL_EINVAL, NULL, NULL, NULL },
    { "1a://x", ORIEL_EINVAL, NULL, NULL, NULL },
    { "a_b://x", ORIEL_EINVAL, NULL, NULL, NULL },
};

static void test_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(splits) / sizeof(*splits); i++) {
        const struct split *want = &splits[i];
        struct oriel__url got = { 0 };
        oriel_err_t err = oriel__url_split(want->url, &got);

        if (err != want->err)
            print_error("%s: %s\n", want->url, oriel_err_name(err));
        assert_int_equal(err, want->err);
        if (err != ORIEL_OK) {
            assert_null(got.scheme);
            assert_true(oriel_last_error()[0]);
            continue;
        }
        assert_string_equal(got.scheme, want->scheme);
        assert_string_equal(got.host, want->host);
        assert_string_equal(got.path, want->path);
        oriel__url_fini(&got);
        oriel__url_fini(&got);
    }
}

static void test_split_limit(void **state)
{
    char url[ORIEL__URL_PATH_MAX + 16];
    struct oriel__url got;

    (void)state;
    /* "h", a slash and the path make ORIEL__URL_PATH_MAX. */
    (void)snprintf(url, sizeof(url), "app://h/");
    memset(url + 8, 'x', ORIEL__URL_PATH_MAX - 2);
    url[8 + ORIEL__URL_PATH_MAX - 2] = '\0';
    assert_int_equal(oriel__url_split(url, &got), ORIEL_OK);
    assert_int_equal(strlen(got.path), ORIEL__URL_PATH_MAX - 2);
    oriel__url_fini(&got);
    strcat(url, "x");
    assert_int_equal(oriel__url_split(url, &got), ORIEL_ETOOBIG);
}

/* ---- oriel__url_from_user ---- */

static void check_user(const char *text, const char *want)
{
    char *got = NULL, full[2 * PATH_MAX];
    oriel_err_t err = oriel__url_from_user(text, &got);

    if (err != ORIEL_OK)
        print_error("%s: %s\n", text, oriel_last_error());
    assert_int_equal(err, ORIEL_OK);
    if (want[0] == '/') { /* below the folder */
        (void)snprintf(full, sizeof(full), "file://%s%s", folder, want);
        want = full;
    }
    assert_string_equal(got, want);
    oriel__free(got);
}

static void test_user_urls(void **state)
{
    static const char *const stay[] = {
        "https://example.com",
        "http://127.0.0.1:8000/x?y#z",
        "HTTP://example.com",
        "about:blank",
        "data:text/html,<b>x",
        "app://index.html/",
        "app://local/x",
        "app:///x",
        "app://index.html?x#y",
        "app://",
        "app:x",
        "blob:app://x/1",
        "javascript:1",
        "file:///nowhere/x.html",
        "file:x",
        "file://localhost/nowhere",
        "mailto:somebody@example.com",
        "ws://example.com",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(stay) / sizeof(*stay); i++)
        check_user(stay[i], stay[i]);
    check_user("file:///C:/x y.html", "file:///C:/x%20y.html");
    check_user("file://C:\\x\\y.html", "file:///C:/x/y.html");
    check_user("x://index.html", "x://index.html"); /* no drive has two slashes */
    check_user("file:\\\\\\nowhere\\y.html?a\\b", "file:///nowhere/y.html?a\\b");
    check_user("file:///a/\xc3\xa4 b/%20.html?\xc3\xa4", "file:///a/%C3%A4%20b/%20.html?\xc3\xa4");
    check_user("file:///a/../b/./c/x.html?/../y#/./z", "file:///b/c/x.html?/../y#/./z");
    check_user("file:///../a/b/..", "file:///a/");
    check_user("file:///a/.", "file:///a/");
    check_user("file:///..", "file:///");
    check_user("file:///.a/..b/...", "file:///.a/..b/...");
    check_user("file:/a/../x.html", "file:/x.html");
    check_user("file://localhost/a/../x.html", "file://localhost/x.html");
    check_user("app://my page.html?a b#c d", "app://my%20page.html?a b#c d");
}

static void test_user_paths(void **state)
{
    char text[2 * PATH_MAX];

    (void)state;
    check_user("web/index.html", "/web/index.html");
    check_user("./web//./index.html", "/web/index.html");
    check_user("web\\index.html", "/web/index.html");
    check_user("web", "/web/index.html");
    check_user("web/", "/web/index.html");
    check_user("link/index.html", "/link/index.html");
    check_user("empty/../web/index.html", "/web/index.html");
    check_user("web/index.html?a=1#b", "/web/index.html?a=1#b");
    check_user("web/index.html#/a\\b", "/web/index.html#/a\\b");
    check_user("web/a b%#?\xc3\xa4\".html", "/web/a%20b%25%23%3F%C3%A4%22.html");
    check_user("notes:1.html", "/notes:1.html");
    check_user("file://web/index.html", "/web/index.html");
    check_user("file://web\\index.html", "/web/index.html");
    check_user("file://./web/index.html", "/web/index.html");
    (void)snprintf(text, sizeof(text), "%s/web/index.html", folder);
    check_user(text, "/web/index.html");
    (void)snprintf(text, sizeof(text), "file://%s\\web\\index.html", folder);
    check_user(text, "/web/index.html");
}

static void check_absent(const char *text, const char *named)
{
    char *got = NULL;

    assert_int_equal(oriel__url_from_user(text, &got), ORIEL_ENOENT);
    assert_null(got);
    if (!strstr(oriel_last_error(), named))
        print_error("%s: %s\n", text, oriel_last_error());
    assert_non_null(strstr(oriel_last_error(), named));
}

static void test_user_errors(void **state)
{
    char *got = NULL, text[3 * PATH_MAX];

    (void)state;
    assert_int_equal(oriel__url_from_user("", &got), ORIEL_EINVAL);
    check_absent("web/missing.html", "web/missing.html");
    check_absent("web/missing.html", folder);
    check_absent("/nowhere/x.html", "/nowhere/x.html");
    check_absent("empty", "empty");
    check_absent("web/missing.html?x", "web/missing.html?x");
    check_absent("web/index.html/x", "web/index.html/x");
    check_absent("C:\\web\\index.html", "C:\\web\\index.html");
    check_absent("C:/web/index.html", "C:/web/index.html");
    check_absent("file://web/missing.html", "web/missing.html");
    check_absent("?x", "?x");
    check_absent("#x", "#x");
    check_absent("../..\\x", "../..\\x");
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    check_absent(text, "xxx");
    text[PATH_MAX] = '?';
    check_absent(text, "xxx");
    assert_null(got);
}

/* ---- origins and patterns ---- */

static void test_origins(void **state)
{
    static const char *const rows[][3] = {
        { "http://127.0.0.1:8000/x", "http://127.0.0.1:8000", "http://127.0.0.1:8000/*" },
        { "http://127.0.0.1:80/x", "http://127.0.0.1", "http://127.0.0.1/*" },
        { "http://127.0.0.1:0080", "http://127.0.0.1", "http://127.0.0.1/*" },
        { "http://127.0.0.1:443/x", "http://127.0.0.1:443", "http://127.0.0.1:443/*" },
        { "https://Example.COM:443?x@y", "https://example.com", "https://example.com/*" },
        { "HTTPS://user:pw@example.com:8443#x", "https://example.com:8443", "https://example.com:8443/*" },
        { "http:example.com", "http://example.com", "http://example.com/*" },
        { "http:\\\\example.com\\@evil.com", "http://example.com", "http://example.com/*" },
        { "http://[::1]:8000/x", "http://[::1]:8000", "http://[::1]:8000/*" },
        { "http://[::1]", "http://[::1]", "http://[::1]/*" },
        { "http://localhost:/", "http://localhost", "http://localhost/*" },
        { "http://a@b@c:65535/", "http://c:65535", "http://c:65535/*" },
        { "app://index.html", "app:", "app://*/*" },
        { "APP://x", "app:", "app://*/*" },
        { "app:x", "app:", "app://*/*" },
        { "file:///home/x.html", "file:", "file:///*" },
        { "file:x", "file:", "file:///*" },
    };
    static const char *const bad[] = {
        "",
        "x",
        "about:blank",
        "data:text/html,x",
        "blob:http://x/1",
        "javascript:1",
        "JavaScript:1",
        "http://",
        "http:///",
        "http://:80/",
        "http://h:65536/",
        "http://h:99999999999/",
        "http://h:8x/",
        "http://h:-1/",
        "http://h\xc3\xa4/",
        "http://h%41/",
        "http://[::1/",
        "http://[::1]x/",
        "http://h x/",
        "http://h:80:80/",
        "http://@/",
    };
    char *got;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        assert_int_equal(oriel__url_origin(rows[i][0], &got), ORIEL_OK);
        assert_string_equal(got, rows[i][1]);
        oriel__free(got);
        assert_int_equal(oriel__url_pattern(rows[i][0], &got), ORIEL_OK);
        assert_string_equal(got, rows[i][2]);
        oriel__free(got);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        got = NULL;
        if (oriel__url_origin(bad[i], &got) != ORIEL_EINVAL)
            print_error("%s\n", bad[i]);
        assert_null(got);
        assert_int_equal(oriel__url_pattern(bad[i], &got), ORIEL_EINVAL);
        assert_null(got);
    }
}

/* ---- out of memory ---- */

static void test_memory(void **state)
{
    static const char *const users[] = { "web\\index.html?x", "app://x", "file://C:\\x", "https://example.com" };
    struct oriel__url url;
    oriel_err_t err = ORIEL_OK;
    char *got;

    (void)state;
    for (size_t i = 0; i < sizeof(users) / sizeof(*users); i++) {
        for (long n = 1;; n++) {
            oriel__alloc_fail_at(n);
            got = NULL;
            err = oriel__url_from_user(users[i], &got);
            if (!oriel__alloc_has_failed())
                break;
            assert_true(err == ORIEL_ENOMEM && !got);
        }
        assert_int_equal(err, ORIEL_OK);
        oriel__free(got);
    }
    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        err = oriel__url_split("app://host/path", &url);
        if (!oriel__alloc_has_failed())
            break;
        assert_int_equal(err, ORIEL_ENOMEM);
    }
    oriel__url_fini(&url);
    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        got = NULL;
        err = oriel__url_origin("http://127.0.0.1:8000", &got);
        if (!oriel__alloc_has_failed())
            break;
        assert_true(err == ORIEL_ENOMEM && !got);
    }
    oriel__alloc_fail_at(0);
    oriel__free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split),      cmocka_unit_test(test_split_limit), cmocka_unit_test(test_user_urls),
        cmocka_unit_test(test_user_paths), cmocka_unit_test(test_user_errors), cmocka_unit_test(test_origins),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
