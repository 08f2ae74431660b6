/* Targets: what may be asked, and whose credentials are whose. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/error.h"
#include "service/fetch.h"

/* A part of a URL, "" when it has none; free with curl's. */
static char *part(const struct oriel__curl *curl, CURLU *url, CURLUPart what)
{
    char *text = NULL;

    (void)curl->url_get(url, what, &text, CURLU_DEFAULT_PORT);
    return text;
}

static bool matches(const char *pattern, const char *host)
{
    size_t len = strlen(host), tail;

    if (strncmp(pattern, "*.", 2) != 0)
        return strcasecmp(pattern, host) == 0;
    tail = strlen(pattern) - 1; /* with the dot */
    return len > tail && strcasecmp(pattern + 1, host + len - tail) == 0;
}

static bool is_listed(const oriel_fetch_opts_t *opts, const char *host)
{
    if (!opts->hosts)
        return true;
    for (size_t i = 0; i < opts->host_count; i++)
        if (matches(opts->hosts[i], host))
            return true;
    return false;
}

static oriel_err_t check_parsed(const struct oriel__curl *curl, const oriel_fetch_opts_t *opts, CURLU *parsed)
{
    char *scheme = part(curl, parsed, CURLUPART_SCHEME), *host = part(curl, parsed, CURLUPART_HOST);
    oriel_err_t err = ORIEL_OK;

    if (!scheme)
        err = oriel__nomem();
    else if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
        err = oriel__fail(ORIEL_EPERM, "fetch: scheme \"%.40s\" is not fetched, http and https are", scheme);
    else if (!host || !*host)
        err = oriel__fail(ORIEL_EINVAL, "fetch: the URL has no host");
    else if (!is_listed(opts, host))
        err = oriel__fail(ORIEL_EPERM, "fetch: host %.200s is not in the list", host);
    curl->free(scheme);
    curl->free(host);
    return err;
}

oriel_err_t oriel__target_check(const struct oriel__curl *curl, const oriel_fetch_opts_t *opts, const char *url,
                                CURLU **ret_parsed, char **ret_normal)
{
    CURLU *parsed = curl->url();
    char *text = NULL;

    if (!parsed)
        return oriel__nomem();
    CURLUcode code = curl->url_set(parsed, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE);
    oriel_err_t err = code == CURLUE_OK              ? check_parsed(curl, opts, parsed)
                      : code == CURLUE_OUT_OF_MEMORY ? oriel__nomem()
                                                     : oriel__fail(ORIEL_EINVAL, "fetch: this is no URL");

    if (!err && curl->url_get(parsed, CURLUPART_URL, &text, 0) != CURLUE_OK)
        err = oriel__nomem();
    if (!err) {
        *ret_normal = oriel__strdup(text);
        if (!*ret_normal)
            err = oriel__nomem();
    }
    curl->free(text);
    if (err)
        curl->url_cleanup(parsed);
    else
        *ret_parsed = parsed;
    return err;
}

oriel_err_t oriel__target_resolve(const struct oriel__curl *curl, const char *base, const char *location, size_t len,
                                  char **ret)
{
    const unsigned flags = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE;
    CURLU *parsed = curl->url();
    char *relative = oriel__strndup(location, len), *text = NULL, *copy = NULL;
    oriel_err_t err = parsed && relative ? ORIEL_OK : oriel__nomem();

    if (!err && (curl->url_set(parsed, CURLUPART_URL, base, flags) != CURLUE_OK ||
                 curl->url_set(parsed, CURLUPART_URL, relative, flags) != CURLUE_OK ||
                 curl->url_get(parsed, CURLUPART_URL, &text, 0) != CURLUE_OK))
        err = oriel__fail(ORIEL_EIO, "fetch: a redirect to what is no URL");
    if (!err) {
        copy = oriel__strdup(text);
        err = copy ? ORIEL_OK : oriel__nomem();
    }
    if (!err)
        *ret = copy;
    curl->free(text);
    oriel__free(relative);
    curl->url_cleanup(parsed);
    return err;
}

static bool is_same_part(const struct oriel__curl *curl, CURLU *a, CURLU *b, CURLUPart what)
{
    char *one = part(curl, a, what), *two = part(curl, b, what);
    bool same = one && two && strcasecmp(one, two) == 0;

    curl->free(one);
    curl->free(two);
    return same;
}

bool oriel__target_is_same(const struct oriel__curl *curl, CURLU *a, CURLU *b)
{
    return is_same_part(curl, a, b, CURLUPART_SCHEME) && is_same_part(curl, a, b, CURLUPART_HOST) &&
           is_same_part(curl, a, b, CURLUPART_PORT);
}

char *oriel__target_public(const struct oriel__curl *curl, const char *url)
{
    CURLU *parsed = curl->url();
    char *text = NULL, *copy = NULL;

    if (!parsed)
        return NULL;
    if (curl->url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK) {
        curl->url_set(parsed, CURLUPART_USER, NULL, 0);
        curl->url_set(parsed, CURLUPART_PASSWORD, NULL, 0);
        curl->url_set(parsed, CURLUPART_FRAGMENT, NULL, 0);
        (void)curl->url_get(parsed, CURLUPART_URL, &text, 0);
    }
    if (text)
        copy = oriel__strdup(text);
    curl->free(text);
    curl->url_cleanup(parsed);
    return copy;
}

void oriel__target_name(const struct oriel__curl *curl, const char *url, char *out, size_t size)
{
    CURLU *parsed = curl->url();
    char *scheme = NULL, *host = NULL, *port = NULL;

    if (parsed && curl->url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK) {
        scheme = part(curl, parsed, CURLUPART_SCHEME);
        host = part(curl, parsed, CURLUPART_HOST);
        (void)curl->url_get(parsed, CURLUPART_PORT, &port, 0);
    }
    (void)snprintf(out, size, "%s://%.150s%s%s", scheme ? scheme : "?", host ? host : "?", port ? ":" : "",
                   port ? port : "");
    curl->free(scheme);
    curl->free(host);
    curl->free(port);
    curl->url_cleanup(parsed);
}
