/* Transfers on a libuv loop: curl's multi interface, its sockets and its timer. */
#ifndef ORIEL_SERVICE_MULTI_H
#define ORIEL_SERVICE_MULTI_H

#include "base/list.h"
#include "loop/loop.h"
#include "service/curl.h"

struct oriel__multi;

/* One transfer, embedded in what it is for. */
struct oriel__transfer {
    struct oriel_list link;
    CURL *easy;
    bool is_added;
    bool is_starved; /* a socket of its cannot be watched */
    /* It is over; not added any more. */
    void (*done)(struct oriel__transfer *transfer, CURLcode result);
    /* The loop ends; still added. */
    void (*closed)(struct oriel__transfer *transfer);
};

/* All on the loop's thread. That of this loop, made by the first call; it ends
 * with the loop. NULL, with the error noted. */
struct oriel__multi *oriel__multi_of(struct oriel__loop *loop);
/* Enters it for `closed`; its easy handle, made here, is private to it. */
oriel_err_t oriel__multi_enter(struct oriel__multi *multi, struct oriel__transfer *transfer) ORIEL_MUST_CHECK;
/* Begins a request with the easy handle as it is set. */
oriel_err_t oriel__multi_add(struct oriel__multi *multi, struct oriel__transfer *transfer) ORIEL_MUST_CHECK;
/* Ends it, and frees its handle. Not within a callback of curl's. */
void oriel__multi_leave(struct oriel__multi *multi, struct oriel__transfer *transfer);

#endif
