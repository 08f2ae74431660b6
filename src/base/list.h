/* Doubly linked lists whose links live in their members. */
#ifndef ORIEL_BASE_LIST_H
#define ORIEL_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct oriel_list {
    struct oriel_list *next, *prev;
};

#define oriel__container(ptr, type, member) ((type *)(void *)((char *)(ptr)-offsetof(type, member)))

static inline void oriel__list_init(struct oriel_list *list)
{
    list->next = list;
    list->prev = list;
}

static inline bool oriel__list_is_empty(const struct oriel_list *list)
{
    return list->next == list;
}

/* Adds at the end of `list`. */
static inline void oriel__list_add(struct oriel_list *list, struct oriel_list *link)
{
    link->prev = list->prev;
    link->next = list;
    list->prev->next = link;
    list->prev = link;
}

/* Takes `link` out and leaves it pointing at itself: twice is fine. */
static inline void oriel__list_remove(struct oriel_list *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
    oriel__list_init(link);
}

/* Moves all of `from` to the end of `list`. */
static inline void oriel__list_splice(struct oriel_list *list, struct oriel_list *from)
{
    if (oriel__list_is_empty(from))
        return;
    from->next->prev = list->prev;
    list->prev->next = from->next;
    from->prev->next = list;
    list->prev = from->prev;
    oriel__list_init(from);
}

/* Takes the first link out, NULL when empty. */
static inline struct oriel_list *oriel__list_pop(struct oriel_list *list)
{
    struct oriel_list *first = list->next;

    if (first == list)
        return NULL;
    oriel__list_remove(first);
    return first;
}

#endif
