/* What the tests of this room share: a drain hook, handlers and watchers that
 * write down what they are told. */
#ifndef ORIEL_TEST_STATE_FAKE_H
#define ORIEL_TEST_STATE_FAKE_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "state/state.h"

struct fake_hook {
    struct oriel__drain_hook hook;
    atomic_bool is_turn;
    atomic_int requests, releases;
};

static bool fake_is_turn(struct oriel__drain_hook *hook)
{
    return ((struct fake_hook *)hook)->is_turn;
}

static void fake_request(struct oriel__drain_hook *hook, oriel_state_t *state)
{
    (void)state;
    ((struct fake_hook *)hook)->requests++;
}

static void fake_release(struct oriel__drain_hook *hook)
{
    ((struct fake_hook *)hook)->releases++;
}

static inline oriel_state_t *fake_state(struct fake_hook *fake, bool is_turn)
{
    oriel_state_t *state = NULL;

    memset(fake, 0, sizeof(*fake));
    fake->hook.is_turn = fake_is_turn;
    fake->hook.request = fake_request;
    fake->hook.release = fake_release;
    fake->is_turn = is_turn;
    assert_int_equal(oriel__state_make(&fake->hook, &state), ORIEL_OK);
    return state;
}

/* Text that listeners append to: what happened, in order. */
static char story[4096];

static inline void tell(const char *format, ...) ORIEL_PRINTF(1, 2);
static inline void tell(const char *format, ...)
{
    size_t len = strlen(story);
    va_list args;

    va_start(args, format);
    (void)vsnprintf(story + len, sizeof(story) - len, format, args);
    va_end(args);
}

static inline void assert_story(const char *expected)
{
    assert_string_equal(story, expected);
    story[0] = '\0';
}

static inline int clear_story(void **context)
{
    (void)context;
    story[0] = '\0';
    return 0;
}

static inline void set_int(oriel_state_t *state, const char *ns, const char *key, int i)
{
    assert_int_equal(oriel_state_set(state, ns, key, oriel_value_int(i)), ORIEL_OK);
}

static inline void page_set(oriel_state_t *state, const char *ns, const char *key, int i, const void *source)
{
    oriel_value_t *value = oriel_value_int(i);

    assert_int_equal(oriel__state_set_from_page(state, ns, strlen(ns), key, strlen(key), value, source), ORIEL_OK);
    oriel_value_unref(value);
}

static inline void assert_snapshot(oriel_state_t *state, const char *ns, const char *expected)
{
    oriel_value_t *value = NULL;

    assert_int_equal(oriel_state_snapshot(state, ns, &value), ORIEL_OK);
    assert_string_equal(oriel_value_get_text(value, NULL), expected);
    oriel_value_unref(value);
}

static inline void assert_error(oriel_err_t err, oriel_err_t expected, const char *text)
{
    assert_int_equal(err, expected);
    assert_string_equal(oriel_last_error(), text);
}

/* --- Listeners ------------------------------------------------------------- */

struct listener {
    const char *name;
    oriel_state_t *state;
    oriel_subscription_t *subscription;
    oriel_subscription_t *victim; /* unsubscribed at the first event */
    int sets_left;                /* an event sets "n"/"echo" while there are any */
    bool drops_state;
};

static inline void on_event(const oriel_state_event_t *event, void *user)
{
    struct listener *listener = user;
    oriel_subscription_t *victim = listener->victim;

    assert_int_equal(event->struct_size, sizeof(*event));
    tell("%s%d:%s.%s=%s%s ", listener->name, (int)event->revision, event->ns, event->key,
         oriel_value_get_text(event->value, NULL), event->origin == ORIEL_ORIGIN_PAGE ? "!" : "");
    listener->victim = NULL;
    if (victim)
        oriel_state_unsubscribe(listener->state, victim);
    if (listener->sets_left > 0) {
        listener->sets_left--;
        set_int(listener->state, "n", "echo", listener->sets_left);
        tell("(%s returns) ", listener->name);
    }
    if (listener->drops_state)
        listener->state = oriel_state_unref(listener->state);
}

static inline void on_destroy(void *user)
{
    struct listener *listener = user;

    tell("~%s ", listener->name);
    if (listener->sets_left < 0)
        set_int(listener->state, "n", "last", 1);
}

static inline void listen(struct listener *listener, oriel_state_t *state, const char *const *namespaces, size_t count)
{
    listener->state = state;
    assert_int_equal(
        oriel_state_subscribe(state, namespaces, count, on_event, listener, on_destroy, &listener->subscription),
        ORIEL_OK);
}

struct spy {
    struct oriel__watcher watcher;
    const char *name;
};

static inline void spy_push(struct oriel__watcher *watcher, struct oriel__change *change)
{
    const char *text = oriel_value_get_text(change->value, NULL);

    tell("%s%d:%s.%s=%s%s%s ", ((struct spy *)watcher)->name, (int)change->revision, change->ns, change->key,
         change->value ? text : "-", change->origin == ORIEL_ORIGIN_PAGE ? "!" : "",
         change->source ? (const char *)change->source : "");
    assert_int_equal(strlen(change->ns), change->ns_len);
    assert_int_equal(strlen(change->key), change->key_len);
    oriel__change_unref(oriel__change_ref(change));
}

static inline void spy_wake(struct oriel__watcher *watcher)
{
    tell("%s* ", ((struct spy *)watcher)->name);
}

static inline void spy_watch(struct spy *spy, oriel_state_t *state, const char *seed)
{
    struct oriel_buf buf;

    oriel__buf_init(&buf, 4096);
    spy->watcher.push = spy_push;
    spy->watcher.wake = spy_wake;
    assert_int_equal(oriel__state_watch(state, &spy->watcher, &buf), ORIEL_OK);
    if (seed) {
        assert_int_equal(buf.len, strlen(seed));
        assert_memory_equal(buf.data, seed, buf.len);
    }
    oriel__buf_fini(&buf);
}

#endif
