/* The shortest decimal of a double, by R. Giulietti's Schubfach ("The Schubfach
 * way to render doubles", 2020): of the decimals within the interval that
 * rounds to the double, at most two powers of ten need be looked at. */
#include "value/shortest.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#define FRACTION_BITS 52
#define EXPONENT_BIAS 1075 /* of the significand as an integer */
#define POWER_MIN (-292)
#define POWER_MAX 324
#define LIMBS 37 /* 10^324, or 2^1183 */

/* The 128 leading bits of a power of ten, rounded up. */
struct power {
    uint64_t high, low;
};

static pthread_once_t powers_once = PTHREAD_ONCE_INIT;
static struct power powers[POWER_MAX - POWER_MIN + 1];

/* 64 bits of a large number, from bit `at` on; zeros lie outside. */
static uint64_t bits_at(const uint32_t *limbs, int at)
{
    uint64_t bits = 0;

    for (int i = 0; i < 64; i++) {
        int bit = at + i;

        if (bit >= 0 && (limbs[bit / 32] >> (bit % 32) & 1) != 0)
            bits |= UINT64_C(1) << i;
    }
    return bits;
}

static void store_power(const uint32_t *limbs, int power, bool is_cut)
{
    struct power *to = &powers[power - POWER_MIN];
    int top = LIMBS * 32 - 1;

    while ((limbs[top / 32] >> (top % 32) & 1) == 0)
        top--;
    to->high = bits_at(limbs, top - 63);
    to->low = bits_at(limbs, top - 127);
    for (int bit = 0; bit < top - 127 && !is_cut; bit++)
        is_cut = (limbs[bit / 32] >> (bit % 32) & 1) != 0;
    if (is_cut && ++to->low == 0)
        to->high++;
}

static void make_powers(void)
{
    uint32_t limbs[LIMBS] = { 1 };

    for (int power = 0; power <= POWER_MAX; power++) {
        uint64_t carry = 0;

        store_power(limbs, power, false);
        for (int i = 0; i < LIMBS; i++) {
            carry += (uint64_t)limbs[i] * 10;
            limbs[i] = (uint32_t)carry;
            carry >>= 32;
        }
    }
    memset(limbs, 0, sizeof(limbs));
    limbs[LIMBS - 1] = UINT32_C(1) << 31;
    for (int power = -1; power >= POWER_MIN; power--) {
        uint64_t rest = 0;

        for (int i = LIMBS - 1; i >= 0; i--) {
            rest = rest << 32 | limbs[i];
            limbs[i] = (uint32_t)(rest / 10);
            rest %= 10;
        }
        store_power(limbs, power, true);
    }
}

static uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low)
{
    uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    uint64_t mid = a1 * b0 + (a0 * b0 >> 32);
    uint64_t other = a0 * b1 + (uint32_t)mid;

    *low = a * b;
    return a1 * b1 + (mid >> 32) + (other >> 32);
}

/* The product's leading 64 bits; the last of them is odd if bits were lost. */
static uint64_t round_to_odd(const struct power *power, uint64_t factor)
{
    uint64_t low, ignored;
    uint64_t high = multiply(power->high, factor, &low);
    uint64_t carry = multiply(power->low, factor, &ignored);

    low += carry;
    high += low < carry;
    return high | (low > 1);
}

/* n * 2^-shift, rounded down. */
static int scale_down(int n, int shift)
{
    return n >= 0 ? n >> shift : -((-n + (1 << shift) - 1) >> shift);
}

/* Chooses between the decimals around a double: `at` is four times the double
 * in units of the last digit, `lower` and `upper` are its interval's ends. */
static uint64_t choose(uint64_t lower, uint64_t at, uint64_t upper, int *exponent)
{
    uint64_t down = at / 4;
    bool is_down_in, is_up_in;

    if (down >= 10) { /* a digit less */
        uint64_t tens = down / 10;

        is_down_in = lower <= 40 * tens;
        is_up_in = 40 * tens + 40 <= upper;
        if (is_down_in != is_up_in) {
            (*exponent)++;
            return tens + is_up_in;
        }
    }
    is_down_in = lower <= 4 * down;
    is_up_in = 4 * down + 4 <= upper;
    if (is_down_in != is_up_in)
        return down + is_up_in;
    return down + (at > 4 * down + 2 || (at == 4 * down + 2 && down % 2 != 0));
}

int oriel__shortest(double d, uint64_t *digits)
{
    uint64_t bits, c;
    bool is_closer, is_odd; /* the double below is nearer than the one above; the ends round away */
    int q, exponent, shift;
    const struct power *power;

    (void)pthread_once(&powers_once, make_powers);
    memcpy(&bits, &d, sizeof(bits));
    c = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    q = (int)(bits >> FRACTION_BITS & 0x7FF);
    is_closer = c == 0 && q > 1;
    if (q > 0)
        c |= UINT64_C(1) << FRACTION_BITS;
    else
        q = 1;
    q -= EXPONENT_BIAS;
    is_odd = c % 2 != 0;

    exponent = scale_down(q * 1262611 - (is_closer ? 524031 : 0), 22); /* log10 of the interval */
    shift = q + scale_down(-exponent * 1741647, 19) + 1;               /* log2 of its power of ten */
    power = &powers[-exponent - POWER_MIN];
    *digits = choose(round_to_odd(power, (4 * c - 2 + is_closer) << shift) + is_odd,
                     round_to_odd(power, (4 * c) << shift), round_to_odd(power, (4 * c + 2) << shift) - is_odd,
                     &exponent);
    while (*digits % 10 == 0) {
        *digits /= 10;
        exponent++;
    }
    return exponent;
}
