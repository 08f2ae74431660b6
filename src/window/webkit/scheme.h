/* Answers requests on custom schemes with what the host finds. */
#ifndef ORIEL_WINDOW_WEBKIT_SCHEME_H
#define ORIEL_WINDOW_WEBKIT_SCHEME_H

#include <webkit2/webkit2.h>

void oriel__wk_scheme_request(WebKitURISchemeRequest *request, gpointer data);

#endif
