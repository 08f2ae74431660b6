/* A tree's insides, for the files of this room. All run under the tree's lock. */
#ifndef ORIEL_WIDGET_INTERNAL_H
#define ORIEL_WIDGET_INTERNAL_H

#include "widget/tree.h"

#define ORIEL__ARGS_MAX 8

/* Arguments of a call, checked: slices of the value they came in. */
struct oriel__slice {
    const char *text;
    size_t len;
};

struct oriel__args {
    oriel_value_t *value; /* the array, without nulls at the end; a reference */
    size_t count;
    struct oriel__slice at[ORIEL__ARGS_MAX];
    struct oriel__node *child; /* the first widget among them */
    size_t child_index;
    bool has_refs;
};

/* check.c */
/* `what` names the call in errors: "Label.set_text". */
oriel_err_t oriel__args_check(struct oriel__tree *tree, const struct oriel__class *cls, const char *name,
                              const struct oriel__param *params, size_t param_count, size_t required,
                              oriel_value_t *value, struct oriel__args *ret) ORIEL_MUST_CHECK;
void oriel__args_fini(struct oriel__args *args);
/* One value against one parameter. */
oriel_err_t oriel__param_check(struct oriel__tree *tree, const struct oriel__class *cls, const char *name,
                               const struct oriel__param *param, const struct oriel__slice *slice,
                               bool *has_refs) ORIEL_MUST_CHECK;
bool oriel__slice_is_null(const struct oriel__slice *slice);
bool oriel__slice_equals(const struct oriel__slice *slice, const char *text, size_t len);
int64_t oriel__slice_int(const struct oriel__slice *slice, int64_t otherwise);
double oriel__slice_real(const struct oriel__slice *slice, double otherwise);
/* The widget that {"__wid__": N} says, 0 when it is none. */
uint64_t oriel__slice_wid(const struct oriel__slice *slice);

/* tree.c */
struct oriel__node *oriel__tree_find(const struct oriel__tree *tree, uint64_t wid);
oriel_err_t oriel__tree_enter(struct oriel__tree *tree, struct oriel__node *node) ORIEL_MUST_CHECK;
void oriel__tree_leave(struct oriel__tree *tree, struct oriel__node *node);
void oriel__tree_add_root(struct oriel__tree *tree, struct oriel__node *node);
/* The same for one that belongs behind `link`; returns its own link. */
struct oriel_list *oriel__tree_add_root_behind(struct oriel__tree *tree, struct oriel_list *link,
                                               struct oriel__node *node);
void oriel__tree_remove_root(struct oriel__tree *tree, struct oriel__node *node);
/* The next widget by number after `wid`, NULL at the end. */
struct oriel__node *oriel__tree_next(const struct oriel__tree *tree, uint64_t wid);
/* "Label 7 was destroyed". */
oriel_err_t oriel__node_check(const struct oriel__node *node) ORIEL_MUST_CHECK;

/* destroy.c: takes `node` and all below it out of the tree, into the list `gone`;
 * empties them, under the lock; lets go of them, without it. */
void oriel__tree_uproot(struct oriel__tree *tree, struct oriel__node *node, struct oriel_list *gone);
void oriel__tree_empty(struct oriel_list *gone);
void oriel__tree_release(struct oriel_list *gone);

/* call.c */
oriel_err_t oriel__tree_listen_locked(struct oriel__tree *tree, struct oriel__node *node,
                                      const struct oriel__action *action) ORIEL_MUST_CHECK;

/* watch.c */
/* To all watchers but `source`, or held while a batch is open. */
void oriel__tree_push(struct oriel__tree *tree, const struct oriel__op *op, const struct oriel__tree_watcher *source);
/* Whom to ask: the first that is not away, or else the first. NULL: nobody watches. */
struct oriel__tree_watcher *oriel__tree_choose(struct oriel__tree *tree);
/* Sends the question to `watcher`. False: there was no memory for it. */
bool oriel__tree_ask(struct oriel__tree *tree, const struct oriel__question *question, const struct oriel__op *op,
                     struct oriel__tree_watcher *watcher);
void oriel__tree_push_to(struct oriel__tree *tree, const struct oriel__op *op, struct oriel__tree_watcher *watcher);
void oriel__tree_lose(struct oriel__tree *tree);
void oriel__tree_lose_one(struct oriel__tree *tree, struct oriel__tree_watcher *watcher);
void oriel__tree_flush(struct oriel__tree *tree); /* what is held */
void oriel__tree_confirm(struct oriel__tree *tree, struct oriel__tree_watcher *source);
/* Without the lock. */
void oriel__tree_wake(struct oriel__tree *tree);

/* entry.c */
struct oriel__entry *oriel__entry_find(struct oriel__node *node, uint16_t key);
/* Keeps the arguments under the key, behind all others: what was called last is
 * repeated last. `args`: a reference is taken. With room reserved it cannot fail. */
oriel_err_t oriel__entry_reserve(struct oriel__node *node, size_t more) ORIEL_MUST_CHECK;
struct oriel__entry *oriel__entry_set(struct oriel__node *node, uint16_t key, const struct oriel__method *method,
                                      oriel_value_t *args);
/* The same for a call that a rebuild repeats: it takes the place of one whose first
 * `keep` arguments are the same. */
struct oriel__entry *oriel__entry_keep(struct oriel__node *node, const struct oriel__method *method,
                                       const struct oriel__args *args, size_t keep);
void oriel__entry_forget(struct oriel__node *node, struct oriel__entry *entry);
void oriel__node_fini(struct oriel__node *node);
/* What is kept under a key, or its default: JSON text, a new value. */
oriel_value_t *oriel__entry_value(struct oriel__node *node, uint16_t key);
/* An array of one: [value]. */
oriel_value_t *oriel__wrap(const char *text, size_t len);
oriel_value_t *oriel__wrap_int(int64_t i);

/* move.c: remembers that a child came or went, if its parent hears of it; tells
 * of it, without the lock. */
void oriel__move_note(struct oriel__tree *tree, struct oriel__node *parent, uint64_t child, bool is_added);
void oriel__move_tell(struct oriel__tree *tree);
/* Tells nobody. */
void oriel__move_drop(struct oriel__tree *tree);

/* place.c */
oriel_err_t oriel__place_add(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                             const struct oriel__args *args) ORIEL_MUST_CHECK;
/* Its steps: whether `child` may go into `node`; room for so many more; and what then
 * cannot fail. */
oriel_err_t oriel__place_check(const struct oriel__node *node, const struct oriel__node *child) ORIEL_MUST_CHECK;
oriel_err_t oriel__place_reserve(struct oriel__node *node, size_t more) ORIEL_MUST_CHECK;
void oriel__place_put(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                      const struct oriel__args *args);
/* Takes a child out of its parent; it becomes a root. */
void oriel__place_remove(struct oriel__tree *tree, struct oriel__node *child);
/* All children, and what factories made; with `doomed`, the children leave the tree. */
void oriel__place_remove_all(struct oriel__tree *tree, struct oriel__node *node, struct oriel_list *doomed);
/* The same, and pages are told to. */
void oriel__place_evict(struct oriel__tree *tree, struct oriel__node *child);
/* The number of a child among children, -1 when it is none. */
int64_t oriel__place_index(const struct oriel__node *node, const struct oriel__node *child);
/* Whether a setter, if it says which child is in front, says one that is there. */
bool oriel__place_has_index(const struct oriel__node *node, const struct oriel__method *setter,
                            const struct oriel__args *args);
struct oriel__node *oriel__place_child(const struct oriel__node *node, size_t index);
size_t oriel__place_count(const struct oriel__node *node);
bool oriel__place_is_content(const struct oriel__place *place);

/* rule.c, items.c, grid.c */
oriel_err_t oriel__rule_apply(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                              const struct oriel__args *args) ORIEL_MUST_CHECK;
/* Whether it was said that a row is open or closed. `path`: its argument. */
bool oriel__rule_knows_row(const struct oriel__node *node, const struct oriel__slice *path);
oriel_err_t oriel__items_apply(struct oriel__node *node, const struct oriel__method *method,
                               const struct oriel__args *args) ORIEL_MUST_CHECK;
int64_t oriel__items_index(const struct oriel__node *node, const char *text, size_t len);
oriel_err_t oriel__items_choose(struct oriel__node *node, int64_t index, const char *text, size_t len) ORIEL_MUST_CHECK;
/* An item at the end; its text is JSON. */
oriel_err_t oriel__items_add(struct oriel__node *node, size_t at, const char *text, size_t len) ORIEL_MUST_CHECK;
oriel_err_t oriel__grid_apply(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                              const struct oriel__args *args) ORIEL_MUST_CHECK;
/* Before a child goes into a cell: who is there leaves. */
void oriel__grid_clear(struct oriel__tree *tree, struct oriel__node *node, int64_t row, int64_t column,
                       const struct oriel__node *but);
oriel_err_t oriel__grid_check(const struct oriel__node *node, const struct oriel__method *method, int64_t row,
                              int64_t column) ORIEL_MUST_CHECK;
void oriel__grid_measure(struct oriel__node *node, int64_t row, int64_t column);
struct oriel__node *oriel__grid_at(const struct oriel__node *node, int64_t row, int64_t column);

/* write.c: messages. Each returns an operation with one reference, or one whose
 * text is NULL when there was no memory. */
struct oriel__op oriel__op_call(const struct oriel__node *node, const struct oriel__method *method,
                                const oriel_value_t *args, oriel_value_t *bytes, bool is_silent, uint64_t question);
struct oriel__op oriel__op_create(struct oriel__tree *tree, const struct oriel__node *node);
/* Whether `create` can carry it: it needs no other widget and no child. */
bool oriel__entry_is_early(const struct oriel__entry *entry);
/* That no item is chosen follows from the text, which calling would forget. */
bool oriel__entry_is_implied(const struct oriel__node *node, const struct oriel__entry *entry);
struct oriel__op oriel__op_plain(const struct oriel__node *node, const char *type, const char *action);
void oriel__op_fini(struct oriel__op *op);
/* Pushes it, or, without text, has everybody rebuilt; ends it. */
void oriel__op_push(struct oriel__tree *tree, struct oriel__op *op, const struct oriel__tree_watcher *source);

#endif
