/* URLs: what users pass, what pages are, and what they ask of custom schemes.
 * Everything here is pure but oriel__url_from_user(), which looks at files. */
#ifndef ORIEL_WINDOW_URL_H
#define ORIEL_WINDOW_URL_H

#include <stdbool.h>
#include <stddef.h>

#include <oriel/error.h>

/* The longest decoded host and path, together; files have no longer names. */
#define ORIEL__URL_PATH_MAX 4095

/* The length of the scheme that `text` begins with, without its colon; 0: none. */
size_t oriel__url_scheme_len(const char *text);
/* Whether `text` is a URL of `scheme` (lower case, without colon). */
bool oriel__url_has_scheme(const char *text, const char *scheme);

/* A request on a custom scheme, without query and fragment, percent-decoded
 * once. Host and path are bytes, not always UTF-8. */
struct oriel__url {
    char *scheme; /* lower case */
    char *host;   /* "" when there is none; case as it came */
    char *path;   /* no slash at either end; "" for the root */
};

/* EINVAL without a scheme, ETOOBIG past ORIEL__URL_PATH_MAX, EPERM when host or
 * path hold a NUL, a backslash or a `..` segment; `*ret` is written on success
 * only. Escapes that are none ("100%") are left as they are. */
oriel_err_t oriel__url_split(const char *url, struct oriel__url *ret) ORIEL_MUST_CHECK;
void oriel__url_fini(struct oriel__url *url); /* fine on zeroed memory */

/* What a user asks a window to load, as a URL (transfer full, oriel__free()).
 * URLs stay. Paths, file://relative and file://C:\windows become absolute
 * file:// URLs; "page.html?x#y" keeps its tail; a folder means its index.html.
 * ENOENT names a file that is missing, EPERM one that is hidden. */
oriel_err_t oriel__url_from_user(const char *text, char **ret) ORIEL_MUST_CHECK;

/* What page scripts compare themselves with (transfer full, oriel__free()):
 * `location.origin` for http and https, "http://127.0.0.1:8000"; otherwise
 * `location.protocol`, "app:". EINVAL for URLs that belong to nobody in
 * particular (about, blob, data, javascript) and for malformed ones. */
oriel_err_t oriel__url_origin(const char *url, char **ret) ORIEL_MUST_CHECK;

/* The pattern for a user script's allow list that covers the origin of `url`
 * (transfer full, oriel__free()): any host of a custom scheme, any file, one
 * host and port of http or https. Engines may not see the port: the script
 * itself compares oriel__url_origin(). */
oriel_err_t oriel__url_pattern(const char *url, char **ret) ORIEL_MUST_CHECK;

#endif
