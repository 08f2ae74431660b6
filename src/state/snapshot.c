/* A state, or a namespace of it, as one value. */
#include <string.h>

#include "base/error.h"
#include "base/sync.h"
#include "state/internal.h"
#include "value/value.h"

/* The writer's first error sticks: only its finish is checked. `space` NULL: {}. */
static void write_space(oriel_writer_t *writer, const struct oriel__space *space)
{
    struct oriel__entry *entry;
    const char *key;
    size_t len, cursor = 0;

    (void)oriel_writer_begin_object(writer);
    while (space && (entry = oriel__hash_each(&space->keys, &cursor, &key, &len))) {
        if (oriel_writer_key(writer, key, len) != ORIEL_OK || oriel_writer_value(writer, entry->value) != ORIEL_OK)
            return;
    }
    (void)oriel_writer_end(writer);
}

static void write_spaces(oriel_writer_t *writer, const struct oriel__store *store)
{
    struct oriel__space *space;
    const char *ns;
    size_t len, cursor = 0;

    (void)oriel_writer_begin_object(writer);
    while ((space = oriel__hash_each(&store->spaces, &cursor, &ns, &len))) {
        if (oriel_writer_key(writer, ns, len) != ORIEL_OK)
            return;
        write_space(writer, space);
    }
    (void)oriel_writer_end(writer);
}

/* Consumes the writer. */
static oriel_err_t write_state(oriel_state_t *state, const char *ns, oriel_writer_t *writer, oriel_value_t **ret)
{
    oriel_err_t err;

    oriel__lock(&state->mutex);
    if (ns)
        write_space(writer, oriel__store_get_space(&state->store, ns, strlen(ns)));
    else
        write_spaces(writer, &state->store);
    oriel__unlock(&state->mutex);
    err = oriel_writer_finish(writer, ret);
    oriel_writer_free(writer);
    return err;
}

oriel_err_t oriel_state_snapshot(oriel_state_t *state, const char *ns, oriel_value_t **ret)
{
    oriel_writer_t *writer;

    if (!state || !ret)
        return oriel__fail(ORIEL_EINVAL, "%s is NULL", state ? "ret" : "state");
    oriel_err_t err = oriel_writer_new(&writer);

    return err ? err : write_state(state, ns, writer, ret);
}

oriel_err_t oriel__state_snapshot_whole(oriel_state_t *state, const char *ns, oriel_value_t **ret)
{
    oriel_writer_t *writer;
    oriel_err_t err = oriel__writer_new_wide(ORIEL__STATE_TEXT_LIMIT, &writer);

    return err ? err : write_state(state, ns, writer, ret);
}
