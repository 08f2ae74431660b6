/* Those who wait for a transfer. */
#ifndef ORIEL_SERVICE_READER_H
#define ORIEL_SERVICE_READER_H

#include "service/fetch.h"

/* A reader, and its future: one reference, the caller's. */
oriel_err_t oriel__reader_new(oriel_fetch_t *fetch, enum oriel__reader_kind kind, struct oriel__reader **ret,
                              oriel_future_t **ret_future) ORIEL_MUST_CHECK;
/* Settles its future (as canceled for ECANCELED) and lets go of the transfer;
 * takes `value`. Without locks. */
void oriel__reader_settle(struct oriel__reader *reader, oriel_err_t err, const char *text, oriel_value_t *value);

#endif
