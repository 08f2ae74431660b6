/* Structures that callers fill in and that grow with the library. */
#include "base/opts.h"

#include <string.h>

bool oriel__opts_read(void *to, size_t size, const void *from, size_t least)
{
    const unsigned char *bytes = from;
    size_t given;

    memcpy(&given, from, sizeof(given));
    if (given < least || given > 65536)
        return false;
    for (size_t i = size; i < given; i++) {
        if (bytes[i])
            return false;
    }
    memcpy(to, from, given < size ? given : size);
    memcpy(to, &size, sizeof(size));
    return true;
}
