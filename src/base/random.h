/* Random tokens from the kernel. */
#ifndef ORIEL_BASE_RANDOM_H
#define ORIEL_BASE_RANDOM_H

#include <stddef.h>

#include <oriel/error.h>

/* Fills `out` with `len` random bytes in URL-safe base64 and a NUL: it has room
 * for oriel__token_size(len) characters. EIO when the kernel has none. */
oriel_err_t oriel__token(char *out, size_t len) ORIEL_MUST_CHECK;
#define oriel__token_size(len) ((4 * (len) + 2) / 3 + 1)

#endif
