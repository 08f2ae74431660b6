/* Deadlines: one queue a kind, each with a delay of its own, so that setting,
 * moving and taking one is a matter of links. */
#ifndef ORIEL_SERVER_TIMEOUTS_H
#define ORIEL_SERVER_TIMEOUTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"

enum oriel__timeout_kind {
    ORIEL__TIMEOUT_HANDSHAKE, /* a connection must have introduced itself */
    ORIEL__TIMEOUT_START,     /* a page waits for the program to build what it shows */
    ORIEL__TIMEOUT_PING,      /* a connection was silent */
    ORIEL__TIMEOUT_ACK,       /* a text was not acknowledged yet */
    ORIEL__TIMEOUT_CLOSE,     /* a connection was told to close */
    ORIEL__TIMEOUT_PARK,      /* a page's connection was lost */
    ORIEL__TIMEOUT_EXPIRY,    /* a session has no page */
    ORIEL__TIMEOUT_ACCEPT,    /* descriptors were exhausted */
    ORIEL__TIMEOUT_DRAIN,     /* the server ends */
    ORIEL__TIMEOUT_KINDS
};

/* Embedded in what it concerns; zeroed memory is one that is not set. */
struct oriel__timeout {
    struct oriel_list link;
    uint64_t due_ms;
};

struct oriel__timeouts {
    struct {
        struct oriel_list list; /* in the order of their deadlines */
        int64_t delay_ms;       /* negative: never */
    } kinds[ORIEL__TIMEOUT_KINDS];
};

#define ORIEL__TIMEOUT_NEVER UINT64_MAX

void oriel__timeouts_init(struct oriel__timeouts *timeouts);
void oriel__timeouts_set_delay(struct oriel__timeouts *timeouts, enum oriel__timeout_kind kind, int64_t delay_ms);
/* Sets it, or sets it anew, from `now_ms` on. */
void oriel__timeouts_set(struct oriel__timeouts *timeouts, enum oriel__timeout_kind kind,
                         struct oriel__timeout *timeout, uint64_t now_ms);
void oriel__timeout_clear(struct oriel__timeout *timeout); /* twice is fine */
bool oriel__timeout_is_set(const struct oriel__timeout *timeout);
/* When the next one is due, ORIEL__TIMEOUT_NEVER without any. */
uint64_t oriel__timeouts_next(const struct oriel__timeouts *timeouts);
/* Takes one that is due; NULL when none is. */
struct oriel__timeout *oriel__timeouts_pop(struct oriel__timeouts *timeouts, uint64_t now_ms,
                                           enum oriel__timeout_kind *kind);

#endif
