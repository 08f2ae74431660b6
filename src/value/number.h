/* Numbers to and from text, whatever the locale. */
#ifndef ORIEL_VALUE_NUMBER_H
#define ORIEL_VALUE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ORIEL__NUMBER_SIZE 32 /* room for any number */

/* Both return the length; no NUL is added. */
size_t oriel__int_format(char *out, int64_t i);
/* The shortest text that reads back as `d`, which is finite; with a '.' or an
 * exponent, so that it reads back as a real. It is what Python's repr() says. */
size_t oriel__real_format(char *out, double d);

struct oriel__number {
    bool is_int; /* integral, and within ORIEL_VALUE_INT_MAX */
    int64_t integer;
    double real;
};

/* Reads the JSON number that `text` begins with; returns its length. Behind it
 * must stand a character that no number has: ',', a bracket, or a NUL. */
size_t oriel__number_parse(const char *text, const char *end, struct oriel__number *ret);

#endif
