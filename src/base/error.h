/* Sets the calling thread's error text. */
#ifndef ORIEL_BASE_ERROR_H
#define ORIEL_BASE_ERROR_H

#include <oriel/error.h>

/* Remembers a formatted text (cut at 511 bytes, on a character) for
 * oriel_last_error() and returns `err`, so that failing is one line:
 *
 *     return oriel__fail(ORIEL_ETOOBIG, "message %zu bytes, limit %zu", n, max);
 */
oriel_err_t oriel__fail(oriel_err_t err, const char *format, ...) ORIEL_PRINTF(2, 3);
void oriel__note_nomem(void);
/* Out of memory, with its text; needs no memory. Inline, so that analysers see
 * that what returns it has failed. */
static inline oriel_err_t oriel__nomem(void)
{
    oriel__note_nomem();
    return ORIEL_ENOMEM;
}
/* The code that goes with oriel_last_error(): what the last oriel__fail() on
 * this thread returned, ORIEL_EINVAL if there was none. */
oriel_err_t oriel__last_err(void);
/* As if there was none: the text is empty. */
void oriel__forget_error(void);

#endif
