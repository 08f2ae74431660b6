/* Requests: a browser that asks for a session, and what the program says. */
#ifndef ORIEL_SERVER_REQUEST_H
#define ORIEL_SERVER_REQUEST_H

#include "server/internal.h"

/* Of a request's headers, all together: what the HTTP library takes. */
#define ORIEL__HEADER_MAX 16384

/* Server's thread: a request from `peer` (copied); NULL: out of memory. */
oriel_request_t *oriel__visitor_new(oriel_server_t *server, struct oriel__request_hook *hook, const char *peer);
/* `name` in lower case; both copied. */
bool oriel__visitor_add_header(oriel_request_t *request, const char *name, const char *value);
/* visitor.c: an upgrade's headers, which are gone after it. `*ret`: NULL without a
 * hook. False: they could not be kept; nobody comes in unasked. */
bool oriel__visitor_read(oriel_server_t *server, struct lws *wsi, oriel_request_t **ret);
/* Asks the program. */
void oriel__visitor_ask(oriel_request_t *request, struct oriel__socket *socket);
/* The connection is gone, or does not need it any more. Drops the reference. */
void oriel__visitor_forget(oriel_request_t *request);

/* The hook, a reference; NULL: none. */
struct oriel__request_hook *oriel__request_hook_get(oriel_server_t *server);
void oriel__request_hook_unref(struct oriel__request_hook *hook);

#endif
