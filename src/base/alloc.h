/* The allocator seam: every allocation of ours goes through here, so that
 * tests can make the n-th one fail. */
#ifndef ORIEL_BASE_ALLOC_H
#define ORIEL_BASE_ALLOC_H

#include <stddef.h>

/* NULL on failure, without setting the error text: callers return
 * oriel__nomem(). oriel__new0() zeroes. Memory is freed with oriel__free(). */
void *oriel__alloc(size_t size);
void *oriel__new0(size_t size);
void *oriel__realloc(void *memory, size_t size);
char *oriel__strdup(const char *text);
char *oriel__strndup(const char *text, size_t len); /* copies NULs too; terminates */
void oriel__free(void *memory);

/* Tests: the n-th allocation from now on fails (1: the next), and only that
 * one; 0 turns it off. Counts on the calling thread only. */
void oriel__alloc_fail_at(long n);
/* Tests: whether the armed failure has happened. */
int oriel__alloc_has_failed(void);

/* `ORIEL_CLEANUP(freep) struct x *p` frees at the end of the scope. */
#define ORIEL_CLEANUP(f) __attribute__((cleanup(f)))

#endif
