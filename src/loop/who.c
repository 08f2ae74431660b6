/* Threads by name: who someone was, and whether it still lives. The system's own
 * numbers of threads do not do: they are given out again. */
#include "loop/who.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/alloc.h"

struct oriel__who {
    _Atomic unsigned refs;
    _Atomic bool is_alive;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static bool has_key;

static void thread_ends(void *value)
{
    struct oriel__who *who = value;

    atomic_store(&who->is_alive, false);
    oriel__who_unref(who);
}

static void make_key(void)
{
    has_key = pthread_key_create(&key, thread_ends) == 0;
}

struct oriel__who *oriel__who_am_i(void)
{
    (void)pthread_once(&once, make_key);
    if (!has_key)
        return NULL;
    struct oriel__who *who = pthread_getspecific(key);

    if (who)
        return who;
    who = oriel__new0(sizeof(*who));
    if (!who)
        return NULL;
    who->refs = 1;
    who->is_alive = true;
    if (pthread_setspecific(key, who)) {
        oriel__free(who);
        return NULL;
    }
    return who;
}

struct oriel__who *oriel__who_ref(struct oriel__who *who)
{
    if (who)
        atomic_fetch_add_explicit(&who->refs, 1, memory_order_relaxed);
    return who;
}

void oriel__who_unref(struct oriel__who *who)
{
    if (who && atomic_fetch_sub_explicit(&who->refs, 1, memory_order_acq_rel) == 1)
        oriel__free(who);
}

bool oriel__who_is_alive(const struct oriel__who *who)
{
    return who && atomic_load(&who->is_alive);
}
