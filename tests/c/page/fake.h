/* A page without a window: its carrier counts wake-ups, and the test takes the
 * frames. For what depends on nothing but the page. */
#ifndef ORIEL_TEST_PAGE_FAKE_H
#define ORIEL_TEST_PAGE_FAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "page/page.h"
#include "state/state.h"

struct fake_page {
    struct oriel__drain_hook hook;
    struct oriel__carrier carrier;
    struct oriel__inbox *inbox;
    struct oriel__mailbox *mailbox;
    struct oriel__bindings bindings;
    oriel_state_t *state;
    struct oriel_page *page;
    int owner_refs, carrier_refs, wakes, readies;
};

static inline bool fake_is_turn(struct oriel__drain_hook *hook)
{
    (void)hook;
    return true;
}

static inline void fake_request(struct oriel__drain_hook *hook, oriel_state_t *state)
{
    (void)hook;
    (void)state; /* nobody subscribes */
}

static inline void fake_wake(struct oriel__carrier *carrier)
{
    oriel__container(carrier, struct fake_page, carrier)->wakes++;
}

static inline void fake_ready(struct oriel__carrier *carrier)
{
    oriel__container(carrier, struct fake_page, carrier)->readies++;
}

static inline void fake_carrier_ref(struct oriel__carrier *carrier)
{
    oriel__container(carrier, struct fake_page, carrier)->carrier_refs++;
}

static inline void fake_carrier_unref(struct oriel__carrier *carrier)
{
    oriel__container(carrier, struct fake_page, carrier)->carrier_refs--;
}

static inline void fake_owner_ref(void *owner)
{
    ((struct fake_page *)owner)->owner_refs++;
}

static inline void fake_owner_unref(void *owner)
{
    ((struct fake_page *)owner)->owner_refs--;
}

/* The page alone; the rest is there. */
static inline oriel_err_t fake_make_page(struct fake_page *fake, struct oriel_page **ret)
{
    struct oriel__page_parts parts = {
        .inbox = fake->inbox,
        .mailbox = fake->mailbox,
        .bindings = &fake->bindings,
        .state = fake->state,
        .owner = fake,
        .owner_ref = fake_owner_ref,
        .owner_unref = fake_owner_unref,
    };

    return oriel__page_new(&parts, &fake->carrier, ret);
}

static inline bool fake_begin(struct fake_page *fake)
{
    struct oriel_buf seed;

    oriel__buf_init(&seed, (size_t)64 << 20);
    oriel_err_t err = oriel__page_begin(fake->page, &seed);

    oriel__buf_fini(&seed);
    return err == ORIEL_OK;
}

static inline void fake_init(struct fake_page *fake)
{
    memset(fake, 0, sizeof(*fake));
    fake->hook = (struct oriel__drain_hook){ fake_is_turn, fake_request, NULL };
    fake->carrier = (struct oriel__carrier){ fake_wake, fake_ready, fake_carrier_ref, fake_carrier_unref, NULL };
    oriel__bindings_init(&fake->bindings);
    if (oriel__inbox_new(&fake->inbox) || oriel__mailbox_new(fake->inbox, false, &fake->mailbox) ||
        oriel__state_make(&fake->hook, &fake->state) || fake_make_page(fake, &fake->page) || !fake_begin(fake))
        abort();
}

static inline void fake_fini(struct fake_page *fake)
{
    oriel__page_detach(fake->page);
    while (oriel__inbox_dispatch(fake->inbox, 0) > 0)
        ;
    oriel__page_unref(fake->page);
    oriel__bindings_fini(&fake->bindings);
    oriel__inbox_close(fake->inbox);
    oriel_state_unref(fake->state);
    oriel__mailbox_unref(fake->mailbox);
    oriel__inbox_unref(fake->inbox);
    if (fake->owner_refs || fake->carrier_refs)
        abort();
}

/* Sends operations as the current document. */
static inline bool fake_send(struct fake_page *fake, const char *rest)
{
    size_t size = strlen(rest) + 64;
    char *text = malloc(size);
    bool is_accepted;

    if (!text)
        abort();
    int len = snprintf(text, size, "%s %llu\n%s", fake->page->key, (unsigned long long)fake->page->document, rest);

    is_accepted = oriel__page_receive(fake->page, text, (size_t)len);
    free(text);
    return is_accepted;
}

/* The next frame, for free(), NULL when nothing is due. */
static inline char *fake_take(struct fake_page *fake)
{
    char *text = NULL;
    size_t len = 0;

    return oriel__page_take(fake->page, &text, &len) ? text : NULL;
}

static inline void fake_set(struct fake_page *fake, const char *key, oriel_value_t *value)
{
    if (oriel_state_set(fake->state, "n", key, value))
        abort();
}

/* A value of about `size` bytes that begins with `c`. */
static inline oriel_value_t *fake_bulk(char c, size_t size)
{
    char *text = malloc(size + 1);

    if (!text)
        abort();
    memset(text, c, size);
    text[size] = '\0';
    oriel_value_t *value = oriel_value_string(text);

    free(text);
    return value;
}

#define assert_taken(fake, expected)                                                                                   \
    do {                                                                                                               \
        char *taken_text = fake_take(fake);                                                                            \
                                                                                                                       \
        assert_non_null(taken_text);                                                                                   \
        assert_string_equal(taken_text, expected);                                                                     \
        free(taken_text);                                                                                              \
    } while (0)

#define assert_nothing_due(fake) assert_null(fake_take(fake))

#endif
