/* The shortest decimal of a double. */
#ifndef ORIEL_VALUE_SHORTEST_H
#define ORIEL_VALUE_SHORTEST_H

#include <stdint.h>

/* The decimal *digits * 10^(what is returned) with the fewest digits that reads
 * back as `d`, the nearest of these; `d` is finite and above zero. */
int oriel__shortest(double d, uint64_t *digits);

#endif
