/* The end of the process, while the UI thread is still there. */
#ifndef ORIEL_WINDOW_WEBKIT_END_H
#define ORIEL_WINDOW_WEBKIT_END_H

#include <stdbool.h>

/* Before the UI thread starts. False: too late, the process is ending. */
bool oriel__wk_end_init(void);
/* The display is gone: ends the process within two seconds, with a status that
 * is not 0, and with all that atexit() knows. Any thread, once. */
void oriel__wk_end_soon(void);

#endif
