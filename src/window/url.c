/* URLs: what users pass, what pages are, and what they ask of custom schemes. */
#include "window/url.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"

#define URL_MAX (16U << 20) /* of what becomes a new URL; data: URLs can be long */

static bool is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static int hex_digit(char c)
{
    if (is_digit(c))
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

size_t oriel__url_scheme_len(const char *text)
{
    size_t n = 0;

    if (!is_alpha(text[0]))
        return 0;
    while (is_alpha(text[n]) || is_digit(text[n]) || text[n] == '+' || text[n] == '-' || text[n] == '.')
        n++;
    return text[n] == ':' ? n : 0;
}

bool oriel__url_has_scheme(const char *text, const char *scheme)
{
    size_t n = oriel__url_scheme_len(text);

    if (n == 0 || n != strlen(scheme))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (lower(text[i]) != scheme[i])
            return false;
    }
    return true;
}

/* Schemes whose URLs an engine repairs: "http:host" is "http://host/". */
static bool is_web(const char *url)
{
    return oriel__url_has_scheme(url, "http") || oriel__url_has_scheme(url, "https") ||
           oriel__url_has_scheme(url, "ws") || oriel__url_has_scheme(url, "wss");
}

static bool is_nobodys(const char *url)
{
    return oriel__url_has_scheme(url, "about") || oriel__url_has_scheme(url, "blob") ||
           oriel__url_has_scheme(url, "data") || oriel__url_has_scheme(url, "javascript");
}

/* ---- requests on custom schemes ---- */

/* Decodes `len` bytes, which stand in a URL, once. */
static oriel_err_t decode(const char *text, size_t len, struct oriel_buf *out)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        oriel_err_t err;

        if (c == '%' && len - i > 2 && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
            c = (char)(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
            i += 2;
        }
        if (c == '\0' || c == '\\')
            return oriel__fail(ORIEL_EPERM, "the address holds a %s", c ? "backslash" : "NUL");
        err = oriel__buf_addc(out, c);
        if (err == ORIEL_ETOOBIG)
            return oriel__fail(err, "path %zu bytes, limit %d", len, ORIEL__URL_PATH_MAX);
        if (err != ORIEL_OK)
            return err;
    }
    return ORIEL_OK;
}

static bool climbs(const char *path)
{
    for (;;) {
        size_t n = strcspn(path, "/");

        if (n == 2 && memcmp(path, "..", 2) == 0)
            return true;
        if (path[n] == '\0')
            return false;
        path += n + 1;
    }
}

/* Decodes into new text without slashes at its ends; NULL when it must not be,
 * with the error set. */
static char *decode_path(const char *text, size_t len, size_t limit)
{
    struct oriel_buf buf;
    char *path = NULL;
    size_t start = 0;

    for (; len > 0 && *text == '/'; len--)
        text++;
    oriel__buf_init(&buf, limit);
    if (decode(text, len, &buf) == ORIEL_OK) {
        while (buf.len > 0 && buf.data[buf.len - 1] == '/')
            buf.len--;
        while (start < buf.len && buf.data[start] == '/')
            start++;
        path = oriel__strndup(buf.len ? buf.data + start : "", buf.len - start);
        if (!path) {
            (void)oriel__nomem();
        } else if (climbs(path)) {
            oriel__free(path);
            path = NULL;
            (void)oriel__fail(ORIEL_EPERM, "the address leaves its folder");
        }
    }
    oriel__buf_fini(&buf);
    return path;
}

oriel_err_t oriel__url_split(const char *url, struct oriel__url *ret)
{
    size_t n = oriel__url_scheme_len(url), host_len = 0;
    struct oriel__url parts = { 0 };
    const char *rest = url + n + 1;

    if (n == 0)
        return oriel__fail(ORIEL_EINVAL, "the address has no scheme");
    if (rest[0] == '/' && rest[1] == '/') {
        rest += 2;
        host_len = strcspn(rest, "/?#");
    }
    parts.scheme = oriel__strndup(url, n);
    if (!parts.scheme)
        return oriel__nomem();
    for (size_t i = 0; i < n; i++)
        parts.scheme[i] = lower(parts.scheme[i]);
    parts.host = decode_path(rest, host_len, ORIEL__URL_PATH_MAX - 1); /* "- 1": the slash between the two */
    rest += host_len;
    if (parts.host)
        parts.path = decode_path(rest, strcspn(rest, "?#"), ORIEL__URL_PATH_MAX - 1 - strlen(parts.host));
    if (!parts.path) {
        oriel__url_fini(&parts);
        return oriel__last_err();
    }
    *ret = parts;
    return ORIEL_OK;
}

void oriel__url_fini(struct oriel__url *url)
{
    oriel__free(url->scheme);
    oriel__free(url->host);
    oriel__free(url->path);
    memset(url, 0, sizeof(*url));
}

/* ---- what users pass ---- */

/* The bytes that stand for themselves in the path of a file:// URL. */
static bool is_plain(char c)
{
    return is_alpha(c) || is_digit(c) || (c && strchr("/-._~!$&'()*+,;=:@", c));
}

static oriel_err_t add_encoded(struct oriel_buf *buf, const char *path)
{
    oriel_err_t err = ORIEL_OK;

    for (; *path && err == ORIEL_OK; path++) {
        if (is_plain(*path))
            err = oriel__buf_addc(buf, *path);
        else
            err = oriel__buf_addf(buf, "%%%02X", (unsigned)(unsigned char)*path);
    }
    return err;
}

/* Makes `path` absolute, without empty and `.` segments; 0 or an errno. */
static int make_absolute(const char *path, char full[PATH_MAX])
{
    char joined[PATH_MAX];
    size_t len = 0, n;

    if (path[0] != '/') {
        if (!getcwd(joined, sizeof(joined) - 1))
            return errno;
        len = strlen(joined);
        joined[len++] = '/';
    }
    n = strlen(path);
    if (n >= sizeof(joined) - len)
        return ENAMETOOLONG;
    memcpy(joined + len, path, n + 1);
    if (climbs(joined)) /* not by text: folders may be links */
        return realpath(joined, full) ? 0 : errno;

    len = 0;
    for (const char *from = joined; *from; from += n) {
        from += strspn(from, "/");
        n = strcspn(from, "/");
        if (n == 0 || (n == 1 && *from == '.'))
            continue;
        full[len++] = '/';
        memcpy(full + len, from, n);
        len += n;
    }
    if (len == 0)
        full[len++] = '/';
    full[len] = '\0';
    return 0;
}

/* Finds an existing file, in a folder its index.html; 0 or an errno. */
static int locate(const char *path, char full[PATH_MAX])
{
    struct stat st;
    int error = make_absolute(path, full);

    if (error)
        return error;
    if (stat(full, &st) < 0)
        return errno;
    if (S_ISDIR(st.st_mode)) {
        size_t len = strlen(full);

        if (len + sizeof("/index.html") > PATH_MAX)
            return ENAMETOOLONG;
        len -= len == 1; /* "/" */
        memcpy(full + len, "/index.html", sizeof("/index.html"));
        if (stat(full, &st) < 0)
            return errno;
    }
    return 0;
}

/* The same for a page with a "?query#fragment", which begins at `*tail`. */
static int locate_page(const char *path, char full[PATH_MAX], size_t *tail)
{
    char page[PATH_MAX];
    size_t n = strcspn(path, "?#");
    int error = locate(path, full);

    *tail = strlen(path);
    if (error == 0 || n == 0 || n == *tail || n >= sizeof(page))
        return error;
    memcpy(page, path, n);
    page[n] = '\0';
    *tail = n;
    return locate(page, full);
}

static oriel_err_t absent(int error, const char *path)
{
    char cwd[PATH_MAX];

    if (error == EACCES || error == EPERM)
        return oriel__fail(ORIEL_EPERM, "%s: permission denied", path);
    if (path[0] == '/' || !getcwd(cwd, sizeof(cwd)))
        return oriel__fail(ORIEL_ENOENT, "%s: no such file", path);
    return oriel__fail(ORIEL_ENOENT, "%s: no such file in %s", path, cwd);
}

static oriel_err_t finish(struct oriel_buf *buf, oriel_err_t err, char **ret)
{
    if (err == ORIEL_OK) {
        char *text = oriel__buf_steal(buf, NULL);

        if (text)
            *ret = text;
        else
            err = oriel__nomem();
    } else if (err == ORIEL_ETOOBIG) {
        err = oriel__fail(err, "address over %u bytes", URL_MAX);
    }
    oriel__buf_fini(buf);
    return err;
}

/* A path as written, or, where there is none, with its backslashes turned. */
static oriel_err_t from_path(const char *path, char **ret)
{
    char full[PATH_MAX];
    struct oriel_buf buf;
    oriel_err_t err;
    size_t tail;
    int error = locate_page(path, full, &tail);

    if (error && strchr(path, '\\')) {
        char *turned = oriel__strdup(path);

        if (!turned)
            return oriel__nomem();
        for (char *c = turned; *c; c++)
            *c = (char)(*c == '\\' ? '/' : *c);
        if (locate_page(turned, full, &tail) == 0)
            error = 0;
        oriel__free(turned);
    }
    if (error)
        return absent(error, path);
    oriel__buf_init(&buf, URL_MAX);
    err = oriel__buf_adds(&buf, "file://");
    if (err == ORIEL_OK)
        err = add_encoded(&buf, full);
    if (err == ORIEL_OK)
        err = oriel__buf_adds(&buf, path + tail);
    return finish(&buf, err, ret);
}

/* Takes "." and ".." out of the path of a file: URL, as the engine does: the folder
 * that it is in is what gets the bridge. */
static void drop_dots(char *url)
{
    char *path = url + strlen("file:");

    if (strncmp(path, "//", 2) == 0)
        path += 2 + strcspn(path + 2, "/?#");
    size_t end = strcspn(path, "?#"), len = 0, n;

    if (*path != '/')
        return;
    for (size_t i = 0; i < end; i += n) { /* at a slash */
        bool is_last;

        n = 1 + strcspn(path + i + 1, "/?#");
        is_last = i + n == end;
        if (n == 3 && memcmp(path + i, "/..", 3) == 0) {
            while (len > 0 && path[--len] != '/') {}
        } else if (n != 2 || path[i + 1] != '.') {
            memmove(path + len, path + i, n);
            len += n;
            continue;
        }
        if (is_last)
            path[len++] = '/';
    }
    memmove(path + len, path + end, strlen(path + end) + 1);
}

/* What stands after "file:". */
static oriel_err_t from_file_url(const char *rest, char **ret)
{
    size_t slashes = strspn(rest, "/\\");
    bool is_windows = is_alpha(rest[slashes]) && rest[slashes + 1] == ':';
    struct oriel_buf buf;
    oriel_err_t err;

    /* file://localhost/x is a URL; file://web/x.html means a path. */
    if (slashes == 2 && rest[2] && !is_windows && strncmp(rest + 2, "localhost/", 10) != 0)
        return from_path(rest + 2, ret);
    oriel__buf_init(&buf, URL_MAX);
    err = oriel__buf_adds(&buf, is_windows ? "file:///" : "file:");
    rest += is_windows ? slashes : 0;
    for (; *rest && *rest != '?' && *rest != '#' && err == ORIEL_OK; rest++) {
        if (*rest == '\\')
            err = oriel__buf_addc(&buf, '/');
        else if (is_plain(*rest) || *rest == '%')
            err = oriel__buf_addc(&buf, *rest);
        else
            err = oriel__buf_addf(&buf, "%%%02X", (unsigned)(unsigned char)*rest);
    }
    if (err == ORIEL_OK)
        err = oriel__buf_adds(&buf, rest);
    err = finish(&buf, err, ret);
    if (err == ORIEL_OK)
        drop_dots(*ret);
    return err;
}

/* "app://my page.html": no host may hold a blank, but names of files do. */
static oriel_err_t from_scheme(const char *text, char **ret)
{
    size_t n = strcspn(text, "?#");
    oriel_err_t err = ORIEL_OK;
    struct oriel_buf buf;

    oriel__buf_init(&buf, URL_MAX);
    for (size_t i = 0; i < n && err == ORIEL_OK; i++)
        err = text[i] == ' ' ? oriel__buf_adds(&buf, "%20") : oriel__buf_addc(&buf, text[i]);
    if (err == ORIEL_OK)
        err = oriel__buf_adds(&buf, text + n);
    return finish(&buf, err, ret);
}

oriel_err_t oriel__url_from_user(const char *text, char **ret)
{
    size_t n = oriel__url_scheme_len(text);
    const char *rest = text + n + 1;
    struct stat st;
    char *copy;

    if (text[0] == '\0')
        return oriel__fail(ORIEL_EINVAL, "the address is empty");
    if (n == 0 || (n == 1 && strncmp(rest, "//", 2) != 0)) /* "C:\x", "C:/x" too */
        return from_path(text, ret);
    if (oriel__url_has_scheme(text, "file"))
        return from_file_url(rest, ret);
    /* "notes:1.html" may be a file. */
    if (!is_web(text) && !is_nobodys(text)) {
        if (strncmp(rest, "//", 2) == 0)
            return from_scheme(text, ret);
        if (stat(text, &st) == 0)
            return from_path(text, ret);
    }
    copy = oriel__strdup(text);
    if (!copy)
        return oriel__nomem();
    *ret = copy;
    return ORIEL_OK;
}

/* ---- origins ---- */

/* Where the host of an http or https URL stands, and its port (-1: default). */
static oriel_err_t web_host(const char *url, const char **host, size_t *host_len, int *port)
{
    const char *start = url + oriel__url_scheme_len(url) + 1, *end, *at;
    size_t n;

    start += strspn(start, "/\\");
    end = start + strcspn(start, "/\\?#");
    at = memrchr(start, '@', (size_t)(end - start));
    if (at)
        start = at + 1;
    if (*start == '[') {
        n = 1 + strspn(start + 1, "0123456789abcdefABCDEF:.");
        if (start[n++] != ']')
            return oriel__fail(ORIEL_EINVAL, "the address has a malformed host");
    } else {
        n = 0;
        while (is_alpha(start[n]) || is_digit(start[n]) || start[n] == '-' || start[n] == '.' || start[n] == '_')
            n++;
        if (n == 0)
            return oriel__fail(ORIEL_EINVAL, "the address has no host in ASCII");
    }
    *host = start;
    *host_len = n;
    *port = -1;
    if (start + n == end || (start[n] == ':' && start + n + 1 == end))
        return ORIEL_OK;
    if (start[n] != ':')
        return oriel__fail(ORIEL_EINVAL, "the address has a malformed host");
    *port = 0;
    for (const char *digit = start + n + 1; digit < end; digit++) {
        if (!is_digit(*digit) || *port > 6553 || (*port = *port * 10 + (*digit - '0')) > 65535)
            return oriel__fail(ORIEL_EINVAL, "the address has a malformed port");
    }
    if (*port == (oriel__url_has_scheme(url, "https") ? 443 : 80))
        *port = -1;
    return ORIEL_OK;
}

/* Appends lower-cased. */
static oriel_err_t add_lower(struct oriel_buf *buf, const char *text, size_t len)
{
    oriel_err_t err = ORIEL_OK;

    for (size_t i = 0; i < len && err == ORIEL_OK; i++)
        err = oriel__buf_addc(buf, lower(text[i]));
    return err;
}

/* The origin of `url`, or the pattern that covers it. */
static oriel_err_t describe(const char *url, bool as_pattern, char **ret)
{
    size_t n = oriel__url_scheme_len(url), host_len = 0;
    const char *host = NULL;
    struct oriel_buf buf;
    oriel_err_t err;
    int port = -1;

    if (n == 0)
        return oriel__fail(ORIEL_EINVAL, "the address has no scheme");
    if (is_nobodys(url))
        return oriel__fail(ORIEL_EINVAL, "%.*s: addresses have no origin of their own", (int)n, url);
    if (oriel__url_has_scheme(url, "http") || oriel__url_has_scheme(url, "https")) {
        err = web_host(url, &host, &host_len, &port);
        if (err != ORIEL_OK)
            return err;
    }
    oriel__buf_init(&buf, URL_MAX);
    err = add_lower(&buf, url, n + 1);
    if (err == ORIEL_OK && host)
        err = oriel__buf_adds(&buf, "//");
    if (err == ORIEL_OK && host)
        err = add_lower(&buf, host, host_len);
    if (err == ORIEL_OK && port >= 0)
        err = oriel__buf_addf(&buf, ":%d", port);
    if (err == ORIEL_OK && as_pattern) {
        const char *tail = oriel__url_has_scheme(url, "file") ? "///*" : "//*/*";

        err = oriel__buf_adds(&buf, host ? "/*" : tail);
    }
    return finish(&buf, err, ret);
}

oriel_err_t oriel__url_origin(const char *url, char **ret)
{
    return describe(url, false, ret);
}

oriel_err_t oriel__url_pattern(const char *url, char **ret)
{
    return describe(url, true, ret);
}
