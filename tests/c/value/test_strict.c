/* What is JSON and what it says: jansson has to agree, about texts that are right
 * and about thousands that are nearly so. */
#include "check.h"

#include <jansson.h>

#define ROUNDS 60000
#define SIZE 512

static const char *const seeds[] = {
    "{\"a\":[1,-2.5e3,true,null,\"\\u00e9\"],\"b\":{},\"c\":[[],[0]],\"\":false}",
    "[\"c\",17,\"bench\",\"ping\",[\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",{\"a\":1,\"b\":[]}]]",
    " [ -0 , 0.1 , 1E5 , 1e-7 , 9007199254740993 , 123456789012345678901234567890 ] ",
    "{\"\\ud83d\\ude00\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"\xe2\x82\xac\":\"\xf0\x9f\x98\x80\",\"\\u0000x\":1}",
    "{\"k\":{\"k\":{\"k\":1,\"l\":2},\"l\":3},\"l\":4,\"m\":\"\\u0000\",\"\\u006b\":0}",
};

/* What a mutation puts in: what JSON is made of, and what it is not. */
static const char *const pieces[] = {
    "\"", "\\",   ",",     ":",     "[",    "]",    "{",    "}",    "0",  "1",       "-",       "+",
    ".",  "e",    "E",     " ",     "\n",   "\t",   "t",    "n",    "u",  "a",       "k",       "l",
    "/",  "b",    "true",  "null",  "\x01", "\x7f", "\x80", "\xc3", "é",  "€",       "\"",      "{}",
    "[]", "\"\"", "\\u00", "\\ud8", "x",    "1e",   "400",  "-0",   "00", "\\ud83d", "\\udc00", ",,",
};

static uint32_t next(uint32_t *random)
{
    *random = *random * 1664525 + 1013904223;
    return *random >> 8;
}

/* Takes a few bytes out and puts a piece in. */
static size_t mutate(char *text, size_t len, uint32_t *random)
{
    const char *piece = pieces[next(random) % (sizeof(pieces) / sizeof(pieces[0]))];
    size_t n = next(random) % 4 ? strlen(piece) : 0;
    size_t at = next(random) % (len + 1);
    size_t out = next(random) % 3;

    if (out > len - at)
        out = len - at;
    if (len - out + n > SIZE)
        return len;
    memmove(text + at + n, text + at + out, len - at - out);
    memcpy(text + at, piece, n);
    return len - out + n;
}

static json_t *load(const char *text, size_t len)
{
    static const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL |
                                JSON_ALLOW_NUL; /* reals as ours */

    return json_loadb(text, len, flags, NULL);
}

/* Both take the text, and find the same in it; or both refuse it. */
static bool check(const char *text, size_t len)
{
    oriel_value_t *value = NULL;
    json_t *tree = load(text, len);
    oriel_err_t err = oriel_value_from_json(text, len, &value);

    if ((tree != NULL) != (err == ORIEL_OK))
        fail_msg("jansson %s, we say %s: %.*s", tree ? "takes it" : "refuses it", err ? oriel_last_error() : "yes",
                 (int)len, text);
    if (tree) {
        size_t n;
        const char *ours = oriel_value_get_text(value, &n);
        json_t *again = load(ours, n);

        if (!json_equal(tree, again))
            fail_msg("%.*s became %s", (int)len, text, ours);
        json_decref(again);
    }
    json_decref(tree);
    oriel_value_unref(value);
    return err == ORIEL_OK;
}

static void test_agreement(void **state)
{
    uint32_t random = 2026;
    size_t taken = 0;
    char text[SIZE];

    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        const char *seed = seeds[round % (sizeof(seeds) / sizeof(seeds[0]))];
        size_t len = strlen(seed);
        size_t changes = next(&random) % 4;

        memcpy(text, seed, len);
        for (size_t i = 0; i < changes; i++)
            len = mutate(text, len, &random);
        taken += check(text, len);
    }
    assert_true(taken > ROUNDS / 20 && taken < ROUNDS - ROUNDS / 20);
}

/* Each byte, alone and where a string, a key, a number or a value may stand. */
static void test_bytes(void **state)
{
    static const char *const around[][2] = {
        { "", "" },  { "\"", "\"" }, { "[\"\\", "\"]" },        { "{\"a", "\":1}" },  { "[1", "]" },
        { "-", "" }, { "1.", "" },   { "{\"\":1", "\"b\":2}" }, { "\"\\u00", "0\"" }, { "[1]", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(around) / sizeof(around[0]); i++) {
        for (int byte = 1; byte < 256; byte++) { /* at a NUL jansson believes the text to end */
            char text[32];
            int len = sprintf(text, "%s%c%s", around[i][0], byte, around[i][1]);

            (void)check(text, (size_t)len);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agreement),
        cmocka_unit_test(test_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
