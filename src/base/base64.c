/* Base64, standard alphabet, padded: how bytes travel in text. */
#include "base/base64.h"

#include <stdint.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void oriel__base64_encode(const void *data, size_t len, char *out)
{
    const uint8_t *in = data;

    while (len >= 3) {
        uint32_t n = (uint32_t)in[0] << 16 | (uint32_t)in[1] << 8 | in[2];

        *out++ = alphabet[n >> 18];
        *out++ = alphabet[n >> 12 & 63];
        *out++ = alphabet[n >> 6 & 63];
        *out++ = alphabet[n & 63];
        in += 3;
        len -= 3;
    }
    if (len > 0) {
        uint32_t n = (uint32_t)in[0] << 16 | (len > 1 ? (uint32_t)in[1] << 8 : 0);
        char third = '=';

        if (len > 1)
            third = alphabet[n >> 6 & 63];
        *out++ = alphabet[n >> 18];
        *out++ = alphabet[n >> 12 & 63];
        *out++ = third;
        *out++ = '=';
    }
}

#define BAD 0xff

/* What each character stands for; BAD for what is none. */
static uint8_t digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (uint8_t)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (uint8_t)(c - 'a' + 26);
    if (c >= '0' && c <= '9')
        return (uint8_t)(c - '0' + 52);
    return c == '+' ? 62 : c == '/' ? 63 : BAD;
}

static void fill_table(uint8_t table[256])
{
    for (int c = 0; c < 256; c++)
        table[c] = digit((char)c);
}

/* The last, padded group: 1 or 2 bytes. */
static bool decode_tail(const char *text, size_t pad, uint8_t **out)
{
    uint32_t a = digit(text[0]), b = digit(text[1]), c = pad == 2 ? 0 : digit(text[2]);

    if (a == BAD || b == BAD || c == BAD || (pad == 2 && text[2] != '='))
        return false;
    if ((pad == 2 && (b & 15)) || (pad == 1 && (c & 3)))
        return false; /* bits that no encoder writes */
    *(*out)++ = (uint8_t)(a << 2 | b >> 4);
    if (pad == 1)
        *(*out)++ = (uint8_t)(b << 4 | c >> 2);
    return true;
}

bool oriel__base64_decode(const char *text, size_t len, void *out, size_t *ret_len)
{
    uint8_t table[256];
    uint8_t *to = out;
    size_t pad = 0;

    if (len % 4 != 0)
        return false;
    if (len > 0 && text[len - 1] == '=')
        pad = text[len - 2] == '=' ? 2 : 1;
    fill_table(table);
    size_t whole = pad ? len - 4 : len;

    for (size_t i = 0; i < whole; i += 4) {
        uint32_t a = table[(uint8_t)text[i]], b = table[(uint8_t)text[i + 1]];
        uint32_t c = table[(uint8_t)text[i + 2]], d = table[(uint8_t)text[i + 3]];

        if ((a | b | c | d) > 63)
            return false;
        uint32_t n = a << 18 | b << 12 | c << 6 | d;

        *to++ = (uint8_t)(n >> 16);
        *to++ = (uint8_t)(n >> 8);
        *to++ = (uint8_t)n;
    }
    if (pad && !decode_tail(text + whole, pad, &to))
        return false;
    *ret_len = (size_t)(to - (uint8_t *)out);
    return true;
}
