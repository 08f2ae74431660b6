/* Several futures as one: all, any, race. */
#include <stdatomic.h>

#include "base/alloc.h"
#include "base/error.h"
#include "loop/future.h"
#include "loop/host.h"

enum rule {
    ALL,
    ANY,
    RACE
};

struct member {
    struct oriel__future_hook hook;
    struct group *group;
    oriel_future_t *future;
};

/* Belongs to its result, of which each hook that waits has a reference. */
struct group {
    _Atomic size_t left;    /* members that have not settled, or not as the rule wants */
    _Atomic bool has_ended; /* the result is settled, and hooks are taken back */
    enum rule rule;
    oriel_future_t *result;
    size_t count;
    struct member members[];
};

static void group_free(void *user)
{
    struct group *group = user;

    for (size_t i = 0; i < group->count; i++)
        oriel_future_unref(group->members[i].future);
    oriel__free(group);
}

/* The result is settled: the members need not tell any more. The caller has a
 * reference to it. */
static void end_group(struct group *group)
{
    if (atomic_exchange(&group->has_ended, true))
        return;
    for (size_t i = 0; i < group->count; i++) {
        struct member *member = &group->members[i];

        if (oriel__future_unhook(member->future, &member->hook))
            oriel_future_unref(group->result);
    }
}

static void cancel_group(void *user)
{
    struct group *group = user;

    for (size_t i = 0; i < group->count; i++)
        (void)oriel_future_cancel(group->members[i].future);
    end_group(group);
}

static void resolve_all(struct group *group)
{
    oriel_writer_t *writer = NULL;
    oriel_value_t *array = NULL;
    oriel_err_t err = oriel_writer_new(&writer);

    if (!err)
        (void)oriel_writer_begin_array(writer);
    for (size_t i = 0; i < group->count && !err; i++) {
        oriel_value_t *value = oriel_future_dup_value(group->members[i].future);

        if (oriel_value_get_type(value) == ORIEL_TYPE_BYTES)
            (void)oriel_writer_null(writer);
        else
            (void)oriel_writer_value(writer, value);
        oriel_value_unref(value);
    }
    if (!err) {
        (void)oriel_writer_end(writer);
        err = oriel_writer_finish(writer, &array);
    }
    if (err)
        (void)oriel_future_reject(group->result, err, NULL, oriel_last_error());
    else
        (void)oriel_future_resolve(group->result, array);
    oriel_writer_free(writer);
}

/* Whether the result is settled by what `future` came to. */
static bool decide(struct group *group, oriel_future_t *future)
{
    bool resolved = oriel_future_get_status(future) == ORIEL_FUTURE_RESOLVED;
    bool goes_on = (group->rule == ALL && resolved) || (group->rule == ANY && !resolved);

    if (!goes_on) {
        oriel__future_copy(group->result, future);
        return true;
    }
    if (atomic_fetch_sub(&group->left, 1) != 1)
        return false;
    if (group->rule == ALL)
        resolve_all(group);
    else
        oriel__future_copy(group->result, future);
    return true;
}

static void on_settled(struct oriel__future_hook *hook, oriel_future_t *future)
{
    struct group *group = oriel__container(hook, struct member, hook)->group;

    if (!atomic_load(&group->has_ended) && decide(group, future))
        end_group(group);
    oriel_future_unref(group->result);
}

/* NULL: oriel__last_err(). */
static struct group *group_new(oriel_app_t *app, enum rule rule, oriel_future_t *const *futures, size_t count)
{
    struct group *group = oriel__new0(sizeof(*group) + count * sizeof(struct member));

    if (!group) {
        oriel__note_nomem();
        return NULL;
    }
    if (oriel__future_make(oriel__app_inbox(app), cancel_group, group_free, group, &group->result)) {
        oriel__free(group);
        return NULL;
    }
    group->rule = rule;
    group->left = count;
    group->count = count;
    for (size_t i = 0; i < count; i++) {
        struct member *member = &group->members[i];

        oriel__list_init(&member->hook.link);
        member->hook.settled = on_settled;
        member->group = group;
        member->future = oriel_future_ref(futures[i]);
    }
    return group;
}

static oriel_err_t start(oriel_app_t *app, enum rule rule, oriel_future_t *const *futures, size_t count,
                         oriel_future_t **ret)
{
    if (!app || !ret || (count > 0 && !futures))
        return oriel__fail(ORIEL_EINVAL, "futures: app, futures and ret must not be NULL");
    if (count > (SIZE_MAX - sizeof(struct group)) / sizeof(struct member))
        return oriel__fail(ORIEL_ETOOBIG, "futures: %zu of them", count);
    for (size_t i = 0; i < count; i++)
        if (!futures[i])
            return oriel__fail(ORIEL_EINVAL, "futures: number %zu of %zu is NULL", i, count);
    struct group *group = group_new(app, rule, futures, count);

    if (!group)
        return oriel__last_err(); /* the maker's */
    *ret = group->result;
    for (size_t i = 0; i < count && !atomic_load(&group->has_ended); i++) {
        oriel_future_ref(group->result);
        oriel__future_hook(group->members[i].future, &group->members[i].hook);
    }
    if (count == 0) {
        if (rule == ALL)
            resolve_all(group);
        else
            (void)oriel_future_reject(group->result, ORIEL_ENOENT, NULL, "any of no futures");
    }
    return ORIEL_OK;
}

oriel_err_t oriel_future_all(oriel_app_t *app, oriel_future_t *const *futures, size_t count, oriel_future_t **ret)
{
    return start(app, ALL, futures, count, ret);
}

oriel_err_t oriel_future_any(oriel_app_t *app, oriel_future_t *const *futures, size_t count, oriel_future_t **ret)
{
    return start(app, ANY, futures, count, ret);
}

oriel_err_t oriel_future_race(oriel_app_t *app, oriel_future_t *const *futures, size_t count, oriel_future_t **ret)
{
    if (count == 0)
        return oriel__fail(ORIEL_EINVAL, "race: of no futures, none can be the first");
    return start(app, RACE, futures, count, ret);
}
