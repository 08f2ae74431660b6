/* Structures that callers fill in and that grow with the library. */
#ifndef ORIEL_BASE_OPTS_H
#define ORIEL_BASE_OPTS_H

#include <stdbool.h>
#include <stddef.h>

/* Where `field` ends in `type`: how much a caller of the version that had it
 * last must give. */
#define ORIEL__OPTS_END(type, field) (offsetof(type, field) + sizeof(((type *)NULL)->field))

/* Copies the caller's struct, whose first member is its size, over the defaults
 * in `to`, which has `size` bytes. An older caller's is shorter, `least` at the
 * shortest: what it lacks keeps its default. A newer one's is longer: what this
 * library does not know must be zero. False: no such struct. */
bool oriel__opts_read(void *to, size_t size, const void *from, size_t least);

#endif
