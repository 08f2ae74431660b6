/* Writes messages into a buffer whose first error sticks. */
#ifndef ORIEL_WIDGET_WRITE_H
#define ORIEL_WIDGET_WRITE_H

#include "widget/internal.h"

struct oriel__out {
    struct oriel_buf *buf;
    oriel_err_t err;
};

void oriel__out_add(struct oriel__out *out, const char *text, size_t len);
void oriel__out_adds(struct oriel__out *out, const char *text);
void oriel__out_int(struct oriel__out *out, uint64_t n);
void oriel__out_value(struct oriel__out *out, const oriel_value_t *value);
/* The same, with null in place of widgets that are not there any more. */
void oriel__out_alive(struct oriel__out *out, const struct oriel__tree *tree, const oriel_value_t *value);
/* A call up to its arguments. */
void oriel__out_call(struct oriel__out *out, const struct oriel__node *node, const char *method, bool is_binary);
/* The whole `create`, with what can be set at once. */
void oriel__out_create(struct oriel__out *out, const struct oriel__tree *tree, const struct oriel__node *node);

#endif
