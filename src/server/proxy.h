/* Whose word counts: networks of trusted proxies, hosts and origins. Pure. */
#ifndef ORIEL_SERVER_PROXY_H
#define ORIEL_SERVER_PROXY_H

#include <stdbool.h>
#include <stddef.h>

#define ORIEL__ADDRESS_SIZE 64

/* An address, or a block of them, as IPv6 (IPv4 mapped into it). */
struct oriel__network {
    unsigned char bytes[16];
    unsigned bits;
};

/* "10.0.0.0/8", "::1", "192.168.1.7". */
bool oriel__network_read(const char *text, struct oriel__network *ret);
bool oriel__network_has(const struct oriel__network *network, const char *address);
/* Whether `address` is in one of the networks; NULL: none. */
bool oriel__proxies_have(const char *const *proxies, const char *address);

/* Who asks: `peer`, or, where it is a trusted proxy, the last address in
 * `forwarded` (X-Forwarded-For; may be NULL) that is none; "" when the entry that
 * tells cannot be read. */
void oriel__peer_of(const char *const *proxies, const char *peer, const char *forwarded, char ret[ORIEL__ADDRESS_SIZE]);

/* What a Host header is compared with. */
struct oriel__hosts {
    const char *bound;         /* the address we listen on */
    const char *const *others; /* NULL or further names, with or without port */
    int port, other_port;      /* ours; -1: none */
};

/* Whether a Host header names us: a loopback name when we listen on loopback or
 * everywhere, the bound address, a literal address when we listen everywhere,
 * or one of the others. A port, where it is there, must be ours. */
bool oriel__host_is_ours(const struct oriel__hosts *hosts, const char *host);
/* Whether a page of `origin` may connect to `host` (NULL: absent, no browser).
 * `scheme`: of the connection, "http" or "https". */
bool oriel__origin_is_ours(const struct oriel__hosts *hosts, const char *const *origins, const char *scheme,
                           const char *host, const char *origin);

#endif
