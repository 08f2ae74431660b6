/* Clients that know part A of the widget protocol only: frames of ours become
 * their messages, and their messages texts of ours. Pure. */
#ifndef ORIEL_SERVER_LEGACY_H
#define ORIEL_SERVER_LEGACY_H

#include "base/buf.h"
#include "base/hash.h"

#include <oriel/value.h>

/* A chunk of a file that was announced; its bytes come next. */
struct oriel__legacy_chunk {
    uint64_t transfer, file;
    bool is_last; /* of the last file */
};

#define ORIEL__LEGACY_CHUNKS_MAX 64

/* Numbers and open questions of one connection. */
struct oriel__legacy {
    uint64_t last_id;
    struct oriel_hash questions;                                 /* id on the wire -> ours, 8 bytes each */
    struct oriel__legacy_chunk chunks[ORIEL__LEGACY_CHUNKS_MAX]; /* a ring */
    size_t first_chunk, chunk_count;
};

/* Where messages go. Each returns false to stop. */
struct oriel__legacy_sink {
    bool (*text)(void *user, const char *text, size_t len);
    bool (*bytes)(void *user, const void *bytes, size_t len);
    void *user;
};

void oriel__legacy_init(struct oriel__legacy *legacy);
void oriel__legacy_fini(struct oriel__legacy *legacy); /* fine on zeroed memory */
/* A frame as oriel__page_take() gives it; state, answers and whatever else such
 * a client does not know is left out. */
oriel_err_t oriel__legacy_frame(struct oriel__legacy *legacy, const char *frame, size_t len,
                                const struct oriel__legacy_sink *sink) ORIEL_MUST_CHECK;
/* A message, or an array of them, as operations without their brackets, appended
 * to `ops` ("" when there is nothing in it for us). ESYNTAX. */
oriel_err_t oriel__legacy_message(struct oriel__legacy *legacy, const char *text, size_t len,
                                  struct oriel_buf *ops) ORIEL_MUST_CHECK;
/* Bytes of the chunk that was announced first: operations as above, and, below
 * them, the lines of blocks, appended to `blocks`. ESYNTAX: none was. */
oriel_err_t oriel__legacy_bytes(struct oriel__legacy *legacy, const void *bytes, size_t len, struct oriel_buf *ops,
                                struct oriel_buf *blocks) ORIEL_MUST_CHECK;

#endif
