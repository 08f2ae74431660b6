/* A session's widgets: a tree that the program changes and pages follow. It knows
 * neither pages nor threads: whoever watches it gets the operations that pages
 * must do. All functions: any thread, with no lock held, unless said otherwise. */
#ifndef ORIEL_WIDGET_TREE_H
#define ORIEL_WIDGET_TREE_H

#include <pthread.h>

#include "base/buf.h"
#include "base/list.h"
#include "value/value.h"
#include "widget/catalogue.h"

/* The pages' own numbers begin here, so that they never meet ours. */
#define ORIEL__PAGE_WIDS 1000000000
/* Widgets in one tree. */
#define ORIEL__TREE_WIDGETS_MAX ((size_t)10000000)

/* What a widget keeps under a key, or a call that a rebuild repeats. */
struct oriel__entry {
    const struct oriel__method *method;
    oriel_value_t *args;  /* an array */
    oriel_value_t *bytes; /* NULL but for binary setters */
    uint16_t key;         /* 0: of the method's own */
    bool is_given;        /* the constructor got it: `create` says it */
    bool is_told;         /* a page told it, as news only: a rebuild need not repeat it */
    bool has_refs;        /* there are widgets in `args` */
};

/* What stands in a container, in order: a child, or what a factory made. */
struct oriel__place {
    struct oriel__node *child; /* NULL: a factory's */
    const struct oriel__method *method;
    oriel_value_t *args;
    int32_t row, column; /* in a grid */
};

/* A widget. Whoever uses trees embeds it. */
struct oriel__node {
    _Atomic unsigned refs;                     /* the tree has one until it is gone */
    void (*gone)(struct oriel__node *node);    /* it left the tree; no lock held */
    void (*release)(struct oriel__node *node); /* after the last unref; no lock held */
    const struct oriel__class *cls;
    uint64_t wid;
    /* The rest is the tree's, under its lock. */
    struct oriel__node *parent;
    struct oriel_list root_link; /* in the tree's list while it has no parent */
    oriel_value_t *args;         /* of its constructor, as a page gets them */
    struct oriel__entry *entries;
    struct oriel__place *places;
    const struct oriel__action **listens;
    oriel_value_t **items; /* texts, of a class that has items */
    uint32_t entry_count, entry_room;
    uint32_t place_count, place_room;
    uint32_t listen_count, item_count, item_room;
    int32_t grid_rows, grid_columns;
    bool args_have_refs;
    bool hears_children; /* who comes and goes is told to `moved` */
    bool is_listed;      /* while a list of widgets is checked */
    bool is_gone;
};

/* What pages must do: `["w",message` with its end, or, when there is a block of
 * bytes, with the index of that block and the end to follow. */
struct oriel__op {
    oriel_value_t *text;
    oriel_value_t *block;
    uint64_t wid;
    uint16_t key;     /* not 0: replaces an earlier one of the same widget and key */
    bool is_question; /* never dropped */
    uint64_t answer;  /* not 0: a question that changes something, by its number */
};

/* Someone who follows: a page. `push`, `lose` and `confirm` run under the tree's
 * lock: they may only append and mark. `wake` runs without it, after everything
 * was pushed; `ref` and `unref` keep the watcher until its wake has returned. */
struct oriel__tree_watcher {
    struct oriel_list link;
    void (*push)(struct oriel__tree_watcher *watcher, const struct oriel__op *op);
    /* The same with a question; false: it was lost, and all of it. NULL: `push` does it. */
    bool (*ask)(struct oriel__tree_watcher *watcher, const struct oriel__op *op);
    void (*lose)(struct oriel__tree_watcher *watcher);    /* an operation is missing: it must be rebuilt */
    void (*confirm)(struct oriel__tree_watcher *watcher); /* one more of its own callbacks is in */
    void (*wake)(struct oriel__tree_watcher *watcher);
    void (*ref)(struct oriel__tree_watcher *watcher);
    void (*unref)(struct oriel__tree_watcher *watcher);
    struct oriel_list wake_link; /* the tree's, while it owes a wake */
    bool is_waking;
    bool is_away; /* asked only when there is nobody else */
};

struct oriel__held;
struct oriel__move;

struct oriel__tree {
    pthread_mutex_t mutex;
    struct oriel__node ***chunks; /* by number */
    size_t chunk_room;
    uint64_t next_wid;
    size_t count;
    struct oriel_list roots; /* by number */
    size_t root_count;
    struct oriel_list watchers, waking;
    unsigned batches;
    struct oriel__held *held; /* operations of the open batch */
    size_t held_count, held_room;
    struct oriel__move *moves; /* children that came and went, not told yet */
    size_t move_count, move_room;
    bool is_telling; /* a thread tells of them */
    /* A child came, or went; no lock held. NULL: nobody wants to know. */
    void (*moved)(struct oriel__node *parent, uint64_t child, bool is_added);
    bool is_closed;
    bool allows_all; /* tests: classes that no page draws, too */
};

void oriel__tree_init(struct oriel__tree *tree);
/* Destroys what is left. Nobody watches any more. */
void oriel__tree_fini(struct oriel__tree *tree);
/* Destroys all widgets, and refuses new ones from now on. */
void oriel__tree_close(struct oriel__tree *tree);

struct oriel__node *oriel__node_ref(struct oriel__node *node);
void oriel__node_unref(struct oriel__node *node);
/* New references, or NULL. */
struct oriel__node *oriel__tree_dup_node(struct oriel__tree *tree, uint64_t wid);
struct oriel__node *oriel__tree_dup_root(struct oriel__tree *tree, size_t index);
size_t oriel__tree_get_root_count(struct oriel__tree *tree);
struct oriel__node *oriel__node_dup_parent(struct oriel__tree *tree, struct oriel__node *node);
struct oriel__node *oriel__node_dup_child(struct oriel__tree *tree, struct oriel__node *node, size_t index);
size_t oriel__node_get_child_count(struct oriel__tree *tree, struct oriel__node *node);
bool oriel__node_is_gone(struct oriel__tree *tree, struct oriel__node *node);

/* --- The program changes it ---------------------------------------------------- */

/* Makes a widget of `node`, which is zeroed but for its functions. `args` and `options`
 * as of oriel_widget_new(), borrowed. On success the tree has a reference and the
 * caller one. */
oriel_err_t oriel__tree_create(struct oriel__tree *tree, const char *class_name, oriel_value_t *args,
                               oriel_value_t *options, struct oriel__node *node) ORIEL_MUST_CHECK;
void oriel__tree_destroy(struct oriel__tree *tree, struct oriel__node *node);

/* A question to a page: its number, and whom to tell, under the tree's lock, which
 * watcher it went to; once more, with NULL, when there was no memory for it. That
 * stays away when nobody watches. */
struct oriel__question {
    uint64_t id;
    void (*went_to)(void *user, struct oriel__tree_watcher *watcher, const struct oriel__op *op);
    void *user;
};

/* Calls a method. `args` (borrowed) may be NULL; `bytes` belongs to a binary
 * setter. With `question`, one page answers. */
oriel_err_t oriel__tree_call(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                             oriel_value_t *args, oriel_value_t *bytes,
                             const struct oriel__question *question) ORIEL_MUST_CHECK;
/* What the program knows: getters and local methods. */
oriel_err_t oriel__tree_get(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__method *method,
                            oriel_value_t *args, oriel_value_t **ret) ORIEL_MUST_CHECK;
/* Has pages tell of an action, if they do not by themselves. */
oriel_err_t oriel__tree_listen(struct oriel__tree *tree, struct oriel__node *node,
                               const struct oriel__action *action) ORIEL_MUST_CHECK;
void oriel__tree_unlisten(struct oriel__tree *tree, struct oriel__node *node, const struct oriel__action *action);
/* The value that one argument under `key` has, as a number; `otherwise` if none. */
double oriel__tree_get_number(struct oriel__tree *tree, struct oriel__node *node, uint16_t key, double otherwise);

/* Batches nest; operations are held until the last one ends. */
void oriel__tree_begin_batch(struct oriel__tree *tree);
void oriel__tree_end_batch(struct oriel__tree *tree);

/* --- Pages ----------------------------------------------------------------------- */

/* Starts watching; the watcher begins with oriel__tree_write(). */
void oriel__tree_watch(struct oriel__tree *tree, struct oriel__tree_watcher *watcher);
/* Nothing is pushed any more once it returns. Twice is fine. */
void oriel__tree_unwatch(struct oriel__tree *tree, struct oriel__tree_watcher *watcher);
/* The operations that make a page show the tree, behind one another with commas,
 * the messages of `greeting` (an array, may be NULL) first. At the end
 * `under_lock` drops what they supersede; then bytes, which must be operations of
 * their own, are pushed. */
oriel_err_t oriel__tree_write(struct oriel__tree *tree, struct oriel__tree_watcher *watcher, struct oriel_buf *buf,
                              const oriel_value_t *greeting,
                              void (*under_lock)(struct oriel__tree_watcher *watcher)) ORIEL_MUST_CHECK;
/* All watchers are to be rebuilt. */
void oriel__tree_lose_all(struct oriel__tree *tree);
/* One message to all, such as open-url: `["w",...]`. */
void oriel__tree_send(struct oriel__tree *tree, const struct oriel__op *op);
/* The same question to whoever watches now; false when nobody does. `is_present`:
 * only to one that is not away. */
bool oriel__tree_ask_again(struct oriel__tree *tree, const struct oriel__op *op, const struct oriel__question *question,
                           bool is_present);
/* Whether someone watches who is not away. */
bool oriel__tree_has_present(struct oriel__tree *tree);
/* Who is away is asked only when there is nobody else. */
void oriel__tree_set_away(struct oriel__tree *tree, struct oriel__tree_watcher *watcher, bool is_away);

/* A callback by a page: the tree takes what it says, the other pages are told. It
 * counts as confirmed whether it is valid or not. `*ret`: the widget, a new
 * reference. Errors: what is wrong with it. */
oriel_err_t oriel__tree_edit(struct oriel__tree *tree, struct oriel__tree_watcher *source, uint64_t wid,
                             const char *action, size_t action_len, oriel_value_t *args, struct oriel__node **ret,
                             const struct oriel__action **ret_action) ORIEL_MUST_CHECK;

#endif
