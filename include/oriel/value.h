/* Immutable values: JSON as text, or a block of bytes; written once, shared
 * by reference, read without a tree. All functions: any thread. Since 0.1. */
#ifndef ORIEL_VALUE_H
#define ORIEL_VALUE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <oriel/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Limits of every value: integers are exact to 2^53 - 1 (what a page's numbers
 * can hold), nesting ends at 128 levels, a text at 64 MiB. */
#define ORIEL_VALUE_INT_MAX INT64_C(9007199254740991)
#define ORIEL_VALUE_DEPTH_MAX 128
#define ORIEL_VALUE_SIZE_MAX ((size_t)64 * 1024 * 1024)

typedef enum oriel_type {
    ORIEL_TYPE_NULL,
    ORIEL_TYPE_BOOL,
    ORIEL_TYPE_INT,
    ORIEL_TYPE_REAL,
    ORIEL_TYPE_STRING,
    ORIEL_TYPE_ARRAY,
    ORIEL_TYPE_OBJECT,
    ORIEL_TYPE_BYTES /* a Uint8Array in the page; only as a whole argument or result */
} oriel_type_t;

typedef struct oriel_value oriel_value_t;

/* Makers. Each returns a new reference, or NULL with oriel_last_error() set
 * (out of memory, NaN or infinity, an integer beyond ORIEL_VALUE_INT_MAX, text
 * that is not UTF-8). Functions that take a value accept that NULL and return
 * the maker's error, so that makers nest:
 *
 *     err = oriel_state_set(state, "system", "cpu", oriel_value_real(42.5));
 */
ORIEL_API oriel_value_t *oriel_value_null(void);
ORIEL_API oriel_value_t *oriel_value_bool(bool b);
ORIEL_API oriel_value_t *oriel_value_int(int64_t i);
ORIEL_API oriel_value_t *oriel_value_real(double d);
ORIEL_API oriel_value_t *oriel_value_string(const char *text);
ORIEL_API oriel_value_t *oriel_value_string_n(const char *text, size_t len);
/* Copies `len` bytes. */
ORIEL_API oriel_value_t *oriel_value_bytes(const void *data, size_t len);
/* Keeps `data` until the last unref, then calls `release(data, user)`, on
 * whichever thread that is. `release` may be NULL for static data, and is
 * called at once when the value cannot be made. */
ORIEL_API oriel_value_t *oriel_value_bytes_take(const void *data, size_t len, void (*release)(void *data, void *user),
                                                void *user);

/* One more reference to `value`; returns it. NULL stays NULL. */
ORIEL_API oriel_value_t *oriel_value_ref(oriel_value_t *value);
/* One reference less; always returns NULL. */
ORIEL_API oriel_value_t *oriel_value_unref(oriel_value_t *value);

/* Parses JSON text (UTF-8, `len` bytes). Strict: no duplicate keys, NaN,
 * comments or trailing text, no lone surrogates ("\ud800", which UTF-8 cannot
 * carry), no NUL in a key, no number that a double cannot hold (1e400);
 * integers beyond 2^53 - 1 become reals. `*ret`: a new reference. Errors:
 * ESYNTAX (with line and column), ETOOBIG, ENOMEM. */
ORIEL_API oriel_err_t oriel_value_from_json(const char *text, size_t len, oriel_value_t **ret) ORIEL_MUST_CHECK;

/* Builds a value from a format. Blanks, ',' and ':' are skipped:
 *   n null   b int as bool   i int   I int64_t   f double   s const char *
 *   z const char *, NULL gives null   # const char *, size_t
 *   v oriel_value_t * (borrowed)   [ ] array   { } object, keys are 's' or '#'
 *
 *     err = oriel_value_pack(&v, "{s:f, s:[ii]}", "load", 0.5, "size", 3, 4);
 *
 * Errors: EINVAL (the format; the text says where), ERANGE, ETYPE (bytes
 * inside), ETOOBIG, ENOMEM. */
ORIEL_API oriel_err_t oriel_value_pack(oriel_value_t **ret, const char *format, ...) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_value_vpack(oriel_value_t **ret, const char *format, va_list args) ORIEL_MUST_CHECK;

/* The type of `value`; ORIEL_TYPE_NULL for NULL. */
ORIEL_API oriel_type_t oriel_value_get_type(const oriel_value_t *value);
/* The JSON text, NUL-terminated, borrowed until the last unref; NULL for bytes.
 * `len` may be NULL. */
ORIEL_API const char *oriel_value_get_text(const oriel_value_t *value, size_t *len);
/* The bytes, borrowed until the last unref; NULL for anything else. */
ORIEL_API const void *oriel_value_get_bytes(const oriel_value_t *value, size_t *len);

/* Readers of scalars. An integral real reads as int, an int as real. Errors:
 * ETYPE (the text names both types), ERANGE. */
ORIEL_API oriel_err_t oriel_value_get_bool(const oriel_value_t *value, bool *ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_value_get_int(const oriel_value_t *value, int64_t *ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_value_get_real(const oriel_value_t *value, double *ret) ORIEL_MUST_CHECK;
/* The string, decoded, NUL-terminated; the caller frees it with oriel_free().
 * It may hold NULs of its own: see `len`, which may be NULL. */
ORIEL_API oriel_err_t oriel_value_dup_string(const oriel_value_t *value, char **ret, size_t *len) ORIEL_MUST_CHECK;

/* Number of elements of an array or members of an object, 0 for others. */
ORIEL_API size_t oriel_value_get_count(const oriel_value_t *value);
/* A member or element as a value of its own: a new reference, or NULL when
 * absent (or `value` has no members). Linear in the text before it. */
ORIEL_API oriel_value_t *oriel_value_dup_member(const oriel_value_t *value, const char *key);
ORIEL_API oriel_value_t *oriel_value_dup_element(const oriel_value_t *value, size_t index);

/* Frees what a _dup_ function returned. NULL is fine. */
ORIEL_API void oriel_free(void *memory);

/* --- Writer: builds a large value in one pass ------------------------------
 *
 *     oriel_writer_t *w;
 *     oriel_writer_new(&w);
 *     oriel_writer_begin_object(w);
 *     oriel_writer_key(w, "cpu", 3);
 *     oriel_writer_real(w, 0.25);
 *     oriel_writer_end(w);
 *     err = oriel_writer_finish(w, &value);
 *     oriel_writer_free(w);
 *
 * The first error sticks: later calls return it and oriel_writer_finish()
 * reports it, so only that result need be checked. One thread at a time. */
typedef struct oriel_writer oriel_writer_t;

ORIEL_API oriel_err_t oriel_writer_new(oriel_writer_t **ret) ORIEL_MUST_CHECK;
ORIEL_API void oriel_writer_free(oriel_writer_t *writer);
ORIEL_API oriel_err_t oriel_writer_null(oriel_writer_t *writer);
ORIEL_API oriel_err_t oriel_writer_bool(oriel_writer_t *writer, bool b);
ORIEL_API oriel_err_t oriel_writer_int(oriel_writer_t *writer, int64_t i);
ORIEL_API oriel_err_t oriel_writer_real(oriel_writer_t *writer, double d);
ORIEL_API oriel_err_t oriel_writer_string(oriel_writer_t *writer, const char *text, size_t len);
ORIEL_API oriel_err_t oriel_writer_value(oriel_writer_t *writer, const oriel_value_t *value);
ORIEL_API oriel_err_t oriel_writer_begin_array(oriel_writer_t *writer);
ORIEL_API oriel_err_t oriel_writer_begin_object(oriel_writer_t *writer);
/* The caller keeps keys unique. EINVAL for a key with a NUL in it. */
ORIEL_API oriel_err_t oriel_writer_key(oriel_writer_t *writer, const char *key, size_t len);
/* Ends the innermost array or object. */
ORIEL_API oriel_err_t oriel_writer_end(oriel_writer_t *writer);
/* The value written: a new reference. The writer is empty again afterwards,
 * whether it worked or not, and may be used anew. */
ORIEL_API oriel_err_t oriel_writer_finish(oriel_writer_t *writer, oriel_value_t **ret) ORIEL_MUST_CHECK;

/* --- Reader: walks a value, token by token --------------------------------- */
typedef enum oriel_token_type {
    ORIEL_TOKEN_END, /* after the last token */
    ORIEL_TOKEN_NULL,
    ORIEL_TOKEN_BOOL,
    ORIEL_TOKEN_INT,
    ORIEL_TOKEN_REAL,
    ORIEL_TOKEN_STRING,
    ORIEL_TOKEN_KEY, /* then the member's value follows */
    ORIEL_TOKEN_BEGIN_ARRAY,
    ORIEL_TOKEN_END_ARRAY,
    ORIEL_TOKEN_BEGIN_OBJECT,
    ORIEL_TOKEN_END_OBJECT
} oriel_token_type_t;

typedef struct oriel_token {
    oriel_token_type_t type;
    bool boolean;     /* BOOL */
    bool has_escapes; /* STRING, KEY: `text` must be decoded with oriel_token_decode() */
    int64_t integer;  /* INT */
    double real;      /* INT, REAL */
    const char *text; /* the token's text in the value, without quotes; borrowed from it */
    size_t len;
} oriel_token_t;

/* A position in a value's text; plain data, copy it freely. Fields are private. */
typedef struct oriel_reader {
    const char *at;
    const char *end;
    uint64_t in_object[3]; /* a bit a level: object or array */
    unsigned depth;
    bool after_key;
} oriel_reader_t;

/* A reader at the start of `value`, which must outlive it. Bytes and NULL read
 * as null. */
ORIEL_API oriel_reader_t oriel_value_read(const oriel_value_t *value);
/* The next token. After the end: ORIEL_TOKEN_END for ever. */
ORIEL_API oriel_token_t oriel_reader_next(oriel_reader_t *reader);
/* Passes over the rest of the array or object that was begun last. */
ORIEL_API void oriel_reader_skip(oriel_reader_t *reader);
/* Decodes a STRING or KEY into `out`, which has room for `len` bytes: decoding
 * never lengthens. Returns the decoded length; no NUL is added. */
ORIEL_API size_t oriel_token_decode(const oriel_token_t *token, char *out);

#ifdef __cplusplus
}
#endif

#endif
