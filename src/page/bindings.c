/* Bindings: the functions of a session, by object and name. */
#include "page/bindings.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "value/text.h"
#include "value/value.h"

#define NAME_MAX_BYTES 255
/* Enough for any program; a loop gone wrong ends here. */
#define BINDINGS_MAX 65536

void oriel__bindings_init(struct oriel__bindings *bindings)
{
    oriel__mutex_init(&bindings->mutex);
    oriel__hash_init(&bindings->table);
}

static void drop_binding(void *value)
{
    oriel__binding_unref(value);
}

void oriel__bindings_fini(struct oriel__bindings *bindings)
{
    oriel__hash_fini(&bindings->table, drop_binding);
    oriel__mutex_fini(&bindings->mutex);
}

struct oriel__binding *oriel__binding_ref(struct oriel__binding *binding)
{
    atomic_fetch_add_explicit(&binding->refs, 1, memory_order_relaxed);
    return binding;
}

static void reap_binding(struct oriel__task *task)
{
    struct oriel__binding *binding = oriel__container(task, struct oriel__binding, reap);
    struct oriel__inbox *inbox = binding->inbox;

    if (binding->destroy)
        binding->destroy(binding->user);
    oriel__free(binding->object);
    oriel__free(binding->name);
    oriel__free(binding);
    oriel__inbox_unref(inbox);
}

void oriel__binding_unref(struct oriel__binding *binding)
{
    if (!binding || atomic_fetch_sub_explicit(&binding->refs, 1, memory_order_acq_rel) != 1)
        return;
    if (binding->destroy)
        oriel__inbox_push(binding->inbox, &binding->reap);
    else
        reap_binding(&binding->reap);
}

/* Quotes and backslashes are fine in a name, though they are not plain. */
static bool is_utf8(const char *name, size_t len)
{
    for (size_t at = 0, n; at < len; at += n + 1) {
        n = strcspn(name + at, "\"\\");
        if (!oriel__is_plain(name + at, name + at + n))
            return false;
    }
    return true;
}

static oriel_err_t check_name(const char *what, const char *name, size_t min)
{
    size_t len = name ? strlen(name) : 0;

    if (!name || len < min)
        return oriel__fail(ORIEL_EINVAL, "expose: the %s's name is missing", what);
    if (len > NAME_MAX_BYTES)
        return oriel__fail(ORIEL_EINVAL, "expose: the %s's name has %zu bytes, limit %d", what, len, NAME_MAX_BYTES);
    for (const char *p = name; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return oriel__fail(ORIEL_EINVAL, "expose: the %s's name holds a control character", what);
    if (!is_utf8(name, len))
        return oriel__fail(ORIEL_EINVAL, "expose: the %s's name is not UTF-8", what);
    return ORIEL_OK;
}

/* What the page script itself puts there. */
static bool is_reserved(const char *object, const char *name)
{
    static const char *const own_state[] = { "setState", "getState", "removeState", "registerForStateUpdates" };
    static const char *const own_root[] = { "appState", "state", "ready", "call", "attachWidgets", "then" };

    if (strcmp(object, "appState") == 0) {
        for (size_t i = 0; i < sizeof(own_state) / sizeof(own_state[0]); i++)
            if (strcmp(name, own_state[i]) == 0)
                return true;
        return false;
    }
    const char *root = *object ? object : name;

    for (size_t i = 0; i < sizeof(own_root) / sizeof(own_root[0]); i++)
        if (strcmp(root, own_root[i]) == 0)
            return true;
    return strcmp(root, "__proto__") == 0 || strcmp(name, "__proto__") == 0;
}

/* The table's key; `out` has room for both names. */
static size_t make_key(char out[2 * NAME_MAX_BYTES + 2], const char *object, size_t object_len, const char *name,
                       size_t name_len)
{
    memcpy(out, object, object_len);
    out[object_len] = '\n';
    memcpy(out + object_len + 1, name, name_len);
    return object_len + 1 + name_len;
}

static oriel_err_t make_binding(struct oriel__inbox *inbox, const char *object, const char *name,
                                struct oriel__binding **ret)
{
    struct oriel__binding *binding = oriel__new0(sizeof(*binding));

    if (!binding)
        return oriel__nomem();
    binding->object = oriel__strdup(object);
    binding->name = oriel__strdup(name);
    if (!binding->object || !binding->name) {
        oriel__free(binding->object);
        oriel__free(binding->name);
        oriel__free(binding);
        return oriel__nomem();
    }
    binding->refs = 1;
    binding->reap.run = reap_binding;
    binding->inbox = oriel__inbox_ref(inbox);
    *ret = binding;
    return ORIEL_OK;
}

oriel_err_t oriel__bindings_set(struct oriel__bindings *bindings, struct oriel__inbox *inbox, const char *object,
                                const char *name, oriel_call_cb handler, void *user, oriel_destroy_cb destroy,
                                bool *ret_new)
{
    char key[2 * NAME_MAX_BYTES + 2];
    struct oriel__binding *binding = NULL;
    void *old = NULL;
    oriel_err_t err;

    if (!handler)
        return oriel__fail(ORIEL_EINVAL, "expose: the handler is NULL");
    if ((err = check_name("object", object, 0)) || (err = check_name("function", name, 1)))
        return err;
    if (is_reserved(object, name))
        return oriel__fail(ORIEL_EEXIST, "expose: %s%s%s is a name of the page script's own", object,
                           *object ? "." : "", name);
    if ((err = make_binding(inbox, object, name, &binding)))
        return err;
    size_t len = make_key(key, object, strlen(object), name, strlen(name));

    oriel__lock(&bindings->mutex);
    if (oriel__hash_count(&bindings->table) >= BINDINGS_MAX)
        err = oriel__fail(ORIEL_ETOOBIG, "expose: %d functions are exposed, the limit", BINDINGS_MAX);
    else
        err = oriel__hash_set(&bindings->table, key, len, binding, &old);
    if (err == ORIEL_OK) {
        binding->handler = handler;
        binding->user = user;
        binding->destroy = destroy;
        *ret_new = old == NULL;
    }
    oriel__unlock(&bindings->mutex);
    oriel__binding_unref(err ? binding : old);
    return err;
}

oriel_err_t oriel__bindings_remove(struct oriel__bindings *bindings, const char *object, const char *name)
{
    char key[2 * NAME_MAX_BYTES + 2];

    if (check_name("object", object, 0) || check_name("function", name, 1))
        return ORIEL_EINVAL;
    size_t len = make_key(key, object, strlen(object), name, strlen(name));

    oriel__lock(&bindings->mutex);
    struct oriel__binding *old = oriel__hash_remove(&bindings->table, key, len);

    oriel__unlock(&bindings->mutex);
    if (!old)
        return oriel__fail(ORIEL_ENOENT, "withdraw: %s%s%s is not exposed", object, *object ? "." : "", name);
    oriel__binding_unref(old);
    return ORIEL_OK;
}

struct oriel__binding *oriel__bindings_find(struct oriel__bindings *bindings, const char *object, size_t object_len,
                                            const char *name, size_t name_len)
{
    char key[2 * NAME_MAX_BYTES + 2];

    if (object_len > NAME_MAX_BYTES || name_len > NAME_MAX_BYTES)
        return NULL;
    size_t len = make_key(key, object, object_len, name, name_len);

    oriel__lock(&bindings->mutex);
    struct oriel__binding *binding = oriel__hash_get(&bindings->table, key, len);

    if (binding)
        oriel__binding_ref(binding);
    oriel__unlock(&bindings->mutex);
    return binding;
}

/* One object's names, at its first binding in the table; others pass. */
static oriel_err_t list_object(struct oriel__bindings *bindings, const char *object, bool first, struct oriel_buf *out)
{
    struct oriel__binding *binding;
    oriel_err_t err = ORIEL_OK;
    size_t cursor = 0;
    bool comma = false;

    if (!first)
        err = oriel__buf_addc(out, ',');
    if (!err)
        err = oriel__json_add_string(out, object, strlen(object));
    if (!err)
        err = oriel__buf_adds(out, ":[");
    while (!err && (binding = oriel__hash_each(&bindings->table, &cursor, NULL, NULL))) {
        if (strcmp(binding->object, object) != 0)
            continue;
        if (comma)
            err = oriel__buf_addc(out, ',');
        if (!err)
            err = oriel__json_add_string(out, binding->name, strlen(binding->name));
        comma = true;
    }
    return err ? err : oriel__buf_addc(out, ']');
}

oriel_err_t oriel__bindings_list(struct oriel__bindings *bindings, struct oriel_buf *out)
{
    struct oriel_hash seen;
    struct oriel__binding *binding;
    oriel_err_t err = oriel__buf_addc(out, '{');
    size_t cursor = 0;

    oriel__hash_init(&seen);
    oriel__lock(&bindings->mutex);
    while (!err && (binding = oriel__hash_each(&bindings->table, &cursor, NULL, NULL))) {
        size_t len = strlen(binding->object);
        void *old;

        if (oriel__hash_get(&seen, binding->object, len))
            continue;
        err = list_object(bindings, binding->object, oriel__hash_count(&seen) == 0, out);
        if (!err)
            err = oriel__hash_set(&seen, binding->object, len, binding, &old);
    }
    oriel__unlock(&bindings->mutex);
    oriel__hash_fini(&seen, NULL);
    return err ? err : oriel__buf_addc(out, '}');
}
