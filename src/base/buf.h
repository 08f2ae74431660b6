/* A growing byte buffer that knows its limit. */
#ifndef ORIEL_BASE_BUF_H
#define ORIEL_BASE_BUF_H

#include <stddef.h>

#include <oriel/error.h>

struct oriel_buf {
    char *data; /* NULL while empty; not NUL-terminated */
    size_t len, cap, limit;
};

void oriel__buf_init(struct oriel_buf *buf, size_t limit);
void oriel__buf_fini(struct oriel_buf *buf); /* fine on zeroed memory */
/* Appends; ETOOBIG past the limit, ENOMEM; unchanged on failure. */
oriel_err_t oriel__buf_add(struct oriel_buf *buf, const void *data, size_t len) ORIEL_MUST_CHECK;
oriel_err_t oriel__buf_adds(struct oriel_buf *buf, const char *text) ORIEL_MUST_CHECK;
oriel_err_t oriel__buf_addc(struct oriel_buf *buf, char c) ORIEL_MUST_CHECK;
oriel_err_t oriel__buf_addf(struct oriel_buf *buf, const char *format, ...) ORIEL_MUST_CHECK ORIEL_PRINTF(2, 3);
/* Room for `len` more bytes without growing. */
oriel_err_t oriel__buf_reserve(struct oriel_buf *buf, size_t len) ORIEL_MUST_CHECK;
/* Hands the data over, NUL-terminated (`len` may be NULL); the buffer is empty
 * afterwards. NULL when out of memory (then the buffer is unchanged). */
char *oriel__buf_steal(struct oriel_buf *buf, size_t *len);
void oriel__buf_clear(struct oriel_buf *buf); /* keeps the memory */

#endif
