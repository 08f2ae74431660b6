/* A server's options, copied and checked. */
#include "server/options.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/opts.h"
#include "server/http.h"
#include "server/proxy.h"

static void free_list(const char *const *list)
{
    for (size_t i = 0; list && list[i]; i++)
        oriel__free((void *)list[i]);
    oriel__free((void *)list);
}

void oriel__options_fini(struct oriel__server_options *options)
{
    oriel_server_opts_t *given = &options->given;
    const char **strings[] = { &given->host,    &given->tls_certificate,
                               &given->tls_key, &given->title,
                               &given->favicon, &given->page,
                               &given->root,    &given->content_security_policy };

    for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
        oriel__free((void *)*strings[i]);
    free_list(given->origins);
    free_list(given->hosts);
    free_list(given->proxies);
    if (options->root_fd >= 0)
        (void)close(options->root_fd);
    if (given->ws_fd >= 0)
        (void)close(given->ws_fd);
    memset(options, 0, sizeof(*options));
    options->root_fd = -1;
    given->ws_fd = -1;
}

/* Replaces borrowed strings by copies; NULL where the memory ended. */
static bool copy_list(const char *const **list)
{
    const char *const *from = *list;
    size_t n = 0;

    *list = NULL;
    if (!from)
        return true;
    while (from[n])
        n++;
    const char **to = oriel__new0((n + 1) * sizeof(*to));

    *list = to;
    for (size_t i = 0; to && i < n; i++) {
        to[i] = oriel__strdup(from[i]);
        if (!to[i])
            return false;
    }
    return to != NULL;
}

static bool copy_strings(oriel_server_opts_t *given)
{
    const char **strings[] = { &given->host,    &given->tls_certificate,
                               &given->tls_key, &given->title,
                               &given->favicon, &given->page,
                               &given->root,    &given->content_security_policy };
    bool complete = true;

    for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++) {
        const char *from = *strings[i];

        *strings[i] = from ? oriel__strdup(from) : NULL;
        complete = complete && (!from || *strings[i]);
    }
    complete = copy_list(&given->origins) && complete;
    complete = copy_list(&given->hosts) && complete;
    return copy_list(&given->proxies) && complete;
}

static oriel_err_t check_file(const char *option, const char *path)
{
    char text[128];

    if (!path || access(path, R_OK) == 0)
        return ORIEL_OK;
    return oriel__fail(errno == EACCES ? ORIEL_EPERM : ORIEL_ENOENT, "server: %s %s: %s", option, path,
                       strerror_r(errno, text, sizeof(text)));
}

static oriel_err_t check_numbers(const oriel_server_opts_t *given)
{
    const struct {
        const char *name;
        int value;
    } times[] = { { "resume_ms", given->resume_ms },
                  { "handshake_ms", given->handshake_ms },
                  { "ping_ms", given->ping_ms },
                  { "join_ms", given->join_ms } };

    if (given->port < -1 || given->port > 65535)
        return oriel__fail(ORIEL_EINVAL, "server: port %d, limits -1 and 65535", given->port);
    if (given->ws_port < -1 || given->ws_port > 65535)
        return oriel__fail(ORIEL_EINVAL, "server: ws_port %d, limits -1 and 65535", given->ws_port);
    if (given->port < 0 && given->ws_port < 0 && given->ws_fd < 0)
        return oriel__fail(ORIEL_EINVAL, "server: neither port nor ws_port: nothing to listen on");
    if (given->order > ORIEL_ORDER_GLOBAL)
        return oriel__fail(ORIEL_EINVAL, "server: order %d is unknown", (int)given->order);
    for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
        if (times[i].value < 1)
            return oriel__fail(ORIEL_EINVAL, "server: %s %d, at least 1", times[i].name, times[i].value);
    if (given->session_ttl_ms < -1)
        return oriel__fail(ORIEL_EINVAL, "server: session_ttl_ms %d, at least -1", given->session_ttl_ms);
    if (given->max_message < 1024 || given->max_message > ((size_t)256 << 20))
        return oriel__fail(ORIEL_EINVAL, "server: max_message %zu, limits 1024 and 268435456", given->max_message);
    if (given->max_connections < 1)
        return oriel__fail(ORIEL_EINVAL, "server: max_connections 0, at least 1");
    return ORIEL_OK;
}

static bool is_header_text(const char *text)
{
    for (; text && *text; text++)
        if ((unsigned char)*text < 32 || *text == 127)
            return false;
    return true;
}

static oriel_err_t check_texts(const oriel_server_opts_t *given)
{
    struct oriel__network network;

    if (!given->tls_certificate != !given->tls_key)
        return oriel__fail(ORIEL_EINVAL, "server: tls_certificate and tls_key go together");
    if (!is_header_text(given->content_security_policy))
        return oriel__fail(ORIEL_EINVAL, "server: content_security_policy has control characters");
    if (given->content_security_policy && strlen(given->content_security_policy) > ORIEL__POLICY_MAX)
        return oriel__fail(ORIEL_EINVAL, "server: content_security_policy of %zu bytes, limit %zu",
                           strlen(given->content_security_policy), ORIEL__POLICY_MAX);
    for (size_t i = 0; given->proxies && given->proxies[i]; i++)
        if (!oriel__network_read(given->proxies[i], &network))
            return oriel__fail(ORIEL_EINVAL, "server: proxy \"%s\" is neither an address nor a CIDR block",
                               given->proxies[i]);
    for (size_t i = 0; given->origins && given->origins[i]; i++)
        if (!strstr(given->origins[i], "://"))
            return oriel__fail(ORIEL_EINVAL, "server: origin \"%s\" is not like \"https://example.org\"",
                               given->origins[i]);
    return ORIEL_OK;
}

static oriel_err_t open_root(struct oriel__server_options *options)
{
    const char *root = options->given.root;
    char text[128];

    if (!root)
        return ORIEL_OK;
    options->root_fd = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (options->root_fd >= 0)
        return ORIEL_OK;
    return oriel__fail(errno == EACCES ? ORIEL_EPERM : ORIEL_ENOENT, "server: root %s: %s", root,
                       strerror_r(errno, text, sizeof(text)));
}

oriel_err_t oriel__options_copy(const oriel_server_opts_t *opts, struct oriel__server_options *ret)
{
    const oriel_server_opts_t defaults = ORIEL_SERVER_OPTS_INIT;
    struct oriel__server_options copy = { .given = defaults, .root_fd = -1 };
    oriel_server_opts_t *given = &copy.given;

    if (opts &&
        !oriel__opts_read(given, sizeof(*given), opts, ORIEL__OPTS_END(oriel_server_opts_t, content_security_policy)))
        return oriel__fail(ORIEL_EINVAL, "server: opts are not from ORIEL_SERVER_OPTS_INIT");
    bool complete = copy_strings(given);
    oriel_err_t err = complete ? check_numbers(given) : oriel__nomem();

    if (!err)
        err = check_texts(given);
    if (!err)
        err = check_file("tls_certificate", given->tls_certificate);
    if (!err)
        err = check_file("tls_key", given->tls_key);
    if (!err)
        err = check_file("favicon", given->favicon);
    if (!err)
        err = check_file("page", given->page);
    if (!err)
        err = open_root(&copy);
    if (err) {
        given->ws_fd = -1; /* the caller's still */
        oriel__options_fini(&copy);
    } else
        *ret = copy;
    return err;
}
