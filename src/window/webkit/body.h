/* A stream over part of a file. */
#ifndef ORIEL_WINDOW_WEBKIT_BODY_H
#define ORIEL_WINDOW_WEBKIT_BODY_H

#include <gio/gio.h>
#include <stdint.h>

/* Gives `length` bytes from where `fd` stands; fewer when the file is shorter.
 * Takes `fd`. The caller owns the stream. */
GInputStream *oriel__wk_body_new(int fd, uint64_t length);

#endif
