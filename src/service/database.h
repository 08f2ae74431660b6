/* The file behind a storage: one SQLite connection, for one thread at a time. */
#ifndef ORIEL_SERVICE_DATABASE_H
#define ORIEL_SERVICE_DATABASE_H

#include <pthread.h>
#include <stdbool.h>
#include <sys/types.h>

#include <sqlite3.h>

#include "base/buf.h"

enum oriel__sql {
    ORIEL__SQL_BEGIN,
    ORIEL__SQL_BEGIN_WRITE,
    ORIEL__SQL_COMMIT,
    ORIEL__SQL_ROLLBACK,
    ORIEL__SQL_SAVE,
    ORIEL__SQL_RELEASE,
    ORIEL__SQL_RESTORE,
    ORIEL__SQL_GET,
    ORIEL__SQL_SET,
    ORIEL__SQL_DELETE,
    ORIEL__SQL_CLEAR,
    ORIEL__SQL_EACH,
    ORIEL__SQL_KEYS,
    ORIEL__SQL_COUNT
};

struct oriel__database {
    char *path;
    bool is_full;
    int busy_timeout_ms;
    sqlite3 *handle; /* NULL while closed */
    sqlite3_stmt *statements[ORIEL__SQL_COUNT];
    dev_t device; /* of the file that is open */
    ino_t inode;
    bool is_damaged; /* the last failure said so */
    pthread_mutex_t mutex;
    char *moved; /* where a damaged file went; guarded by the mutex */
};

/* `path` is copied. The database is closed. */
oriel_err_t oriel__database_init(struct oriel__database *db, const char *path, bool is_full,
                                 int busy_timeout_ms) ORIEL_MUST_CHECK;
void oriel__database_fini(struct oriel__database *db);

/* Opens it unless it is open, and is the file that `path` names now. A damaged
 * file is moved aside. */
oriel_err_t oriel__database_open(struct oriel__database *db) ORIEL_MUST_CHECK;
void oriel__database_close(struct oriel__database *db);

/* A transaction; `writes` takes the write lock at once. Ending one that SQLite
 * has rolled back by itself is fine. */
oriel_err_t oriel__database_begin(struct oriel__database *db, bool writes) ORIEL_MUST_CHECK;
oriel_err_t oriel__database_commit(struct oriel__database *db) ORIEL_MUST_CHECK;
void oriel__database_rollback(struct oriel__database *db);
/* Whether it is under way. */
bool oriel__database_is_within(const struct oriel__database *db);
/* A part of it that may be undone alone. */
oriel_err_t oriel__database_save(struct oriel__database *db) ORIEL_MUST_CHECK;
oriel_err_t oriel__database_release(struct oriel__database *db) ORIEL_MUST_CHECK;
oriel_err_t oriel__database_restore(struct oriel__database *db);

/* Keys and texts are pointer and length; `space` keeps several sets of keys
 * apart. The text that get gives is borrowed until the next call or the end
 * of the transaction, NULL when absent. */
oriel_err_t oriel__database_get(struct oriel__database *db, const char *space, const char *key, size_t key_len,
                                const char **text, size_t *len) ORIEL_MUST_CHECK;
oriel_err_t oriel__database_set(struct oriel__database *db, const char *space, const char *key, size_t key_len,
                                const char *text, size_t len) ORIEL_MUST_CHECK;
oriel_err_t oriel__database_delete(struct oriel__database *db, const char *space, const char *key,
                                   size_t key_len) ORIEL_MUST_CHECK;
oriel_err_t oriel__database_clear(struct oriel__database *db, const char *space) ORIEL_MUST_CHECK;
/* Calls `visit` for every key in order, until it returns an error; `which`: EACH, or KEYS without their texts. */
typedef oriel_err_t (*oriel__visit_fn)(void *user, const char *key, size_t key_len, const char *text, size_t len);
oriel_err_t oriel__database_each(struct oriel__database *db, enum oriel__sql which, const char *space,
                                 oriel__visit_fn visit, void *user) ORIEL_MUST_CHECK;

#endif
