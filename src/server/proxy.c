/* Whose word counts: networks of trusted proxies, hosts and origins. */
#include "server/proxy.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define HOST_MAX 255

static bool read_address(const char *text, unsigned char bytes[16])
{
    static const unsigned char mapped[12] = { [10] = 0xFF, [11] = 0xFF };

    if (inet_pton(AF_INET, text, bytes + 12) == 1) {
        memcpy(bytes, mapped, sizeof(mapped));
        return true;
    }
    return inet_pton(AF_INET6, text, bytes) == 1;
}

bool oriel__network_read(const char *text, struct oriel__network *ret)
{
    char address[ORIEL__ADDRESS_SIZE];
    const char *slash = strchr(text, '/');
    size_t len = slash ? (size_t)(slash - text) : strlen(text);
    char *end = NULL;

    if (len == 0 || len >= sizeof(address))
        return false;
    memcpy(address, text, len);
    address[len] = '\0';
    if (!read_address(address, ret->bytes))
        return false;
    bool is_v4 = !strchr(address, ':');
    unsigned long bits = is_v4 ? 32 : 128, limit = bits;

    if (slash) {
        if (slash[1] < '0' || slash[1] > '9')
            return false;
        bits = strtoul(slash + 1, &end, 10);
        if (*end || bits > limit)
            return false;
    }
    ret->bits = (unsigned)bits + (is_v4 ? 96 : 0);
    return true;
}

bool oriel__network_has(const struct oriel__network *network, const char *address)
{
    unsigned char bytes[16];
    unsigned whole = network->bits / 8, rest = network->bits % 8;

    if (!read_address(address, bytes) || memcmp(bytes, network->bytes, whole) != 0)
        return false;
    return rest == 0 || ((bytes[whole] ^ network->bytes[whole]) >> (8 - rest)) == 0;
}

bool oriel__proxies_have(const char *const *proxies, const char *address)
{
    struct oriel__network network;

    for (size_t i = 0; proxies && proxies[i]; i++)
        if (oriel__network_read(proxies[i], &network) && oriel__network_has(&network, address))
            return true;
    return false;
}

/* What may follow an address: nothing, or a port. */
static bool is_port(const char *text, size_t len)
{
    return len == 0 || (len > 1 && *text == ':' && strspn(text + 1, "0123456789") >= len - 1);
}

/* "1.2.3.4", "1.2.3.4:56", "::1", "[::1]", "[::1]:56". */
static bool take_address(const char *text, size_t len, char ret[ORIEL__ADDRESS_SIZE])
{
    const char *end = text + len, *stop = memchr(text, ':', len);
    unsigned char bytes[16];
    bool is_bracketed = len > 0 && *text == '[';

    if (is_bracketed)
        stop = memchr(++text, ']', len - 1);
    else if (!stop || memchr(stop + 1, ':', (size_t)(end - stop) - 1))
        stop = end;
    if (!stop || stop == text || stop - text >= ORIEL__ADDRESS_SIZE)
        return false;
    memcpy(ret, text, (size_t)(stop - text));
    ret[stop - text] = '\0';
    stop += is_bracketed;
    return is_port(stop, (size_t)(end - stop)) && read_address(ret, bytes);
}

/* The last entry of a comma-separated list that ends at `*end`, which moves in
 * front of it. False: it is no address. */
static bool take_last(const char *list, size_t *end, char ret[ORIEL__ADDRESS_SIZE])
{
    size_t stop = *end, start;

    while (stop > 0 && (list[stop - 1] == ' ' || list[stop - 1] == '\t'))
        stop--;
    for (start = stop; start > 0 && list[start - 1] != ','; start--)
        ;
    *end = start > 0 ? start - 1 : 0;
    while (start < stop && (list[start] == ' ' || list[start] == '\t'))
        start++;
    return take_address(list + start, stop - start, ret);
}

void oriel__peer_of(const char *const *proxies, const char *peer, const char *forwarded, char ret[ORIEL__ADDRESS_SIZE])
{
    size_t end = forwarded ? strlen(forwarded) : 0;

    (void)snprintf(ret, ORIEL__ADDRESS_SIZE, "%s", peer);
    while (end > 0 && oriel__proxies_have(proxies, ret))
        if (!take_last(forwarded, &end, ret)) {
            ret[0] = '\0'; /* somebody, and not the proxy */
            return;
        }
}

/* --- Hosts and origins -------------------------------------------------------- */

/* "name:80", "[::1]:80", "name" -> name and port (-1: none). */
static bool split_host(const char *text, char name[HOST_MAX + 1], int *port)
{
    const char *end = strchr(text, ':'), *start = text;
    char *stop = NULL;

    *port = -1;
    if (*text == '[') {
        start = text + 1;
        end = strchr(text, ']');
        if (!end)
            return false;
    } else if (!end) {
        end = text + strlen(text);
    }
    size_t len = (size_t)(end - start);

    if (len == 0 || len > HOST_MAX)
        return false;
    memcpy(name, start, len);
    name[len] = '\0';
    end += *text == '[';
    if (*end == '\0')
        return true;
    if (*end != ':' || end[1] < '0' || end[1] > '9')
        return false;
    long number = strtol(end + 1, &stop, 10);

    *port = (int)number;
    return *stop == '\0' && number <= 65535;
}

static bool is_loopback(const char *name)
{
    struct oriel__network v4, v6;

    return strcasecmp(name, "localhost") == 0 ||
           (oriel__network_read("127.0.0.0/8", &v4) && oriel__network_has(&v4, name)) ||
           (oriel__network_read("::1", &v6) && oriel__network_has(&v6, name));
}

static bool is_any(const char *bound)
{
    return strcmp(bound, "0.0.0.0") == 0 || strcmp(bound, "::") == 0;
}

static bool is_listed(const char *const *others, const char *host, const char *name)
{
    for (size_t i = 0; others && others[i]; i++)
        if (strcasecmp(others[i], name) == 0 || strcasecmp(others[i], host) == 0)
            return true;
    return false;
}

bool oriel__host_is_ours(const struct oriel__hosts *hosts, const char *host)
{
    char name[HOST_MAX + 1];
    unsigned char bytes[16];
    int port;

    if (!split_host(host, name, &port))
        return false;
    if (is_listed(hosts->others, host, name))
        return true; /* behind a proxy the port is its own */
    if (port >= 0 ? port != hosts->port && port != hosts->other_port : hosts->port != 80 && hosts->port != 443)
        return false;
    if (is_loopback(name))
        return is_any(hosts->bound) || is_loopback(hosts->bound);
    if (is_any(hosts->bound))
        return read_address(name, bytes); /* a literal cannot be rebound to us by a foreign name server */
    return strcasecmp(name, hosts->bound) == 0;
}

/* Whether "scheme://host" is the page's own origin, on either port. */
static bool is_same(const struct oriel__hosts *hosts, const char *scheme, const char *host, const char *origin)
{
    char own[HOST_MAX + 1], theirs[HOST_MAX + 1];
    size_t len = strlen(scheme);
    int own_port, their_port, usual = strcmp(scheme, "https") == 0 ? 443 : 80;

    if (strncasecmp(origin, scheme, len) != 0 || strncmp(origin + len, "://", 3) != 0)
        return false;
    if (!split_host(host, own, &own_port) || !split_host(origin + len + 3, theirs, &their_port))
        return false;
    if (strcasecmp(own, theirs) != 0)
        return false;
    own_port = own_port < 0 ? usual : own_port;
    their_port = their_port < 0 ? usual : their_port;
    /* A page of the HTTP port connects to the port for WebSocket alone. */
    return own_port == their_port ||
           (own_port == hosts->other_port && their_port == hosts->port && hosts->other_port >= 0);
}

bool oriel__origin_is_ours(const struct oriel__hosts *hosts, const char *const *origins, const char *scheme,
                           const char *host, const char *origin)
{
    if (!origin)
        return true;
    for (size_t i = 0; origins && origins[i]; i++)
        if (strcasecmp(origins[i], origin) == 0)
            return true;
    return strcmp(origin, "null") != 0 && is_same(hosts, scheme, host, origin);
}
