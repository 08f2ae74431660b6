/* The catalogue: what there is of widget classes, as tables. They are made from
 * catalogue/widgets.json when the library is built. */
#ifndef ORIEL_WIDGET_CATALOGUE_H
#define ORIEL_WIDGET_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a parameter takes: bits. */
enum {
    ORIEL__TAKES_NULL = 1,
    ORIEL__TAKES_BOOL = 2,
    ORIEL__TAKES_INT = 4,
    ORIEL__TAKES_NUMBER = 8, /* integers too */
    ORIEL__TAKES_STRING = 16,
    ORIEL__TAKES_LIST = 32,
    ORIEL__TAKES_OBJECT = 64,
    ORIEL__TAKES_WIDGET = 128, /* {"__wid__": N} of a widget that is there */
    ORIEL__TAKES_BYTES = 256,
    ORIEL__TAKES_ANY = 255
};

struct oriel__param {
    const char *name;
    uint16_t takes;
};

enum oriel__kind {
    ORIEL__KIND_SETTER, /* keeps its arguments under a key */
    ORIEL__KIND_FIXED,  /* keeps `value` under a key */
    ORIEL__KIND_GETTER, /* says what a key has */
    ORIEL__KIND_LOCAL,  /* the program knows: see the rule */
    ORIEL__KIND_CHILD,  /* places its first widget argument */
    ORIEL__KIND_REMOVE,
    ORIEL__KIND_FACTORY, /* makes something within; repeated by a rebuild */
    ORIEL__KIND_ACTION,
    ORIEL__KIND_QUERY, /* only a page knows */
    ORIEL__KIND_DESTROY
};

/* What a method does to the tree beside what its kind says, and what an action
 * (an event of a page) does. */
enum oriel__rule {
    ORIEL__RULE_NONE,
    /* methods that the program answers */
    ORIEL__RULE_CHILDREN,
    ORIEL__RULE_COUNT,
    ORIEL__RULE_CONTAINER,
    ORIEL__RULE_INDEX_OF,
    ORIEL__RULE_INDEX_TO_WIDGET,
    ORIEL__RULE_CELL,
    ORIEL__RULE_CELLS,
    ORIEL__RULE_ITEM,
    ORIEL__RULE_IS_SET,
    ORIEL__RULE_ELAPSED_TIME,
    ORIEL__RULE_TIME_LEFT,
    ORIEL__RULE_SIZE, /* asking makes pages tell */
    /* methods that change */
    ORIEL__RULE_REMOVE_ALL,
    ORIEL__RULE_SELECT,      /* the index of a child */
    ORIEL__RULE_CLOSE_CHILD, /* it is placed nowhere */
    ORIEL__RULE_APPEND,      /* to the text under the key */
    ORIEL__RULE_LIMIT,       /* of lines of the text */
    ORIEL__RULE_ITEM_APPEND,
    ORIEL__RULE_ITEM_INSERT,
    ORIEL__RULE_ITEM_DELETE,
    ORIEL__RULE_ITEMS_CLEAR,
    ORIEL__RULE_COMBO_INDEX,
    ORIEL__RULE_COMBO_TEXT,
    ORIEL__RULE_INSERT_ROW,
    ORIEL__RULE_APPEND_ROW,
    ORIEL__RULE_DELETE_ROW,
    ORIEL__RULE_INSERT_COLUMN,
    ORIEL__RULE_APPEND_COLUMN,
    ORIEL__RULE_DELETE_COLUMN,
    ORIEL__RULE_POPUP,
    ORIEL__RULE_EXPAND_ITEM,
    ORIEL__RULE_COLLAPSE_ITEM,
    ORIEL__RULE_EXPAND_ALL,
    ORIEL__RULE_COLLAPSE_ALL,
    ORIEL__RULE_SORT,
    ORIEL__RULE_TIMER_START,
    ORIEL__RULE_TIMER_STOP,
    ORIEL__RULE_TIMER_CANCEL,
    ORIEL__RULE_TIMER_SET,
    ORIEL__RULE_TIMER_COND_SET,
    /* actions */
    ORIEL__RULE_RESIZE,
    ORIEL__RULE_MOVE,
    ORIEL__RULE_COMBO,
    ORIEL__RULE_AUTOCLOSE,
    ORIEL__RULE_HIDE,
    ORIEL__RULE_PAGE_CLOSE,
    ORIEL__RULE_EXPANDED,
    ORIEL__RULE_COLLAPSED,
    ORIEL__RULE_SORTED
};

#define ORIEL__KEEP_NOT UINT8_MAX

struct oriel__method {
    const char *name;
    const struct oriel__param *params;
    const uint16_t *resets; /* keys that it forgets, the last one 0; NULL: none */
    uint16_t key;           /* 0: none */
    uint8_t param_count, required;
    uint8_t kind, rule;
    uint8_t keep;   /* a rebuild repeats the last call with the same first so many arguments */
    bool is_single; /* the child takes the place of the one before */
    bool is_late;   /* a rebuild calls it once the children are there */
    bool is_binary;
    bool value; /* of a fixed setter */
};

struct oriel__sync {
    int8_t arg; /* -1: all of them */
    uint16_t key;
};

struct oriel__action {
    const char *name;
    uint8_t arg_count, required;
    uint8_t rule;
    bool is_auto;    /* pages tell it by themselves */
    bool is_program; /* it comes from the program, never from a page */
    uint8_t sync_count;
    struct oriel__sync sync[2];
};

struct oriel__default {
    uint16_t key;
    const char *json;
};

/* A class, or what classes have in common (`base`). Methods, options and actions
 * are sorted by name. */
struct oriel__class {
    const char *name;
    const struct oriel__class *base;
    const struct oriel__param *args, *options;
    const struct oriel__method *methods;
    const struct oriel__action *actions;
    const struct oriel__default *defaults;
    uint16_t arg_count, option_count, method_count, action_count, default_count;
    bool is_container;
    bool is_visual;
    bool has_page;    /* pages can draw it */
    bool is_program;  /* it lives in the program alone */
    bool is_windowed; /* the user changes its size */
    bool has_items, has_grid;
};

/* Keys by number, from 1; the tables' own. */
extern const char *const oriel__keys[];
/* Those that rules name stand first. */
enum {
    ORIEL__KEY_TEXT = 1,
    ORIEL__KEY_INDEX,
    ORIEL__KEY_SIZE,
    ORIEL__KEY_POSITION,
    ORIEL__KEY_VISIBLE,
    ORIEL__KEY_LIMIT,
    ORIEL__KEY_DURATION
};

/* NULL when there is none. */
const struct oriel__class *oriel__class_find(const char *name);
const struct oriel__class *oriel__class_at(size_t index); /* in the order of names */
const struct oriel__method *oriel__class_get_method(const struct oriel__class *cls, const char *name);
const struct oriel__action *oriel__class_get_action(const struct oriel__class *cls, const char *name, size_t len);
const struct oriel__param *oriel__class_get_option(const struct oriel__class *cls, const char *name, size_t len);
/* The setter that keeps `key`, the one named after it if there are several. */
const struct oriel__method *oriel__class_get_setter(const struct oriel__class *cls, uint16_t key);
/* What a key has before it was set: JSON text. */
const char *oriel__class_get_default(const struct oriel__class *cls, uint16_t key);

/* The tables. */
extern const struct oriel__class oriel__classes[];
extern const size_t oriel__class_count;

#endif
