/* The widget page with the program's own title in it. Pure. */
#ifndef ORIEL_SERVER_TITLE_H
#define ORIEL_SERVER_TITLE_H

#include <stdbool.h>
#include <stddef.h>

/* A copy of `page` whose title is `title` (NULL: as it is), escaped, and that
 * names the port for WebSocket when there is one (-1: none) besides the page's own.
 * The caller frees it; NULL: out of memory. */
char *oriel__page_titled(const char *page, size_t page_len, const char *title, int ws_port, bool is_secure,
                         size_t *len);

#endif
