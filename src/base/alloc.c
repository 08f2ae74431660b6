/* The allocator seam. */
#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local long fail_at;
static _Thread_local bool has_failed;

static bool must_fail(void)
{
    if (fail_at == 0 || --fail_at > 0)
        return false;
    has_failed = true;
    return true;
}

void *oriel__alloc(size_t size)
{
    if (must_fail())
        return NULL;
    return malloc(size ? size : 1);
}

void *oriel__new0(size_t size)
{
    if (must_fail())
        return NULL;
    return calloc(1, size ? size : 1);
}

void *oriel__realloc(void *memory, size_t size)
{
    if (must_fail())
        return NULL;
    return realloc(memory, size ? size : 1);
}

char *oriel__strndup(const char *text, size_t len)
{
    char *copy = oriel__alloc(len + 1);

    if (!copy)
        return NULL;
    if (len > 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *oriel__strdup(const char *text)
{
    return oriel__strndup(text, strlen(text));
}

void oriel__free(void *memory)
{
    free(memory);
}

void oriel__alloc_fail_at(long n)
{
    fail_at = n;
    has_failed = false;
}

int oriel__alloc_has_failed(void)
{
    return has_failed;
}
