/* The page that stands in for one that could not be loaded. */
#ifndef ORIEL_WINDOW_ERROR_PAGE_H
#define ORIEL_WINDOW_ERROR_PAGE_H

/* A small HTML page that says that `url` could not be loaded and why (`text`):
 * self-contained, no script, light and dark. Both may hold any bytes. What it
 * returns is malloc()ed and goes to free(): backends, which free it, do not
 * link our allocator. NULL when out of memory. */
char *oriel__error_page(const char *url, const char *text);

#endif
