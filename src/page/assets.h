/* The files of the page client, embedded: what servers and windows hand out. */
#ifndef ORIEL_PAGE_ASSETS_H
#define ORIEL_PAGE_ASSETS_H

#include <stdbool.h>
#include <stddef.h>

struct oriel__asset {
    const char *path;                      /* "/assets/client-0a1b2c.js"; "/" is the page itself */
    const char *type;                      /* "text/javascript; charset=utf-8" */
    const char *etag;                      /* with its quotes */
    bool immutable;                        /* the path names the content: keep it for ever */
    const unsigned char *data, *gzip, *br; /* the latter two NULL where they save nothing */
    size_t len, gzip_len, br_len;
};

/* Sorted by path; made from web/ when the library is built. */
extern const struct oriel__asset oriel__assets[];
extern const size_t oriel__asset_count;

/* NULL when there is none. */
const struct oriel__asset *oriel__asset_find(const char *path, size_t len);

#endif
