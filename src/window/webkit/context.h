/* The one WebKitWebContext of the process, and the schemes it knows. */
#ifndef ORIEL_WINDOW_WEBKIT_CONTEXT_H
#define ORIEL_WINDOW_WEBKIT_CONTEXT_H

#include <webkit2/webkit2.h>

#include "window/backend.h"

/* Sets what WebKit reads from the environment; before GTK starts, any thread. */
void oriel__wk_prepare_environment(void);
/* Makes the context; UI thread, once. */
void oriel__wk_context_init(void);
/* Borrowed, lives as long as the process. */
WebKitWebContext *oriel__wk_context(void);
/* Our own JavaScript, in which no page runs: makes values, checks syntax.
 * Borrowed, lives as long as the process. */
JSCContext *oriel__wk_js(void);
oriel_err_t oriel__wk_register_scheme(const char *scheme);

/* Whether `url` is on a scheme that was registered. */
bool oriel__wk_has_scheme(const char *url);

#endif
