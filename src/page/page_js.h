/* The page script, built from web/src/page/ and embedded. */
#ifndef ORIEL_PAGE_PAGE_JS_H
#define ORIEL_PAGE_PAGE_JS_H

#include <stddef.h>

/* Holds the identifier __ORIEL_CONFIG__ exactly once. NUL-terminated. */
extern const char oriel__page_js[];
extern const size_t oriel__page_js_len;

#endif
