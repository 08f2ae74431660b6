/* Who asks: what the headers of an upgrade say, kept for the program. */
#include <libwebsockets.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/log.h"
#include "server/internal.h"
#include "server/proxy.h"
#include "server/request.h"

/* Headers on their way from the library. */
struct reading {
    struct lws *wsi;
    oriel_request_t *request;
    bool is_trusted; /* it is a proxy whose word counts */
    char name[64];
    char value[ORIEL__HEADER_MAX + 1]; /* all headers together are not longer */
};

/* False: it is there, and cannot be read. */
static bool read_known(struct reading *reading, enum lws_token_indexes token, bool *is_there)
{
    *is_there = lws_hdr_total_length(reading->wsi, token) > 0;
    return !*is_there || lws_hdr_copy(reading->wsi, reading->value, sizeof(reading->value), token) >= 0;
}

static bool is_of_proxies(enum lws_token_indexes token)
{
    return token == WSI_TOKEN_X_FORWARDED_FOR || token == WSI_TOKEN_HTTP_X_REAL_IP;
}

static bool add_known(struct reading *reading)
{
    bool is_there = false;

    for (int token = 0; token < WSI_TOKEN_COUNT; token++) {
        const char *text = (const char *)lws_token_to_string((enum lws_token_indexes)token);
        size_t len = text ? strcspn(text, ":") : 0;

        if (len == 0 || len >= sizeof(reading->name) || text[len] != ':' ||
            len != strspn(text, "abcdefghijklmnopqrstuvwxyz-"))
            continue;
        if (is_of_proxies((enum lws_token_indexes)token) && !reading->is_trusted)
            continue;
        memcpy(reading->name, text, len);
        reading->name[len] = '\0';
        if (!read_known(reading, (enum lws_token_indexes)token, &is_there) ||
            (is_there && !oriel__visitor_add_header(reading->request, reading->name, reading->value)))
            return false;
    }
    return true;
}

/* The library does not list headers that it does not know: these are those by
 * which proxies tell who someone is. From anybody else they would be lies. */
static bool add_others(struct reading *reading)
{
    static const char *const names[] = {
        "x-forwarded-host:",     "x-forwarded-proto:",     "x-forwarded-user:",     "x-forwarded-email:",
        "x-forwarded-groups:",   "x-forwarded-prefix:",    "x-forwarded-port:",     "forwarded:",
        "x-remote-user:",        "remote-user:",           "x-authenticated-user:", "x-auth-request-user:",
        "x-auth-request-email:", "x-auth-request-groups:", "x-ssl-client-s-dn:",    "x-client-cert:",
        "x-request-id:",         "x-webauth-user:",        "remote-email:",         "remote-groups:",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        int len = (int)strlen(names[i]);

        if (lws_hdr_custom_length(reading->wsi, names[i], len) <= 0)
            continue;
        if (lws_hdr_custom_copy(reading->wsi, reading->value, sizeof(reading->value), names[i], len) < 0)
            return false;
        (void)snprintf(reading->name, sizeof(reading->name), "%.*s", len - 1, names[i]);
        if (!oriel__visitor_add_header(reading->request, reading->name, reading->value))
            return false;
    }
    return true;
}

static bool read_all(struct reading *reading, oriel_server_t *server, struct oriel__request_hook *hook)
{
    const char *const *proxies = server->opts.given.proxies;
    char direct[ORIEL__ADDRESS_SIZE] = "", who[ORIEL__ADDRESS_SIZE];
    bool is_there = false;

    (void)lws_get_peer_simple(reading->wsi, direct, sizeof(direct));
    reading->is_trusted = oriel__proxies_have(proxies, direct);
    if (!read_known(reading, WSI_TOKEN_X_FORWARDED_FOR, &is_there))
        return false;
    oriel__peer_of(proxies, direct, is_there ? reading->value : NULL, who);
    reading->request = oriel__visitor_new(server, hook, who);
    return reading->request && add_known(reading) && (!reading->is_trusted || add_others(reading));
}

bool oriel__visitor_read(oriel_server_t *server, struct lws *wsi, oriel_request_t **ret)
{
    struct oriel__request_hook *hook = oriel__request_hook_get(server);

    if (!hook)
        return true;
    struct reading *reading = oriel__new0(sizeof(*reading));
    bool is_read = false;

    if (reading) {
        reading->wsi = wsi;
        is_read = read_all(reading, server, hook);
        if (is_read)
            *ret = reading->request;
        else
            oriel_request_unref(reading->request);
    }
    if (!is_read)
        oriel__log(ORIEL_LOG_ERROR, "server", "a visitor was refused: who it is could not be read");
    oriel__free(reading);
    oriel__request_hook_unref(hook);
    return is_read;
}
