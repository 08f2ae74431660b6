/* Storage: texts by key in a file that outlives the program, and namespaces of
 * a state that are kept there. Since 0.1. All functions: any thread, but not in
 * a forked child (EPERM). Texts are UTF-8.
 *
 * Requests run in the order they were made, on a thread of the storage's own.
 * All that is due becomes one transaction, and a future settles only after the
 * commit: what was acknowledged survives the end of the process, also a sudden
 * one. Several processes may use one file.
 *
 *     oriel_storage_open(app, NULL, &storage);
 *     oriel_storage_set(storage, "name", "Ada", 3, &done);
 *     if (oriel_future_wait(done, 1000) == ORIEL_OK &&
 *         oriel_future_get_error(done, NULL, NULL) == ORIEL_OK)
 *         puts("it is in the file");
 */
#ifndef ORIEL_STORAGE_H
#define ORIEL_STORAGE_H

#include <oriel/runtime.h>
#include <oriel/state.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ORIEL_STORAGE_KEY_MAX 1024 /* bytes of a key, at least one, no NUL */

typedef struct oriel_storage oriel_storage_t;

typedef enum oriel_storage_sync {
    ORIEL_STORAGE_NORMAL, /* survives the end of the process; power loss may take the last moments */
    ORIEL_STORAGE_FULL    /* survives power loss, too; each commit waits for the disk */
} oriel_storage_sync_t;

typedef struct oriel_storage_opts {
    size_t struct_size;
    /* The file; its folder is made. One that is relative is meant as of now, also
     * when the program goes to another folder later. NULL: storage.db in the folder that the
     * environment's PN_STORAGE_DIR names; without that in NAME below
     * XDG_DATA_HOME or ~/.local/share. Copied. */
    const char *path;
    /* NAME: the program's, so that programs do not share keys. NULL: that of the
     * executable. No slash. */
    const char *name;
    oriel_storage_sync_t synchronous;
    int busy_timeout_ms; /* how long another process may keep a transaction waiting */
    size_t value_size;   /* bytes of one value at the most */
    size_t pending_size; /* bytes that may wait to be written, keys and values */
} oriel_storage_opts_t;

#define ORIEL_STORAGE_OPTS_INIT                                                                                        \
    {                                                                                                                  \
        sizeof(oriel_storage_opts_t), NULL, NULL, ORIEL_STORAGE_NORMAL, 5000, (size_t)16 * 1024 * 1024,                \
            (size_t)64 * 1024 * 1024                                                                                   \
    }

/* A storage. `app` is where callbacks of its futures are dispatched; `opts` may
 * be NULL. `*ret`: one reference. The file is opened by the first request; what
 * is wrong with it rejects requests, and is tried anew by the next one. A
 * damaged file is moved aside (see oriel_storage_dup_damaged()) and a new one
 * begun. Errors: EINVAL, ENOENT (no folder for it), ENOMEM. */
ORIEL_API oriel_err_t oriel_storage_open(oriel_app_t *app, const oriel_storage_opts_t *opts,
                                         oriel_storage_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_storage_t *oriel_storage_ref(oriel_storage_t *storage);
/* Always NULL. The last one closes, and waits until what was asked is done. */
ORIEL_API oriel_storage_t *oriel_storage_unref(oriel_storage_t *storage);
/* Ends the storage: later requests fail with ECLOSED, earlier ones are done,
 * state is no longer kept. Waits for that at most `timeout_ms` (negative: no
 * limit). Again is fine. Errors: ETIMEDOUT. */
ORIEL_API oriel_err_t oriel_storage_close(oriel_storage_t *storage, int timeout_ms);

/* The file. Borrowed until the last unref. */
ORIEL_API const char *oriel_storage_get_path(oriel_storage_t *storage);
/* Where a damaged file was moved last, a sister of the file whose name ends in
 * ".damaged-" and the time (UTC); the log tells, too. NULL: none was found so
 * far. The caller frees it with oriel_free(). */
ORIEL_API char *oriel_storage_dup_damaged(oriel_storage_t *storage);

/* --- Requests. Each gives a future (`*ret`: one reference), which is rejected
 * with EBUSY (another process kept it waiting), EIO, EPERM, ENOMEM. Canceling
 * takes back what has not begun. Where `ret` may be NULL, nobody waits, and
 * failures are logged. Errors at once: EINVAL, ESYNTAX (a text that is
 * not UTF-8) and ETOOBIG (key, value, more waiting than `pending_size`), ECLOSED, ENOMEM, EPERM (forked). */

/* Resolves to the text as a string, null when absent. */
ORIEL_API oriel_err_t oriel_storage_get(oriel_storage_t *storage, const char *key,
                                        oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The same, parsed; rejected with ESYNTAX when it is no JSON. */
ORIEL_API oriel_err_t oriel_storage_get_json(oriel_storage_t *storage, const char *key,
                                             oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Resolves to {key: string}, without the absent ones, as of one moment. */
ORIEL_API oriel_err_t oriel_storage_get_many(oriel_storage_t *storage, const char *const *keys, size_t count,
                                             oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Resolves to an array of all keys, sorted by their bytes. */
ORIEL_API oriel_err_t oriel_storage_all_keys(oriel_storage_t *storage, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* These resolve to null; `ret` may be NULL. */
/* `text` is copied; NULL, of no bytes, is the empty one. */
ORIEL_API oriel_err_t oriel_storage_set(oriel_storage_t *storage, const char *key, const char *text, size_t len,
                                        oriel_future_t **ret) ORIEL_MUST_CHECK;
/* `value`: transfer take; NULL returns the error of the maker that returned it. */
ORIEL_API oriel_err_t oriel_storage_set_json(oriel_storage_t *storage, const char *key, oriel_value_t *value,
                                             oriel_future_t **ret) ORIEL_MUST_CHECK;
/* Fine when absent. */
ORIEL_API oriel_err_t oriel_storage_delete(oriel_storage_t *storage, const char *key,
                                           oriel_future_t **ret) ORIEL_MUST_CHECK;
ORIEL_API oriel_err_t oriel_storage_clear(oriel_storage_t *storage, oriel_future_t **ret) ORIEL_MUST_CHECK;

typedef struct oriel_storage_change {
    const char *key;
    const char *text; /* NULL deletes the key; copied */
    size_t len;
} oriel_storage_change_t;

/* All of `changes` in the order given, or none. */
ORIEL_API oriel_err_t oriel_storage_update(oriel_storage_t *storage, const oriel_storage_change_t *changes,
                                           size_t count, oriel_future_t **ret) ORIEL_MUST_CHECK;

/* --- Persistent state ------------------------------------------------------- */

/* Keeps a namespace of `state` in the storage, apart from the keys above: what is
 * stored replaces what the state has (handlers hear of it as of any set), and
 * from then on every change, by program or page, sets and removals, is written;
 * of changes that come faster than the file takes them, the latest of each key.
 * Keys that were set before and are not stored are written when they change.
 * Waits for the file, `timeout_ms` at the most, so that the program has its
 * settings when this returns. What other threads set in the namespace meanwhile
 * may be replaced. Holds `state` until oriel_state_unpersist(), or the end of the
 * storage. Errors: EINVAL, ETOOBIG, ECLOSED, ENOMEM, EIO, EBUSY,
 * EPERM, ETIMEDOUT, EEXIST (kept there already); nothing is kept then. */
ORIEL_API oriel_err_t oriel_state_persist(oriel_state_t *state, const char *ns, oriel_storage_t *storage,
                                          int timeout_ms) ORIEL_MUST_CHECK;
/* Ends it; what changed before is written. ENOENT when it was not kept. */
ORIEL_API oriel_err_t oriel_state_unpersist(oriel_state_t *state, const char *ns,
                                            oriel_storage_t *storage) ORIEL_MUST_CHECK;

#ifdef __cplusplus
}
#endif

#endif
