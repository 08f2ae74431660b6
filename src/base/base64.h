/* Base64, standard alphabet, padded: how bytes travel in text. */
#ifndef ORIEL_BASE_BASE64_H
#define ORIEL_BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

/* Writes (len + 2) / 3 * 4 characters, no NUL. */
void oriel__base64_encode(const void *data, size_t len, char *out);
/* Bytes that `len` characters decode to at the most: len / 4 * 3. False when
 * the text is not base64. */
bool oriel__base64_decode(const char *text, size_t len, void *out, size_t *ret_len);

#endif
