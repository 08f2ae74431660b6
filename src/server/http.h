/* Requests for files: what the answer is, without sending it. Pure but for files
 * that it opens. */
#ifndef ORIEL_SERVER_HTTP_H
#define ORIEL_SERVER_HTTP_H

#include <stdbool.h>
#include <stdint.h>

#include "server/internal.h"

/* What was asked; strings may be NULL when absent. */
struct oriel__ask {
    const char *path; /* percent-decoded, without query */
    const char *if_none_match, *accept_encoding, *range, *if_range;
    bool is_head;
};

struct oriel__answer {
    int status;
    const char *type;          /* static, or in `type_copy` */
    const char *encoding;      /* "br", "gzip" or NULL */
    const unsigned char *data; /* NULL: from `fd` */
    int fd;                    /* -1: none; the answer's */
    uint64_t start, length;    /* of what is sent */
    uint64_t total;            /* the whole file's */
    char etag[64];
    char type_copy[128];
    oriel_value_t *value; /* what `data` is in, or NULL */
    char *owned;          /* likewise */
    bool is_html, is_own; /* is_own: of ours, not the program's */
    bool is_immutable, is_font, may_store;
};

void oriel__http_answer(oriel_server_t *server, const struct oriel__ask *ask, struct oriel__answer *ret);
void oriel__answer_fini(struct oriel__answer *answer);
/* The Content-Security-Policy of a page; `ret` has `size` bytes. */
#define ORIEL__POLICY_MAX ((size_t)4095)
void oriel__http_policy(oriel_server_t *server, const struct oriel__answer *answer, char *ret, size_t size);
/* Whether a list of encodings has this one, with a weight above 0. */
bool oriel__http_accepts(const char *list, const char *encoding);
/* "bytes=3-7" of a file of `total` bytes. 1: a part; 0: the whole; -1: none of it. */
int oriel__http_range(const char *range, uint64_t total, uint64_t *start, uint64_t *length);

#endif
