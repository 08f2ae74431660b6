/* What happens when the connection to the display breaks. */
#ifndef ORIEL_WINDOW_WEBKIT_DISPLAY_H
#define ORIEL_WINDOW_WEBKIT_DISPLAY_H

/* Takes GDK's place as the one who hears of it. UI thread, once, after GTK has
 * opened the display. */
void oriel__wk_watch_display(void);

#endif
