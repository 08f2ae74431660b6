/* Custom schemes, with real files. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "window/scheme.h"

static char folder[PATH_MAX];
static struct oriel__schemes schemes;

/* ---- the folder: web/ is shown, secret.txt and web-x/ lie beside it ---- */

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void make_socket(const char *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    (void)snprintf(address.sun_path, sizeof(address.sun_path), "%s", name);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(close(fd), 0);
}

static void make_files(void)
{
    char target[2 * PATH_MAX], name[64] = "web/";

    assert_int_equal(mkdir("web", 0755), 0);
    assert_int_equal(mkdir("web-x", 0755), 0);
    assert_int_equal(mkdir("web/css", 0755), 0);
    assert_int_equal(mkdir("web/docs", 0755), 0);
    assert_int_equal(mkdir("web/bare", 0755), 0);
    assert_int_equal(mkdir("web/odd", 0755), 0);
    assert_int_equal(mkdir("web/odd/index.html", 0755), 0);
    assert_int_equal(mkdir("other", 0755), 0);
    write_file("secret.txt", "secret");
    write_file("web-x/secret.txt", "secret");
    write_file("other/index.html", "other");
    write_file("web/index.html", "index");
    write_file("web/About.html", "about");
    write_file("web/a b%2e.txt", "odd name");
    write_file("web/%2e%2e", "literal");
    write_file("web/\xff.txt", "latin");
    write_file("web/\xc3\xa4.txt", "umlaut");
    write_file("web/style.css", "style");
    write_file("web/css/style.css", "nested");
    write_file("web/docs/index.html", "docs");
    write_file("web/Module.WASM", "wasm");
    write_file("web/plain", "plain");
    write_file("web/empty.txt", "");
    write_file("web/digits.txt", "0123456789");
    memset(name + 4, 'n', 50);
    write_file(name, "long name");
    assert_int_equal(symlink("css/style.css", "web/inside.css"), 0);
    assert_int_equal(symlink("../web/style.css", "web/out-and-in.css"), 0);
    assert_int_equal(symlink("../secret.txt", "web/escape.txt"), 0);
    assert_int_equal(symlink("..", "web/up"), 0);
    assert_int_equal(symlink("/etc", "web/etc"), 0);
    assert_int_equal(symlink("../web-x", "web/sibling"), 0);
    assert_int_equal(symlink("loop", "web/loop"), 0);
    assert_int_equal(symlink("nowhere", "web/dangling"), 0);
    (void)snprintf(target, sizeof(target), "%s/web/style.css", folder);
    assert_int_equal(symlink(target, "web/absolute.css"), 0);
    assert_int_equal(mkfifo("web/fifo", 0644), 0);
    make_socket("web/socket");
}

static int setup(void **state)
{
    char made[] = "/tmp/oriel-scheme-XXXXXX";

    (void)state;
    assert_non_null(mkdtemp(made));
    assert_non_null(realpath(made, folder));
    assert_int_equal(chdir(folder), 0);
    make_files();
    oriel__schemes_init(&schemes);
    assert_int_equal(oriel__schemes_add(&schemes, "app", "./web/"), ORIEL_OK);
    assert_int_equal(chdir("/"), 0); /* the root stays what it was */
    return 0;
}

static int teardown(void **state)
{
    char command[PATH_MAX + 16];

    (void)state;
    oriel__schemes_fini(&schemes);
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command);
}

/* ---- asking ---- */

struct answer {
    struct oriel__resource resource;
    char text[256];
};

static struct answer ask(const char *method, const char *url, const char *range)
{
    struct answer answer = { .text = "" };
    struct oriel__resource *resource = &answer.resource;

    oriel__schemes_resolve(&schemes, method, url, range, resource);
    if (resource->fd >= 0) {
        int flags = fcntl(resource->fd, F_GETFL), fd_flags = fcntl(resource->fd, F_GETFD);
        ssize_t n = read(resource->fd, answer.text, resource->length);

        assert_int_equal(n, resource->length);
        assert_true(flags & O_NONBLOCK && (flags & O_ACCMODE) == O_RDONLY && fd_flags & FD_CLOEXEC);
        assert_null(resource->body);
        assert_int_equal(close(resource->fd), 0);
    } else if (resource->body) {
        assert_int_equal(strlen(resource->body), resource->length);
        free(resource->body);
    } else {
        assert_int_equal(resource->length, 0);
    }
    return answer;
}

static void check(const char *url, int status, const char *text)
{
    struct answer answer = ask("GET", url, NULL);

    if (answer.resource.status != status || strcmp(answer.text, text) != 0)
        print_error("%s: %d \"%s\"\n", url, answer.resource.status, answer.text);
    assert_int_equal(answer.resource.status, status);
    assert_string_equal(answer.text, text);
    assert_false(answer.resource.has_range);
}

/* ---- what is served ---- */

static const struct {
    const char *url;
    int status;
    const char *text;
} rows[] = {
    /* Every form of address. */
    { "app://index.html", 200, "index" },
    { "app://index.html/", 200, "index" },
    { "APP://index.html", 200, "index" },
    { "app:///index.html", 200, "index" },
    { "app://local/index.html", 200, "index" },
    { "app://local/", 200, "index" },
    { "app://local", 200, "index" },
    { "app://", 200, "index" },
    { "app:///", 200, "index" },
    { "app:index.html", 200, "index" },
    { "app://index.html?v=1", 200, "index" },
    { "app://index.html/?v=../1#x", 200, "index" },
    { "app://local/style.css?v=1#y", 200, "style" },
    /* Relative to an entry page, and as documented for absolute addresses. */
    { "app://index.html/style.css", 200, "style" },
    { "app://index.html/css/style.css", 200, "nested" },
    { "app://css/style.css", 200, "nested" },
    { "app://css/css/style.css", 200, "nested" },
    { "app://css/digits.txt", 200, "0123456789" },
    { "app://style.css/index.html", 200, "index" },
    { "app://anything.example/style.css", 200, "style" },
    /* Folders. */
    { "app://docs", 200, "docs" },
    { "app://docs/", 200, "docs" },
    { "app://local/docs", 200, "docs" },
    { "app://local/docs/index.html", 200, "docs" },
    { "app://bare", 404, "" },
    { "app://local/bare/", 404, "" },
    { "app://odd", 404, "" },
    /* Case of the host. */
    { "app://about.html", 200, "about" },
    { "app://ABOUT.HTML/", 200, "about" },
    { "app://about.html/style.css", 200, "style" },
    { "app://DOCS/", 200, "docs" },
    { "app://CSS/style.css", 200, "nested" },
    { "app://local/about.html", 404, "" },
    /* Slashes, dots, names. */
    { "app:////style.css", 200, "style" },
    { "app://local//css///style.css", 200, "nested" },
    { "app://local/./css/./style.css", 200, "nested" },
    { "app://local/css%2Fstyle.css", 200, "nested" },
    { "app://css%2Fstyle.css", 200, "nested" },
    { "app://%2Fstyle.css", 200, "style" },
    { "app://local/a%20b%252e.txt", 200, "odd name" },
    { "app://local/a b%252e.txt", 200, "odd name" },
    { "app://local/%252e%252e", 200, "literal" },
    { "app://local/%252e%252e/secret.txt", 404, "" },
    { "app://local/%ff.txt", 200, "latin" },
    { "app://local/\xff.txt", 200, "latin" },
    { "app://local/\xc3\xa4.txt", 200, "umlaut" },
    { "app://%C3%A4.txt/", 200, "umlaut" },
    { "app://local/%fe.txt", 404, "" },
    { "app://local/empty.txt", 200, "" },
    { "app://nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", 200, "long name" },
    /* What is not there. */
    { "app://missing.html", 404, "" },
    { "app://missing.html/", 404, "" },
    { "app://local/missing.html", 404, "" },
    { "app://local/style.css/x", 404, "" },
    { "app://local/dangling", 404, "" },
    { "other://index.html", 404, "" },
    { "appx://index.html", 404, "" },
    { "index.html", 404, "" },
    { "", 404, "" },
    /* What leaves the root. */
    { "app://local/../secret.txt", 403, "" },
    { "app://local/%2e%2e/secret.txt", 403, "" },
    { "app://local/%2E./secret.txt", 403, "" },
    { "app://local/css/..%2f..%2fsecret.txt", 403, "" },
    { "app://../secret.txt", 403, "" },
    { "app://%2e%2e/secret.txt", 403, "" },
    { "app://..%2fsecret.txt", 403, "" },
    { "app:../secret.txt", 403, "" },
    { "app://local/..", 403, "" },
    { "app://local/css/../style.css", 403, "" },
    { "app://local/..\\secret.txt", 403, "" },
    { "app://local/css%5cstyle.css", 403, "" },
    { "app://local/index.html%00.png", 403, "" },
    { "app://index.html%00/", 403, "" },
    { "app://%2Fetc%2Fpasswd", 403, "" },
    { "app:////etc/hostname", 403, "" }, /* web/etc leads out */
    { "app://%2Fusr%2Fbin%2Fenv/x", 404, "" },
    { "app:////usr/bin/env", 404, "" },
    { "app://local/escape.txt", 403, "" },
    { "app://escape.txt", 403, "" },
    { "app://local/up/secret.txt", 403, "" },
    { "app://up/web/index.html", 200, "index" }, /* out and in again */
    { "app://local/etc/passwd", 403, "" },
    { "app://etc/passwd", 403, "" },
    { "app://local/sibling/secret.txt", 403, "" },
    { "app://local/loop", 403, "" },
    /* Links that stay. */
    { "app://local/inside.css", 200, "nested" },
    { "app://local/out-and-in.css", 200, "style" },
    { "app://local/absolute.css", 200, "style" },
    /* No files. */
    { "app://local/fifo", 403, "" },
    { "app://fifo", 403, "" },
    { "app://local/socket", 403, "" },
};

static void check_rows(void)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        check(rows[i].url, rows[i].status, rows[i].text);
}

static void test_addresses(void **state)
{
    (void)state;
    check_rows();
}

static void test_old_kernel(void **state)
{
    (void)state;
    schemes.is_old_kernel = true;
    check_rows();
    schemes.is_old_kernel = false;
}

static void test_devices(void **state)
{
    (void)state;
    assert_int_equal(oriel__schemes_add(&schemes, "dev", "/dev"), ORIEL_OK);
    check("dev://local/zero", 403, "");
    check("dev://null", 403, "");
    assert_int_equal(oriel__schemes_add(&schemes, "all", "/"), ORIEL_OK);
    check("all://local/dev/zero", 403, "");
    assert_int_equal(ask("GET", "all:///etc/passwd", "bytes=0-3").resource.status, 206);
    schemes.is_old_kernel = true;
    assert_int_equal(ask("GET", "all:///etc/passwd", "bytes=0-3").resource.status, 206);
    schemes.is_old_kernel = false;
}

static void test_long_addresses(void **state)
{
    static const size_t sizes[] = { 255, 256, 4080, 4085, 4086, 4087, 4088, 4090, 4095, 4096, 5000, 70000 };
    char *url = oriel__alloc(80000);

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        static const char *const heads[] = { "app://a.", "app://local/", "app:///", "app://index.html/css/" };

        for (size_t k = 0; k < sizeof(heads) / sizeof(*heads); k++) {
            size_t n = strlen(heads[k]);
            int status;

            memcpy(url, heads[k], n);
            memset(url + n, 'x', sizes[i]);
            url[n + sizes[i]] = '\0';
            check(url, 404, "");
            for (size_t c = n + 1; c + 1 < n + sizes[i]; c += 2)
                url[c] = '/';
            check(url, 404, "");
            for (size_t c = n; c < n + sizes[i]; c += 2)
                url[c] = '.'; /* one folder over and over, or too long to say so */
            status = ask("GET", url, NULL).resource.status;
            assert_true(status == 200 || status == 404);
        }
    }
    oriel__free(url);
}

static void test_mimes(void **state)
{
    (void)state;
    assert_string_equal(ask("GET", "app://index.html", NULL).resource.mime, "text/html; charset=utf-8");
    assert_string_equal(ask("GET", "app://docs", NULL).resource.mime, "text/html; charset=utf-8");
    assert_string_equal(ask("GET", "app://local/Module.WASM?x.html", NULL).resource.mime, "application/wasm");
    assert_string_equal(ask("GET", "app://local/plain", NULL).resource.mime, "application/octet-stream");
    assert_string_equal(ask("GET", "app://missing.png", NULL).resource.mime, "text/html; charset=utf-8");

    assert_int_equal(oriel__schemes_add_mime(&schemes, ".WASM", "application/x-first"), ORIEL_OK);
    assert_int_equal(oriel__schemes_add_mime(&schemes, "wasm", "application/x-second"), ORIEL_OK);
    assert_int_equal(oriel__schemes_add_mime(&schemes, "css", "text/x-css"), ORIEL_OK);
    assert_string_equal(ask("GET", "app://local/Module.WASM", NULL).resource.mime, "application/x-second");
    assert_string_equal(ask("GET", "app://style.css", NULL).resource.mime, "text/x-css; charset=utf-8");

    assert_int_equal(oriel__schemes_add_mime(&schemes, "", "a/b"), ORIEL_EINVAL);
    assert_int_equal(oriel__schemes_add_mime(&schemes, ".", "a/b"), ORIEL_EINVAL);
    assert_int_equal(oriel__schemes_add_mime(&schemes, "tar.gz", "a/b"), ORIEL_EINVAL);
    assert_int_equal(oriel__schemes_add_mime(&schemes, "x", "ab"), ORIEL_EINVAL);
    assert_int_equal(oriel__schemes_add_mime(&schemes, "x", "a/b\r\nc: d"), ORIEL_EINVAL);
}

/* ---- methods and ranges ---- */

static void test_methods(void **state)
{
    struct answer answer = ask("HEAD", "app://local/digits.txt", "bytes=0-3");

    (void)state;
    assert_int_equal(answer.resource.status, 200);
    assert_int_equal(answer.resource.fd, -1);
    assert_null(answer.resource.body);
    assert_int_equal(answer.resource.length, 0);
    assert_int_equal(answer.resource.total, 10);
    assert_int_equal(ask("HEAD", "app://missing.html", NULL).resource.status, 404);
    assert_int_equal(ask(NULL, "app://index.html", NULL).resource.status, 200);
    assert_int_equal(ask("POST", "app://index.html", NULL).resource.status, 405);
    assert_int_equal(ask("get", "app://index.html", NULL).resource.status, 405);
    assert_int_equal(ask("", "app://index.html", NULL).resource.status, 405);
}

static void test_ranges(void **state)
{
    static const struct {
        const char *range;
        int status;
        const char *text;
        unsigned offset;
    } cases[] = {
        { "bytes=0-0", 206, "0", 0 },
        { "bytes=0-3", 206, "0123", 0 },
        { "Bytes=2-", 206, "23456789", 2 },
        { "bytes=0-", 206, "0123456789", 0 },
        { "bytes=9-9", 206, "9", 9 },
        { "bytes=9-", 206, "9", 9 },
        { "bytes=5-10", 206, "56789", 5 },
        { "bytes=0-99999999999999999999999", 206, "0123456789", 0 },
        { "bytes=-1", 206, "9", 9 },
        { "bytes=-10", 206, "0123456789", 0 },
        { "bytes=-11", 206, "0123456789", 0 },
        { "bytes=-99999999999999999999999", 206, "0123456789", 0 },
        { "bytes= 2-3 ", 206, "23", 2 },
        { "bytes=10-", 416, "", 0 },
        { "bytes=10-20", 416, "", 0 },
        { "bytes=18446744073709551615-", 416, "", 0 },
        { "bytes=99999999999999999999999-", 416, "", 0 },
        { "bytes=-0", 416, "", 0 },
        { "bytes=0-1,3-4", 200, "0123456789", 0 },
        { "bytes=0-1, -2", 200, "0123456789", 0 },
        { "bytes=3-2", 200, "0123456789", 0 },
        { "bytes=-", 200, "0123456789", 0 },
        { "bytes=", 200, "0123456789", 0 },
        { "bytes", 200, "0123456789", 0 },
        { "", 200, "0123456789", 0 },
        { "bytes=a-b", 200, "0123456789", 0 },
        { "bytes=1-2x", 200, "0123456789", 0 },
        { "bytes=+1-2", 200, "0123456789", 0 },
        { "bytes=--2", 200, "0123456789", 0 },
        { "bytes=1", 200, "0123456789", 0 },
        { "items=0-1", 200, "0123456789", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct answer answer = ask("GET", "app://local/digits.txt", cases[i].range);

        if (answer.resource.status != cases[i].status)
            print_error("%s: %d\n", cases[i].range, answer.resource.status);
        assert_int_equal(answer.resource.status, cases[i].status);
        assert_string_equal(answer.text, cases[i].text);
        assert_int_equal(answer.resource.has_range, cases[i].status != 200);
        assert_int_equal(answer.resource.total, 10);
        assert_int_equal(answer.resource.offset, cases[i].offset);
    }
    assert_int_equal(ask("GET", "app://local/empty.txt", "bytes=0-").resource.status, 200);
    assert_int_equal(ask("GET", "app://local/empty.txt", "bytes=-5").resource.status, 200);
    assert_int_equal(ask("GET", "app://missing.html", "bytes=0-").resource.status, 404);
}

static void test_body(void **state)
{
    struct oriel__resource resource;

    (void)state;
    oriel__schemes_resolve(&schemes, "GET", "app://no<b>/such.html", NULL, &resource);
    assert_int_equal(resource.status, 404);
    assert_non_null(strstr(resource.body, "app://no&#60;b&#62;/such.html"));
    free(resource.body);
}

/* ---- the table ---- */

static void test_add(void **state)
{
    static const char *const bad[] = {
        "",     "a",    "1app", "a b",   "app:",       "app://", "a/b", "-app",  "\xc3\xa4pp", "http", "https",
        "file", "data", "blob", "about", "javascript", "ws",     "wss", "oriel", "HTTP",       "File",
    };
    char name[PATH_MAX], longest[80];

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
        assert_int_equal(oriel__schemes_add(&schemes, bad[i], folder), ORIEL_EINVAL);
    memset(longest, 'x', sizeof(longest));
    longest[64] = '\0';
    assert_int_equal(oriel__schemes_add(&schemes, longest, folder), ORIEL_EINVAL);
    longest[63] = '\0';
    assert_int_equal(oriel__schemes_add(&schemes, longest, folder), ORIEL_OK);

    assert_int_equal(oriel__schemes_add(&schemes, "new", ""), ORIEL_EINVAL);
    assert_int_equal(oriel__schemes_add(&schemes, "new", "/nowhere/web"), ORIEL_ENOENT);
    assert_non_null(strstr(oriel_last_error(), "/nowhere/web"));
    (void)snprintf(name, sizeof(name), "%.200s/secret.txt", folder);
    assert_int_equal(oriel__schemes_add(&schemes, "new", name), ORIEL_ENOENT);
    assert_non_null(strstr(oriel_last_error(), name));
    check("new://index.html", 404, "");

    /* Twice: the folder changes; a failure leaves the old one. */
    (void)snprintf(name, sizeof(name), "%.200s/web", folder);
    assert_int_equal(oriel__schemes_add(&schemes, "New", name), ORIEL_OK);
    check("new://index.html", 200, "index");
    (void)snprintf(name, sizeof(name), "%.200s/other", folder);
    assert_int_equal(oriel__schemes_add(&schemes, "new", name), ORIEL_OK);
    check("new://index.html", 200, "other");
    assert_int_equal(oriel__schemes_add(&schemes, "new", "/nowhere"), ORIEL_ENOENT);
    check("new://index.html", 200, "other");
    check("app://index.html", 200, "index");
}

static void test_limits(void **state)
{
    struct oriel__schemes own;
    char name[32];

    (void)state;
    oriel__schemes_init(&own);
    for (int i = 0; i < ORIEL__SCHEMES_MAX; i++) {
        (void)snprintf(name, sizeof(name), "app%d", i);
        assert_int_equal(oriel__schemes_add(&own, name, "/"), ORIEL_OK);
    }
    assert_int_equal(oriel__schemes_add(&own, "more", "/"), ORIEL_ETOOBIG);
    assert_int_equal(oriel__schemes_add(&own, name, "/"), ORIEL_OK);
    for (int i = 0; i < ORIEL__SCHEME_MIMES_MAX; i++) {
        (void)snprintf(name, sizeof(name), "x%d", i);
        assert_int_equal(oriel__schemes_add_mime(&own, name, "a/b"), ORIEL_OK);
    }
    assert_int_equal(oriel__schemes_add_mime(&own, "more", "a/b"), ORIEL_ETOOBIG);
    assert_int_equal(oriel__schemes_add_mime(&own, name, "a/c"), ORIEL_OK);
    oriel__schemes_fini(&own);
}

static int count_open(void)
{
    int count = 0;

    for (int fd = 0; fd < 1024; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static void test_memory(void **state)
{
    int before = count_open();
    struct oriel__schemes own;
    struct oriel__resource resource;
    oriel_err_t err;

    (void)state;
    oriel__schemes_init(&own);
    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        err = oriel__schemes_add(&own, "app", folder);
        if (!oriel__alloc_has_failed())
            break;
        assert_int_equal(err, ORIEL_ENOMEM);
    }
    assert_int_equal(err, ORIEL_OK);
    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        err = oriel__schemes_add_mime(&own, "txt", "text/x-secret");
        if (!oriel__alloc_has_failed())
            break;
        assert_int_equal(err, ORIEL_ENOMEM);
    }
    assert_int_equal(err, ORIEL_OK);
    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        oriel__schemes_resolve(&own, "GET", "app://local/secret.txt", NULL, &resource);
        free(resource.body);
        if (!oriel__alloc_has_failed())
            break;
        assert_int_equal(resource.status, 404);
        assert_int_equal(resource.fd, -1);
    }
    oriel__alloc_fail_at(0);
    assert_int_equal(resource.status, 200);
    assert_int_equal(close(resource.fd), 0);
    oriel__schemes_fini(&own);
    assert_int_equal(count_open(), before);
}

/* Others add while one resolves. */
static void *add_often(void *unused)
{
    char name[32];

    (void)unused;
    for (int i = 0; i < 200; i++) {
        (void)snprintf(name, sizeof(name), "x%d", i % 10);
        assert_int_equal(oriel__schemes_add(&schemes, name, i & 1 ? "/" : folder), ORIEL_OK);
        assert_int_equal(oriel__schemes_add_mime(&schemes, name, "a/b"), ORIEL_OK);
    }
    return NULL;
}

static void test_threads(void **state)
{
    pthread_t threads[2];

    (void)state;
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, add_often, NULL), 0);
    for (int i = 0; i < 200; i++) {
        check("app://index.html/style.css", 200, "style");
        (void)ask("GET", "x3://local/secret.txt", NULL);
    }
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
}

/* The files of the library: those, at any host, and no others. */
static void test_embedded(void **state)
{
    struct oriel__resource page;

    (void)state;
    assert_int_equal(ask("GET", "oriel://widgets/", NULL).resource.status, 404);
    assert_int_equal(oriel__schemes_add_embedded(&schemes), ORIEL_OK);
    assert_int_equal(oriel__schemes_add_embedded(&schemes), ORIEL_OK);
    oriel__schemes_resolve(&schemes, "GET", "oriel://widgets/", NULL, &page);
    assert_int_equal(page.status, 200);
    assert_string_equal(page.mime, "text/html; charset=utf-8");
    assert_non_null(strstr(page.body, "<!doctype html>"));
    assert_null(strstr(page.body, "<title>")); /* the window's own stays */
    assert_int_equal(strlen(page.body), page.length);
    free(page.body);
    assert_int_equal(ask("GET", "oriel://widgets/favicon.svg", NULL).resource.status, 200);
    assert_int_equal(ask("GET", "oriel://widgets/../../etc/passwd", NULL).resource.status, 403);
    assert_int_equal(ask("GET", "oriel://widgets/etc/passwd", NULL).resource.status, 404);
    assert_int_equal(ask("GET", "oriel://widgets/assets/", NULL).resource.status, 404);
}

/* Pages for browsers include it; here it is in the page already. */
static void test_page_script(void **state)
{
    (void)state;
    check("app://index.html/oriel/page.js", 200, "");
    check("app://local/oriel/page.js", 200, "");
    assert_int_equal(ask("GET", "app://local/oriel/other.js", NULL).resource.status, 404);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),      cmocka_unit_test(test_old_kernel), cmocka_unit_test(test_devices),
        cmocka_unit_test(test_long_addresses), cmocka_unit_test(test_mimes),      cmocka_unit_test(test_methods),
        cmocka_unit_test(test_ranges),         cmocka_unit_test(test_body),       cmocka_unit_test(test_add),
        cmocka_unit_test(test_limits),         cmocka_unit_test(test_memory),     cmocka_unit_test(test_embedded),
        cmocka_unit_test(test_page_script),    cmocka_unit_test(test_threads),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
