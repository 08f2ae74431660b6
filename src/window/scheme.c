/* The custom schemes of one window: each shows the files of one folder. */
#include "window/scheme.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/mime.h"
#include "base/sync.h"
#include "page/assets.h"
#include "window/error_page.h"
#include "window/url.h"

#define EXTENSION_LEN_MAX 31

/* ---- the table ---- */

struct root {
    int fd; /* O_PATH: survives chdir() and renames; -1: the embedded files */
};

static void drop_root(void *value)
{
    struct root *root = value;

    if (!root)
        return;
    if (root->fd >= 0)
        (void)close(root->fd);
    oriel__free(root);
}

void oriel__schemes_init(struct oriel__schemes *schemes)
{
    oriel__mutex_init(&schemes->lock);
    oriel__hash_init(&schemes->roots);
    oriel__hash_init(&schemes->mimes);
    schemes->is_old_kernel = false;
}

void oriel__schemes_fini(struct oriel__schemes *schemes)
{
    oriel__hash_fini(&schemes->roots, drop_root);
    oriel__hash_fini(&schemes->mimes, oriel__free);
    oriel__mutex_fini(&schemes->lock);
}

void oriel__schemes_clear(struct oriel__schemes *schemes)
{
    oriel__lock(&schemes->lock);
    oriel__hash_fini(&schemes->roots, drop_root);
    oriel__hash_init(&schemes->roots);
    oriel__unlock(&schemes->lock);
}

static size_t copy_lower(char *to, const char *from)
{
    size_t n = 0;

    for (; from[n]; n++)
        to[n] = (char)(from[n] >= 'A' && from[n] <= 'Z' ? from[n] - 'A' + 'a' : from[n]);
    to[n] = '\0';
    return n;
}

static bool is_reserved(const char *scheme)
{
    /* The engine's own, those whose addresses it repairs, and ours. */
    static const char *const names[] = {
        "about",      "blob",  "data",     "file",   "ftp", "http", "https",
        "javascript", "oriel", "resource", "webkit", "ws",  "wss",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        if (strcmp(scheme, names[i]) == 0)
            return true;
    }
    return false;
}

static oriel_err_t check_scheme(const char *scheme, char name[ORIEL__SCHEME_LEN_MAX + 1])
{
    char url[ORIEL__SCHEME_LEN_MAX + 2];
    size_t len = strlen(scheme);

    if (len > ORIEL__SCHEME_LEN_MAX)
        return oriel__fail(ORIEL_EINVAL, "scheme %zu bytes, limit %d", len, ORIEL__SCHEME_LEN_MAX);
    (void)snprintf(url, sizeof(url), "%s:", scheme);
    if (len == 0 || oriel__url_scheme_len(url) != len)
        return oriel__fail(ORIEL_EINVAL, "\"%s\" is no scheme: a letter, then letters, digits, '+', '-' and '.'",
                           scheme);
    if (len == 1)
        return oriel__fail(ORIEL_EINVAL, "scheme \"%s\" reads like a drive letter", scheme);
    (void)copy_lower(name, scheme);
    return is_reserved(name) ? oriel__fail(ORIEL_EINVAL, "scheme \"%s\" is reserved", name) : ORIEL_OK;
}

static oriel_err_t fail_open(const char *scheme, const char *root, int error)
{
    char text[128];
    oriel_err_t err = ORIEL_EIO;

    if (error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENAMETOOLONG)
        err = ORIEL_ENOENT;
    else if (error == EACCES || error == EPERM)
        err = ORIEL_EPERM;
    return oriel__fail(err, "scheme %s: folder %s: %s", scheme, root, strerror_r(error, text, sizeof(text)));
}

/* Puts `value` into a map that holds `limit`; what was there, or `value` when
 * that fails, goes to `*old`. */
static oriel_err_t put(struct oriel__schemes *schemes, struct oriel_hash *map, const char *key, void *value,
                       size_t limit, void **old)
{
    size_t len = strlen(key);
    oriel_err_t err;

    oriel__lock(&schemes->lock);
    if (oriel__hash_count(map) >= limit && !oriel__hash_get(map, key, len))
        err = oriel__fail(ORIEL_ETOOBIG, "%s is one too many, limit %zu", key, limit);
    else
        err = oriel__hash_set(map, key, len, value, old);
    oriel__unlock(&schemes->lock);
    if (err != ORIEL_OK)
        *old = value;
    return err;
}

oriel_err_t oriel__schemes_add(struct oriel__schemes *schemes, const char *scheme, const char *root)
{
    char name[ORIEL__SCHEME_LEN_MAX + 1];
    struct root *entry;
    void *old = NULL;
    oriel_err_t err = check_scheme(scheme, name);

    if (err != ORIEL_OK)
        return err;
    if (root[0] == '\0')
        return oriel__fail(ORIEL_EINVAL, "scheme %s: the folder has no name", name);
    entry = oriel__new0(sizeof(*entry));
    if (!entry)
        return oriel__nomem();
    entry->fd = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (entry->fd < 0) {
        int error = errno;

        oriel__free(entry);
        return fail_open(name, root, error);
    }
    err = put(schemes, &schemes->roots, name, entry, ORIEL__SCHEMES_MAX, &old);
    drop_root(old);
    return err;
}

oriel_err_t oriel__schemes_add_embedded(struct oriel__schemes *schemes)
{
    struct root *entry = oriel__new0(sizeof(*entry));
    void *old = NULL;

    if (!entry)
        return oriel__nomem();
    entry->fd = -1;
    oriel_err_t err = put(schemes, &schemes->roots, ORIEL__EMBEDDED_SCHEME, entry, ORIEL__SCHEMES_MAX, &old);

    drop_root(old);
    return err;
}

oriel_err_t oriel__schemes_add_mime(struct oriel__schemes *schemes, const char *extension, const char *type)
{
    char name[EXTENSION_LEN_MAX + 1];
    void *old = NULL;
    char *copy;
    oriel_err_t err;

    extension += extension[0] == '.';
    if (extension[0] == '\0' || strlen(extension) > EXTENSION_LEN_MAX || strpbrk(extension, "./"))
        return oriel__fail(ORIEL_EINVAL, "\"%s\" is no file extension", extension);
    if (!oriel__mime_is_type(type))
        return oriel__fail(ORIEL_EINVAL, "\"%s\" is no media type", type);
    (void)copy_lower(name, extension);
    copy = oriel__strdup(type);
    if (!copy)
        return oriel__nomem();
    err = put(schemes, &schemes->mimes, name, copy, ORIEL__SCHEME_MIMES_MAX, &old);
    oriel__free(old);
    return err;
}

/* The folder of `scheme`, for the caller to close; or -1 and errno: ENXIO for
 * a scheme that is not there, EBADF for the embedded files. */
static int dup_root(struct oriel__schemes *schemes, const char *scheme)
{
    const struct root *root;
    int fd = -1;

    oriel__lock(&schemes->lock);
    root = oriel__hash_get(&schemes->roots, scheme, strlen(scheme));
    if (root)
        fd = fcntl(root->fd, F_DUPFD_CLOEXEC, 0); /* EBADF for -1 */
    else
        errno = ENXIO;
    oriel__unlock(&schemes->lock);
    return fd;
}

static void find_mime(struct oriel__schemes *schemes, const char *path, char ret[ORIEL__MIME_SIZE])
{
    const char *extension = oriel__mime_extension(path), *type = NULL;
    char name[EXTENSION_LEN_MAX + 1];
    size_t len;

    oriel__mime_copy(ret, "application/octet-stream");
    if (!extension || strlen(extension) > EXTENSION_LEN_MAX)
        return;
    len = copy_lower(name, extension);
    oriel__lock(&schemes->lock);
    type = oriel__hash_get(&schemes->mimes, name, len);
    if (!type)
        type = oriel__mime_lookup(name);
    if (type)
        oriel__mime_copy(ret, type);
    oriel__unlock(&schemes->lock);
}

/* ---- files ---- */

/* A file that was found. */
struct found {
    const struct oriel__schemes *schemes;
    int root;            /* the folder */
    int fd;              /* O_PATH */
    char path[PATH_MAX]; /* below the root */
};

/* Whether what `fd` refers to lies in the folder `root`, as the kernel sees it. */
static bool is_beneath(int root, int fd)
{
    char link[32], above[PATH_MAX], below[PATH_MAX];
    ssize_t n, m;

    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", root);
    n = readlink(link, above, sizeof(above));
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    m = readlink(link, below, sizeof(below));
    if (n <= 0 || m < n || m == (ssize_t)sizeof(below) || memcmp(above, below, (size_t)n) != 0)
        return false;
    return m == n || above[n - 1] == '/' || below[n] == '/';
}

/* Opens what may be anything (so with O_PATH), unless it leaves the root: a
 * descriptor or a negative errno. */
static int open_beneath(const struct found *found)
{
    struct open_how how = { .flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS };
    const char *path = found->path[0] ? found->path : ".";
    int fd = -1, error = ENOSYS;

    for (int tries = 0; tries < 8 && !found->schemes->is_old_kernel; tries++) {
        fd = (int)syscall(SYS_openat2, found->root, path, &how, sizeof(how));
        error = errno;
        if (fd >= 0)
            return fd;
        if (error != EAGAIN && error != EINTR) /* EAGAIN: something was renamed meanwhile */
            break;
    }
    /* Old kernels do not know the call, some sandboxes forbid it, and it
     * refuses absolute links even where they stay inside. */
    if (error != ENOSYS && error != EPERM && error != EXDEV && error != EAGAIN)
        return -error;
    fd = openat(found->root, path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    if (is_beneath(found->root, fd))
        return fd;
    (void)close(fd);
    return -EXDEV;
}

static bool is_absent(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ENAMETOOLONG;
}

/* Tries one reading of an address; 0 or an errno, EACCES for what is no file. */
static int try_path(struct found *found, const char *first, const char *second)
{
    struct stat st;
    int n, fd;

    n = snprintf(found->path, sizeof(found->path), "%s%s%s", first, *first && *second ? "/" : "", second);
    if (n >= (int)sizeof(found->path))
        return ENAMETOOLONG;
    fd = open_beneath(found);
    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        (void)close(fd);
        if ((size_t)n + sizeof("/index.html") > sizeof(found->path))
            return ENAMETOOLONG;
        (void)snprintf(found->path + n, sizeof(found->path) - (size_t)n, "%sindex.html", n ? "/" : "");
        fd = open_beneath(found);
    }
    if (fd < 0)
        return -fd;
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
        (void)close(fd);
        return S_ISDIR(st.st_mode) ? ENOENT : EACCES;
    }
    found->fd = fd;
    return 0;
}

/* Whether `host` is a name in the root, if not as it is then in another case
 * (`host` becomes the first such name). */
static bool match_host(const struct found *found, char *host)
{
    size_t len = strlen(host);
    char wanted[NAME_MAX + 1], name[sizeof(((struct dirent *)NULL)->d_name)], best[NAME_MAX + 1] = "";
    struct dirent *entry;
    DIR *folder;
    int fd;

    if (len > NAME_MAX)
        return false;
    fd = openat(found->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    folder = fdopendir(fd);
    if (!folder) {
        (void)close(fd);
        return false;
    }
    (void)copy_lower(wanted, host);
    /* cppcheck-suppress readdirCalled ; the stream is our own */
    while ((entry = readdir(folder)) && strcmp(best, host) != 0) { /* NOLINT(concurrency-mt-unsafe) */
        if (copy_lower(name, entry->d_name) != len || memcmp(name, wanted, len) != 0)
            continue;
        if (!best[0] || strcmp(entry->d_name, host) == 0 || strcmp(entry->d_name, best) < 0)
            memcpy(best, entry->d_name, len + 1);
    }
    (void)closedir(folder);
    if (best[0])
        memcpy(host, best, len);
    return best[0] != '\0';
}

/* Whether the root holds something at exactly `path`. */
static bool is_there(struct found *found, const char *path)
{
    int fd;

    (void)snprintf(found->path, sizeof(found->path), "%s", path); /* fits: addresses are limited */
    fd = open_beneath(found);
    if (fd >= 0)
        (void)close(fd);
    return fd >= 0;
}

/* Tries the readings of an address one after the other; 0 or an errno. */
static int find(struct found *found, struct oriel__url *url)
{
    int error = try_path(found, url->host, url->path);
    bool is_name = true;

    if (!is_absent(error) || !url->host[0])
        return error;
    if (!is_there(found, url->host)) {
        is_name = match_host(found, url->host);
        if (is_name)
            error = try_path(found, url->host, url->path);
        if (!is_absent(error))
            return error;
    }
    if (url->path[0])
        return try_path(found, url->path, "");
    /* "app://local/" is the root, "app://missing.html/" is an error. */
    return is_name || strchr(url->host, '.') ? error : try_path(found, "", "");
}

/* ---- answers ---- */

struct range {
    uint64_t first, last;
    bool is_set, is_unsatisfiable;
};

/* Reads digits; numbers too large for the type are the largest. */
static bool read_number(const char **text, uint64_t *ret)
{
    const char *c = *text;

    *ret = 0;
    for (; *c >= '0' && *c <= '9'; c++) {
        unsigned digit = (unsigned)(*c - '0');

        *ret = *ret > (UINT64_MAX - digit) / 10 ? UINT64_MAX : *ret * 10 + digit;
    }
    if (c == *text)
        return false;
    *text = c;
    return true;
}

/* What is malformed, what is several ranges, and any range of an empty file
 * asks for the whole. */
static struct range parse_range(const char *text, uint64_t total)
{
    struct range none = { 0 }, range = { .last = UINT64_MAX, .is_set = true };
    bool has_first, has_last;

    if (!text || total == 0 || strncasecmp(text, "bytes=", 6) != 0)
        return none;
    text += 6 + strspn(text + 6, " \t");
    has_first = read_number(&text, &range.first);
    if (*text++ != '-')
        return none;
    has_last = read_number(&text, &range.last);
    if (text[strspn(text, " \t")] || (!has_first && !has_last) || (has_first && has_last && range.last < range.first))
        return none;
    if (!has_first) { /* the last so many bytes */
        range.is_unsatisfiable = range.last == 0;
        range.first = range.last < total ? total - range.last : 0;
        range.last = total - 1;
    } else if (!has_last || range.last >= total) {
        range.last = total - 1;
    }
    if (range.first >= total)
        range.is_unsatisfiable = true;
    return range;
}

/* An answer without a file: a short page that says why. */
static void refuse(struct oriel__resource *ret, int status, const char *url, const char *text)
{
    ret->status = status;
    oriel__mime_copy(ret->mime, "text/html");
    ret->body = oriel__error_page(url, text);
    ret->length = ret->body ? strlen(ret->body) : 0;
    if (!ret->has_range)
        ret->total = ret->length;
}

static void refuse_error(struct oriel__resource *ret, const char *url, int error)
{
    char text[128];

    if (is_absent(error))
        refuse(ret, 404, url, "There is no such file.");
    else if (error == ENXIO)
        refuse(ret, 404, url, "The window shows no folder under this scheme.");
    else if (error == EXDEV || error == ELOOP)
        refuse(ret, 403, url, "The file lies outside of the folder that is shown.");
    else if (error == EACCES || error == EPERM)
        refuse(ret, 403, url, "This may not be read, or is no file.");
    else
        refuse(ret, 404, url, strerror_r(error, text, sizeof(text)));
}

/* Answers with a file that was found. */
static void serve(struct oriel__resource *ret, struct found *found, const char *url, const char *range_text)
{
    struct range range;
    struct stat st;
    char link[32];

    /* It is a regular file: so nothing here waits or touches a device. */
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", found->fd);
    if (fstat(found->fd, &st) == 0)
        ret->fd = open(link, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (ret->fd < 0) {
        refuse_error(ret, url, errno);
        return;
    }
    ret->status = 200;
    ret->total = (uint64_t)st.st_size;
    ret->length = ret->total;
    range = parse_range(range_text, ret->total);
    ret->has_range = range.is_set;
    if (range.is_unsatisfiable) {
        (void)close(ret->fd);
        ret->fd = -1;
        refuse(ret, 416, url, "The file has no such bytes.");
        return;
    }
    if (range.is_set) {
        ret->status = 206;
        ret->offset = range.first;
        ret->length = range.last - range.first + 1;
        if (lseek(ret->fd, (off_t)range.first, SEEK_SET) < 0)
            ret->length = 0; /* not on regular files */
    }
}

/* Answers with bytes of this library's. */
static void serve_text(struct oriel__resource *ret, const char *type, const void *data, size_t len)
{
    oriel__mime_copy(ret->mime, type);
    ret->body = malloc(len + 1);
    if (!ret->body)
        return;
    memcpy(ret->body, data, len);
    ret->body[len] = '\0';
    ret->status = 200;
    ret->length = ret->total = len;
}

/* The page's title is for browsers: a window has its own. */
static void drop_title(struct oriel__resource *ret)
{
    char *title = strstr(ret->body, "<title>"), *end = title ? strstr(title, "</title>") : NULL;

    if (!end)
        return;
    end += strlen("</title>");
    memmove(title, end, strlen(end) + 1);
    ret->length = ret->total = strlen(ret->body);
}

static void serve_embedded(struct oriel__resource *ret, const struct oriel__url *parts, const char *url)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof(path), "/%s", parts->path);
    const struct oriel__asset *asset = n > 0 && n < (int)sizeof(path) ? oriel__asset_find(path, (size_t)n) : NULL;

    if (!asset) {
        refuse_error(ret, url, ENOENT);
        return;
    }
    serve_text(ret, asset->type, asset->data, asset->len);
    if (ret->body && strcmp(path, "/") == 0)
        drop_title(ret);
}

/* Pages written for browsers include the script that gives them the bridge: in
 * a window it is there already. */
static bool is_page_script(const struct oriel__url *parts)
{
    return strcmp(parts->path, "oriel/page.js") == 0;
}

static void answer(struct oriel__schemes *schemes, const char *url, const char *range, struct oriel__resource *ret)
{
    struct found found = { .schemes = schemes, .fd = -1, .root = -1 };
    struct oriel__url parts = { 0 };
    oriel_err_t err = oriel__url_split(url, &parts);
    int error;

    if (err != ORIEL_OK) {
        refuse(ret, err == ORIEL_EPERM ? 403 : 404, url, oriel_last_error());
        return;
    }
    found.root = dup_root(schemes, parts.scheme);
    error = found.root < 0 ? errno : find(&found, &parts);
    if (found.root >= 0)
        (void)close(found.root);
    if (error == EBADF)
        serve_embedded(ret, &parts, url);
    else if (is_absent(error) && is_page_script(&parts))
        serve_text(ret, "text/javascript", "", 0);
    else if (error)
        refuse_error(ret, url, error);
    oriel__url_fini(&parts);
    if (error)
        return;
    find_mime(schemes, found.path, ret->mime);
    serve(ret, &found, url, range);
    (void)close(found.fd);
}

void oriel__schemes_resolve(struct oriel__schemes *schemes, const char *method, const char *url, const char *range,
                            struct oriel__resource *ret)
{
    bool is_head = method && strcmp(method, "HEAD") == 0;

    *ret = (struct oriel__resource){ .fd = -1 };
    if (method && !is_head && strcmp(method, "GET") != 0)
        refuse(ret, 405, url, "Files can only be read: the methods are GET and HEAD.");
    else
        answer(schemes, url, is_head ? NULL : range, ret);
    if (!is_head)
        return;
    if (ret->fd >= 0)
        (void)close(ret->fd);
    ret->fd = -1;
    free(ret->body); /* malloc()ed for the backend */
    ret->body = NULL;
    ret->length = 0;
}
