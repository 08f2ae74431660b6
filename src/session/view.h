/* Views: how pages follow the widgets of their session, and what they tell. */
#ifndef ORIEL_SESSION_VIEW_H
#define ORIEL_SESSION_VIEW_H

#include <oriel/session.h>

#include "page/page.h"
#include "widget/tree.h"

/* Callbacks that wait for their handlers; a page that adds to more is dropped. */
#define ORIEL__CALLBACKS_MAX 10000

extern const struct oriel__page_widgets oriel__view_widgets;

/* The page's connection was lost, or is back. On the carrier's thread. */
void oriel__view_set_away(oriel_session_t *session, struct oriel_page *page, bool is_away);
/* The page of a watcher; for comparing. */
const struct oriel_page *oriel__view_page(const struct oriel__tree_watcher *watcher);

#endif
