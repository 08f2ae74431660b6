/* Requests for files: what the answer is. */
#include "server/http.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/mime.h"
#include "page/assets.h"
#include "server/fonts.h"
#include "server/metrics.h"
#include "server/title.h"

static const char html[] = "text/html; charset=utf-8";

static void give_error(struct oriel__answer *answer, int status, const char *text)
{
    answer->status = status;
    answer->type = "text/plain; charset=utf-8";
    answer->data = (const unsigned char *)text;
    answer->length = strlen(text);
    answer->total = answer->length;
}

void oriel__answer_fini(struct oriel__answer *answer)
{
    if (answer->fd >= 0)
        (void)close(answer->fd);
    oriel_value_unref(answer->value);
    oriel__free(answer->owned);
    memset(answer, 0, sizeof(*answer));
    answer->fd = -1;
}

/* --- Headers ------------------------------------------------------------------------ */

/* A weight: "0", "0.00". */
static bool is_zero(const char *q)
{
    q += strspn(q, " \t");
    if (*q != '0')
        return false;
    q += strspn(q, "0");
    if (*q == '.')
        q += 1 + strspn(q + 1, "0");
    return *q < '1' || *q > '9';
}

bool oriel__http_accepts(const char *list, const char *encoding)
{
    size_t len = strlen(encoding);

    while (list && *list) {
        list += strspn(list, " \t,");
        size_t n = strcspn(list, ",");
        size_t name = strcspn(list, " \t;,");

        if (name == len && strncasecmp(list, encoding, len) == 0) {
            const char *q = memchr(list, '=', n);

            return !q || !is_zero(q + 1);
        }
        list += n;
    }
    return false;
}

/* Digits up to something else; UINT64_MAX for more than there could be. */
static uint64_t read_digits(const char **at)
{
    uint64_t n = 0;

    for (; **at >= '0' && **at <= '9'; (*at)++)
        n = n > UINT64_MAX / 20 ? UINT64_MAX / 20 : n * 10 + (uint64_t)(**at - '0');
    return n;
}

int oriel__http_range(const char *range, uint64_t total, uint64_t *start, uint64_t *length)
{
    static const char unit[] = "bytes=";

    *start = 0;
    *length = total;
    if (!range || strncmp(range, unit, sizeof(unit) - 1) != 0 || strchr(range, ','))
        return 0; /* several parts: the whole will do */
    const char *p = range + sizeof(unit) - 1;
    bool has_first = *p >= '0' && *p <= '9';
    uint64_t first = read_digits(&p);

    if (*p++ != '-')
        return 0;
    bool has_last = *p >= '0' && *p <= '9';
    uint64_t last = read_digits(&p);

    if (*p || (!has_first && !has_last) || (has_first && has_last && last < first))
        return 0;
    if (!has_first) {
        if (last == 0 || total == 0)
            return -1;
        *length = last < total ? last : total;
        *start = total - *length;
        return 1;
    }
    if (first >= total)
        return -1;
    *start = first;
    *length = (has_last && last < total ? last + 1 : total) - first;
    return 1;
}

void oriel__http_policy(oriel_server_t *server, const struct oriel__answer *answer, char *ret, size_t size)
{
    const char *given = server->opts.given.content_security_policy;
    int ws_port = oriel_server_get_ws_port(server);
    char sockets[64] = "";

    if (given) {
        (void)snprintf(ret, size, "%s", given);
        return;
    }
    if (ws_port >= 0)
        (void)snprintf(sockets, sizeof(sockets), " ws://*:%d wss://*:%d", ws_port, ws_port);
    /* The program's own pages may have scripts in them; ours have none. */
    (void)snprintf(ret, size,
                   "default-src 'self'; script-src 'self'%s; style-src 'self' 'unsafe-inline'; "
                   "img-src 'self' data: blob: http: https:; media-src 'self' data: blob: http: https:; "
                   "font-src 'self' data: http: https:; "
                   "connect-src 'self' data:%s; object-src 'none'; base-uri 'none'; form-action 'self'; "
                   "frame-ancestors 'self'",
                   answer->is_own ? "" : " 'unsafe-inline'", sockets);
}

/* --- What there is ---------------------------------------------------------------------- */

static void give_asset(const struct oriel__asset *asset, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    answer->type = asset->type;
    answer->is_own = true;
    answer->is_html = strncmp(asset->type, "text/html", 9) == 0;
    answer->is_immutable = asset->immutable;
    answer->may_store = true;
    (void)snprintf(answer->etag, sizeof(answer->etag), "%s", asset->etag);
    answer->data = asset->data;
    answer->length = asset->len;
    if (asset->br && oriel__http_accepts(ask->accept_encoding, "br")) {
        answer->encoding = "br";
        answer->data = asset->br;
        answer->length = asset->br_len;
    } else if (asset->gzip && oriel__http_accepts(ask->accept_encoding, "gzip")) {
        answer->encoding = "gzip";
        answer->data = asset->gzip;
        answer->length = asset->gzip_len;
    }
    answer->total = answer->length;
}

/* The widget page, with the program's title in it. */
static void give_page(oriel_server_t *server, const struct oriel__asset *asset, struct oriel__answer *answer)
{
    size_t len = 0;

    answer->type = html;
    answer->is_own = true;
    answer->is_html = true;
    answer->owned = oriel__page_titled((const char *)asset->data, asset->len, server->opts.given.title,
                                       oriel_server_get_ws_port(server), server->opts.given.tls_key != NULL, &len);
    if (!answer->owned) {
        give_error(answer, 503, "The server is out of memory.\n");
        return;
    }
    answer->data = (const unsigned char *)answer->owned;
    answer->length = len;
    answer->total = len;
}

/* A file, once opened. `path` tells its type. */
static void give_file(int fd, const char *path, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    const char *extension = oriel__mime_extension(path);
    const char *type = extension ? oriel__mime_lookup(extension) : NULL;
    struct stat st;

    answer->fd = fd;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        give_error(answer, 404, "Not found.\n");
        return;
    }
    oriel__mime_copy(answer->type_copy, type ? type : "application/octet-stream");
    answer->type = answer->type_copy;
    answer->is_html = strncmp(answer->type, "text/html", 9) == 0;
    answer->may_store = true;
    answer->total = (uint64_t)st.st_size;
    (void)snprintf(answer->etag, sizeof(answer->etag), "\"%llx-%llx-%llx\"", (unsigned long long)st.st_size,
                   (unsigned long long)st.st_mtim.tv_sec, (unsigned long long)st.st_mtim.tv_nsec);
    bool is_whole = ask->is_head || (ask->if_range && strcmp(ask->if_range, answer->etag) != 0);
    int part = oriel__http_range(is_whole ? NULL : ask->range, answer->total, &answer->start, &answer->length);

    if (part > 0)
        answer->status = 206;
    if (part < 0) {
        answer->start = 0;
        answer->etag[0] = '\0';
        uint64_t total = answer->total;

        give_error(answer, 416, "There is no such part.\n");
        answer->total = total;
    }
}

/* A file that could not be opened. True: that says nothing of whether it is there. */
static bool give_shortage(struct oriel__answer *answer)
{
    if (errno != EMFILE && errno != ENFILE && errno != ENOMEM)
        return false;
    give_error(answer, 503, "The server has too much to do.\n");
    return true;
}

/* The name of a file that may be served: no hidden ones, nothing odd. */
static bool is_plain(const char *path)
{
    return *path && path[0] != '.' && !strstr(path, "/.") && !strchr(path, '\\');
}

static int open_below(int root, const char *path)
{
    struct open_how how = { .flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK,
                            .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS };
    int fd;

    do
        fd = (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    return fd;
}

static bool give_root(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    const char *path = ask->path + 1;
    char index[4200];
    size_t len = strlen(path);

    if (server->opts.root_fd < 0 || len > 4096)
        return false;
    if (len == 0 || path[len - 1] == '/') {
        (void)snprintf(index, sizeof(index), "%sindex.html", path);
        path = index;
    }
    if (!is_plain(path))
        return false;
    int fd = open_below(server->opts.root_fd, path);

    if (fd < 0)
        return give_shortage(answer);
    give_file(fd, path, ask, answer);
    return true;
}

static bool give_named(const char *path, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

    if (fd >= 0)
        give_file(fd, path, ask, answer);
    return fd >= 0 || (path && give_shortage(answer));
}

static bool give_font(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    size_t len = sizeof(ORIEL__FONT_PATH) - 1, size = 0;

    if (strncmp(ask->path, ORIEL__FONT_PATH, len) != 0)
        return false;
    answer->value =
        oriel__fonts_find(server->fonts, ask->path + len, &answer->type, answer->etag, sizeof(answer->etag));
    if (!answer->value)
        return false;
    answer->data = oriel_value_get_bytes(answer->value, &size);
    answer->length = size;
    answer->total = size;
    answer->is_font = true;
    answer->may_store = true;
    return true;
}

static bool give_metrics(oriel_server_t *server, struct oriel__answer *answer)
{
    size_t len = 0;

    answer->owned = oriel__metrics_text(server, &len);
    if (!answer->owned)
        return false;
    answer->type = "text/plain; version=0.0.4; charset=utf-8";
    answer->data = (const unsigned char *)answer->owned;
    answer->length = len;
    answer->total = len;
    return true;
}

static bool give_index(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    const struct oriel__asset *asset;

    if (give_named(server->opts.given.page, ask, answer))
        return true;
    if (give_root(server, ask, answer))
        return true;
    asset = oriel__asset_find("/", 1);
    if (asset)
        give_page(server, asset, answer);
    return asset != NULL;
}

/* The program's, or the folder's, or ours, whatever name it is asked by. */
static bool give_favicon(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    static const char own[] = "/favicon.svg";
    const struct oriel__asset *asset = oriel__asset_find(own, sizeof(own) - 1);

    if (give_named(server->opts.given.favicon, ask, answer) || give_root(server, ask, answer))
        return true;
    if (asset)
        give_asset(asset, ask, answer);
    return asset != NULL;
}

static bool give(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *answer)
{
    const struct oriel__asset *asset;

    if (server->opts.given.metrics && strcmp(ask->path, "/metrics") == 0)
        return give_metrics(server, answer);
    if (strncmp(ask->path, "/favicon.", 9) == 0 && give_favicon(server, ask, answer))
        return true;
    if (strcmp(ask->path, "/") == 0 || strcmp(ask->path, "/index.html") == 0)
        return give_index(server, ask, answer);
    if (give_font(server, ask, answer))
        return true;
    asset = oriel__asset_find(ask->path, strlen(ask->path));
    if (asset) {
        give_asset(asset, ask, answer);
        return true;
    }
    return give_root(server, ask, answer);
}

static bool is_known(const char *list, const char *etag)
{
    size_t len = strlen(etag);

    for (const char *p = len ? list : NULL; p && (p = strstr(p, etag)); p += len)
        if (p[len] == '\0' || p[len] == ',' || p[len] == ' ')
            return true;
    return false;
}

void oriel__http_answer(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *ret)
{
    memset(ret, 0, sizeof(*ret));
    ret->fd = -1;
    ret->status = 200;
    if (ask->path[0] != '/' || !give(server, ask, ret)) {
        give_error(ret, 404, "Not found.\n");
        return;
    }
    if ((ret->status == 200 || ret->status == 206) && ask->if_none_match && is_known(ask->if_none_match, ret->etag)) {
        ret->status = 304;
        ret->start = 0;
        ret->length = 0;
    }
}
