/* What a value is made of; for this room only. */
#ifndef ORIEL_VALUE_REPR_H
#define ORIEL_VALUE_REPR_H

#include <stdatomic.h>

#include "base/buf.h"
#include "value/value.h"

/* The depth of a slice nobody has measured. */
#define ORIEL__DEPTH_UNKNOWN UINT8_MAX

struct oriel_value {
    atomic_uint refs;
    uint8_t type;
    uint8_t depth; /* of arrays and objects within one another */
    bool is_static;
    size_t len;
    const char *text; /* canonical JSON and a NUL, behind this struct; or the bytes */
};

/* The limit of a buffer for oriel__text_begin(). */
#define ORIEL__TEXT_LIMIT (sizeof(struct oriel_value) + ORIEL_VALUE_SIZE_MAX)
/* ORIEL_ETOOBIG with the text that fits values; other errors pass. */
oriel_err_t oriel__text_fail(oriel_err_t err);

/* "a string", for messages. */
const char *oriel__type_name(oriel_type_t type);

#endif
