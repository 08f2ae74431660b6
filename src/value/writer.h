/* The writer's struct, for those who keep one on their stack. */
#ifndef ORIEL_VALUE_WRITER_H
#define ORIEL_VALUE_WRITER_H

#include "base/buf.h"
#include "value/value.h"

struct oriel_writer {
    struct oriel_buf buf;
    uint64_t in_object[2]; /* a bit a level: object or array */
    unsigned depth, deepest;
    bool after_key;
    oriel_err_t err; /* sticks, with its text */
    char err_text[160];
};

void oriel__writer_init(struct oriel_writer *writer);
void oriel__writer_fini(struct oriel_writer *writer);
bool oriel__writer_in_object(const struct oriel_writer *writer);

#endif
