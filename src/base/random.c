/* Random tokens from the kernel. */
#include "base/random.h"

#include <errno.h>
#include <stdint.h>
#include <sys/random.h>

#include "base/error.h"

#define CHUNK 48 /* a multiple of 3: only the last one ends within a group */

static oriel_err_t fill(uint8_t *out, size_t len)
{
    while (len > 0) {
        ssize_t n = getrandom(out, len, 0);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return oriel__fail(ORIEL_EIO, "the kernel gives no random bytes (error %d)", errno);
        out += n;
        len -= (size_t)n;
    }
    return ORIEL_OK;
}

static char *encode(char *out, const uint8_t *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint32_t bits = 0;
    unsigned count = 0;

    for (size_t i = 0; i < len; i++) {
        bits = bits << 8 | bytes[i];
        for (count += 8; count >= 6; count -= 6)
            *out++ = digits[bits >> (count - 6) & 63];
    }
    if (count > 0)
        *out++ = digits[bits << (6 - count) & 63];
    return out;
}

oriel_err_t oriel__token(char *out, size_t len)
{
    uint8_t bytes[CHUNK];

    while (len > 0) {
        size_t n = len < CHUNK ? len : CHUNK;
        oriel_err_t err = fill(bytes, n);

        if (err != ORIEL_OK)
            return err;
        out = encode(out, bytes, n);
        len -= n;
    }
    *out = '\0';
    return ORIEL_OK;
}
