/* What travels over a socket besides frames: heads of texts, introductions. Pure. */
#ifndef ORIEL_SERVER_WIRE_H
#define ORIEL_SERVER_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <oriel/value.h>

#include "base/buf.h"

/* What a frame's head takes at the most: `HEARD `. */
#define ORIEL__HEARD_MAX 21

/* Reads `N SEEN ` at the start of a text; `*rest` is what follows. False: malformed. */
bool oriel__wire_head(const char *text, size_t len, uint64_t *number, uint64_t *seen, const char **rest);

/* How a page introduces itself. Strings are owned, NULL when absent. */
struct oriel__greeting {
    bool is_ours; /* it speaks the protocol of our pages */
    char *session_id, *token, *code, *query;
    uint64_t document, seen; /* 0: none */
};

/* ESYNTAX, ETYPE and ETOOBIG name what is wrong. */
oriel_err_t oriel__greeting_read(const char *text, size_t len, struct oriel__greeting *ret) ORIEL_MUST_CHECK;
void oriel__greeting_fini(struct oriel__greeting *greeting); /* fine on zeroed memory */

/* A reader in front of a member's value. False: there is none, or it is no object. */
bool oriel__member_find(const oriel_value_t *object, const char *key, oriel_reader_t *ret);
/* Whether its member "type" says that. */
bool oriel__control_is(const oriel_value_t *control, const char *type);
/* Equal in a time that does not tell where they differ. */
bool oriel__secret_is(const char *secret, const char *guess);
/* Letters, digits, '-' and '_', not too long. */
bool oriel__session_id_is(const char *id);
/* Printable, without quotes and backslashes, not too long. */
bool oriel__token_is(const char *token);

#endif
