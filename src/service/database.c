/* The file behind a storage: its tables, its statements, and what SQLite says. */
#include "service/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "service/damaged.h"
#include "service/place.h"

/* Another layout would be another version; newer ones are refused. */
#define VERSION 1
/* Files up to this size are checked as a whole when they are opened; damage in
 * larger ones shows when it is met. */
#define CHECKED_BYTES ((off_t)8 * 1024 * 1024)

static const char *const texts[ORIEL__SQL_COUNT] = {
    [ORIEL__SQL_BEGIN] = "BEGIN",
    [ORIEL__SQL_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [ORIEL__SQL_COMMIT] = "COMMIT",
    [ORIEL__SQL_ROLLBACK] = "ROLLBACK",
    [ORIEL__SQL_SAVE] = "SAVEPOINT request",
    [ORIEL__SQL_RELEASE] = "RELEASE request",
    [ORIEL__SQL_RESTORE] = "ROLLBACK TO request",
    [ORIEL__SQL_GET] = "SELECT value FROM item WHERE space = ?1 AND key = ?2",
    [ORIEL__SQL_SET] = ("INSERT INTO item (space, key, value) VALUES (?1, ?2, ?3) "
                        "ON CONFLICT (space, key) DO UPDATE SET value = excluded.value"),
    [ORIEL__SQL_DELETE] = "DELETE FROM item WHERE space = ?1 AND key = ?2",
    [ORIEL__SQL_CLEAR] = "DELETE FROM item WHERE space = ?1",
    [ORIEL__SQL_EACH] = "SELECT key, value FROM item WHERE space = ?1 ORDER BY key",
    [ORIEL__SQL_KEYS] = "SELECT key, '' FROM item WHERE space = ?1 ORDER BY key",
};

static oriel_err_t code_of(int rc)
{
    switch (rc & 0xFF) {
    case SQLITE_NOMEM:
        return ORIEL_ENOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ORIEL_EBUSY;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return ORIEL_EPERM;
    case SQLITE_TOOBIG:
        return ORIEL_ETOOBIG;
    default:
        return ORIEL_EIO;
    }
}

static oriel_err_t fail(struct oriel__database *db, int rc)
{
    int kind = rc & 0xFF;

    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB)
        db->is_damaged = true;
    if (kind == SQLITE_NOMEM)
        return oriel__nomem();
    if (kind == SQLITE_BUSY)
        return oriel__fail(ORIEL_EBUSY, "storage %s: another process has kept it for %d ms", db->path,
                           db->busy_timeout_ms);
    return oriel__fail(code_of(rc), "storage %s: %s", db->path,
                       db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc));
}

oriel_err_t oriel__database_init(struct oriel__database *db, const char *path, bool is_full, int busy_timeout_ms)
{
    memset(db, 0, sizeof(*db));
    db->path = oriel__strdup(path);
    if (!db->path)
        return oriel__nomem();
    db->is_full = is_full;
    db->busy_timeout_ms = busy_timeout_ms;
    oriel__mutex_init(&db->mutex);
    return ORIEL_OK;
}

void oriel__database_fini(struct oriel__database *db)
{
    if (!db->path)
        return;
    oriel__database_close(db);
    oriel__mutex_fini(&db->mutex);
    oriel__free(db->moved);
    oriel__free(db->path);
    db->path = NULL;
}

void oriel__database_close(struct oriel__database *db)
{
    for (size_t i = 0; i < ORIEL__SQL_COUNT; i++) {
        sqlite3_finalize(db->statements[i]);
        db->statements[i] = NULL;
    }
    sqlite3_close_v2(db->handle);
    db->handle = NULL;
}

/* --- Opening ------------------------------------------------------------------ */

/* Runs statements that have no result of interest. */
static oriel_err_t execute(struct oriel__database *db, const char *sql)
{
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? ORIEL_OK : fail(db, rc);
}

static int first_text(void *user, int count, char **values, char **names)
{
    (void)names;
    *(bool *)user = count == 1 && values[0] && strcmp(values[0], "ok") == 0;
    return 0;
}

static oriel_err_t check(struct oriel__database *db, bool is_thorough)
{
    struct stat info;
    bool is_sound = false;

    if (!is_thorough && (stat(db->path, &info) != 0 || info.st_size > CHECKED_BYTES))
        return ORIEL_OK;
    int rc = sqlite3_exec(db->handle, "PRAGMA quick_check(1)", first_text, &is_sound, NULL);

    if (rc != SQLITE_OK)
        return fail(db, rc);
    if (is_sound)
        return ORIEL_OK;
    db->is_damaged = true;
    return oriel__fail(ORIEL_EIO, "storage %s: the file is damaged", db->path);
}

static int first_number(void *user, int count, char **values, char **names)
{
    (void)names;
    *(long *)user = count == 1 && values[0] ? strtol(values[0], NULL, 10) : -1;
    return 0;
}

/* Makes the table in a new file. With rowids: without, values lie in the tree of the keys, where large ones are read
 * by who passes them on the way to another key. */
static oriel_err_t lay_out(struct oriel__database *db)
{
    static const char table[] = "BEGIN IMMEDIATE;"
                                "CREATE TABLE IF NOT EXISTS item (space TEXT NOT NULL, key TEXT NOT NULL,"
                                " value TEXT NOT NULL, PRIMARY KEY (space, key));"
                                "PRAGMA user_version = 1;"
                                "COMMIT";
    long version = -1;
    int rc = sqlite3_exec(db->handle, "PRAGMA user_version", first_number, &version, NULL);

    if (rc != SQLITE_OK)
        return fail(db, rc);
    if (version == VERSION)
        return ORIEL_OK;
    if (version != 0)
        return oriel__fail(ORIEL_EIO, "storage %s: version %ld, this library knows up to %d", db->path, version,
                           VERSION);
    return execute(db, table);
}

static oriel_err_t prepare(struct oriel__database *db)
{
    for (size_t i = 0; i < ORIEL__SQL_COUNT; i++) {
        int rc = sqlite3_prepare_v3(db->handle, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &db->statements[i], NULL);

        if (rc != SQLITE_OK)
            return fail(db, rc);
    }
    return ORIEL_OK;
}

/* Other users must not read it; SQLite gives its other files the same mode. */
static oriel_err_t create(struct oriel__database *db)
{
    int fd = open(db->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0 && errno == ENOENT) {
        oriel_err_t err = oriel__make_folder_of(db->path);

        if (err)
            return err;
        fd = open(db->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
    if (fd < 0)
        return oriel__place_fail(db->path, "cannot be opened", errno);
    close(fd);
    return ORIEL_OK;
}

static oriel_err_t note_file(struct oriel__database *db)
{
    struct stat info;

    if (stat(db->path, &info) != 0)
        return oriel__place_fail(db->path, "vanished", errno);
    db->device = info.st_dev;
    db->inode = info.st_ino;
    return ORIEL_OK;
}

static oriel_err_t open_once(struct oriel__database *db, bool is_thorough)
{
    db->is_damaged = false;
    oriel_err_t err = create(db);
    int rc = err ? SQLITE_OK
                 : sqlite3_open_v2(db->path, &db->handle,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

    if (!err && rc != SQLITE_OK)
        err = fail(db, rc);
    if (!err)
        err = note_file(db);
    if (!err) {
        sqlite3_busy_timeout(db->handle, db->busy_timeout_ms);
        err = execute(db, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF");
    }
    if (!err)
        err = execute(db, db->is_full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    if (!err)
        err = check(db, is_thorough);
    if (!err)
        err = lay_out(db);
    if (!err)
        err = prepare(db);
    if (err)
        oriel__database_close(db);
    return err;
}

/* SQLite does not wait for others in every moment: not while one of them turns a
 * new file to WAL, nor while the last of them leaves. */
static oriel_err_t open_file(struct oriel__database *db, bool is_thorough)
{
    uint64_t end = oriel__now_ns() + (uint64_t)db->busy_timeout_ms * 1000000u;
    oriel_err_t err;

    while ((err = open_once(db, is_thorough)) == ORIEL_EBUSY && oriel__now_ns() < end)
        (void)usleep(1000);
    return err;
}

static bool is_same_file(const struct oriel__database *db)
{
    struct stat info;

    return stat(db->path, &info) == 0 && info.st_dev == db->device && info.st_ino == db->inode;
}

/* Two processes may meet the same damage: who comes second finds the new file
 * sound, and leaves it alone. */
static oriel_err_t replace(struct oriel__database *db)
{
    int lock = -1;
    oriel_err_t err = oriel__damaged_lock(db->path, true, db->busy_timeout_ms, &lock);

    if (!err)
        err = open_file(db, true);
    if (err && lock >= 0 && db->is_damaged) {
        char *moved = NULL;

        oriel__log(ORIEL_LOG_ERROR, "service", "%s", oriel_last_error());
        err = oriel__damaged_move(db->path, &moved);
        if (!err) {
            oriel__log(ORIEL_LOG_ERROR, "service", "storage %s: moved aside as %s, a new one begins", db->path, moved);
            oriel__lock(&db->mutex);
            oriel__free(db->moved);
            db->moved = moved;
            oriel__unlock(&db->mutex);
            err = open_file(db, false);
        }
    }
    oriel__damaged_unlock(lock);
    return err;
}

/* Not between the two halves of a move, which would take what SQLite begins to
 * keep beside the new file. Where nothing can be locked, nothing is moved. */
static oriel_err_t open_shared(struct oriel__database *db)
{
    int lock = -1;
    oriel_err_t err = oriel__damaged_lock(db->path, false, db->busy_timeout_ms, &lock);

    if (err == ORIEL_EBUSY || err == ORIEL_ENOMEM)
        return err;
    err = open_file(db, false);
    oriel__damaged_unlock(lock);
    return err;
}

oriel_err_t oriel__database_open(struct oriel__database *db)
{
    if (db->handle && !db->is_damaged && is_same_file(db))
        return ORIEL_OK;
    bool was_damaged = db->is_damaged;

    oriel__database_close(db);
    oriel_err_t err = was_damaged ? ORIEL_EIO : open_shared(db);

    return err && (was_damaged || db->is_damaged) ? replace(db) : err;
}

/* --- Statements ---------------------------------------------------------------- */

static int bind_text(sqlite3_stmt *statement, int at, const char *text, size_t len)
{
    return sqlite3_bind_text64(statement, at, text, len, SQLITE_STATIC, SQLITE_UTF8);
}

static oriel_err_t step(struct oriel__database *db, int which, int rc)
{
    sqlite3_stmt *statement = db->statements[which];

    if (rc == SQLITE_OK)
        rc = sqlite3_step(statement);
    oriel_err_t err = rc == SQLITE_DONE || rc == SQLITE_ROW ? ORIEL_OK : fail(db, rc);

    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return err;
}

oriel_err_t oriel__database_begin(struct oriel__database *db, bool writes)
{
    return step(db, writes ? ORIEL__SQL_BEGIN_WRITE : ORIEL__SQL_BEGIN, SQLITE_OK);
}

bool oriel__database_is_within(const struct oriel__database *db)
{
    return db->handle && !sqlite3_get_autocommit(db->handle);
}

/* A read that is under way would keep the moment it sees beyond the end. */
static void end_reading(struct oriel__database *db)
{
    sqlite3_stmt *statement = db->statements[ORIEL__SQL_GET];

    if (!statement)
        return;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

oriel_err_t oriel__database_commit(struct oriel__database *db)
{
    end_reading(db);
    return step(db, ORIEL__SQL_COMMIT, SQLITE_OK);
}

void oriel__database_rollback(struct oriel__database *db)
{
    end_reading(db);
    if (oriel__database_is_within(db))
        (void)step(db, ORIEL__SQL_ROLLBACK, SQLITE_OK);
}

oriel_err_t oriel__database_save(struct oriel__database *db)
{
    return step(db, ORIEL__SQL_SAVE, SQLITE_OK);
}

oriel_err_t oriel__database_release(struct oriel__database *db)
{
    return step(db, ORIEL__SQL_RELEASE, SQLITE_OK);
}

oriel_err_t oriel__database_restore(struct oriel__database *db)
{
    if (!oriel__database_is_within(db))
        return ORIEL_OK;
    oriel_err_t err = step(db, ORIEL__SQL_RESTORE, SQLITE_OK);

    return err ? err : step(db, ORIEL__SQL_RELEASE, SQLITE_OK);
}

oriel_err_t oriel__database_get(struct oriel__database *db, const char *space, const char *key, size_t key_len,
                                const char **text, size_t *len)
{
    sqlite3_stmt *statement = db->statements[ORIEL__SQL_GET];
    int rc;

    sqlite3_reset(statement); /* the borrowed text of the last one goes */
    rc = bind_text(statement, 1, space, strlen(space));
    if (rc == SQLITE_OK)
        rc = bind_text(statement, 2, key, key_len);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW) {
        *text = (const char *)sqlite3_column_text(statement, 0);
        *len = (size_t)sqlite3_column_bytes(statement, 0);
        return *text ? ORIEL_OK : oriel__nomem();
    }
    oriel_err_t err = rc == SQLITE_DONE ? ORIEL_OK : fail(db, rc);

    sqlite3_reset(statement);
    *text = NULL;
    *len = 0;
    return err;
}

oriel_err_t oriel__database_set(struct oriel__database *db, const char *space, const char *key, size_t key_len,
                                const char *text, size_t len)
{
    sqlite3_stmt *statement = db->statements[ORIEL__SQL_SET];
    int rc = bind_text(statement, 1, space, strlen(space));

    if (rc == SQLITE_OK)
        rc = bind_text(statement, 2, key, key_len);
    if (rc == SQLITE_OK)
        rc = bind_text(statement, 3, text, len);
    return step(db, ORIEL__SQL_SET, rc);
}

oriel_err_t oriel__database_delete(struct oriel__database *db, const char *space, const char *key, size_t key_len)
{
    sqlite3_stmt *statement = db->statements[ORIEL__SQL_DELETE];
    int rc = bind_text(statement, 1, space, strlen(space));

    if (rc == SQLITE_OK)
        rc = bind_text(statement, 2, key, key_len);
    return step(db, ORIEL__SQL_DELETE, rc);
}

oriel_err_t oriel__database_clear(struct oriel__database *db, const char *space)
{
    return step(db, ORIEL__SQL_CLEAR, bind_text(db->statements[ORIEL__SQL_CLEAR], 1, space, strlen(space)));
}

oriel_err_t oriel__database_each(struct oriel__database *db, enum oriel__sql which, const char *space,
                                 oriel__visit_fn visit, void *user)
{
    sqlite3_stmt *statement = db->statements[which];
    oriel_err_t err = ORIEL_OK;
    int rc = bind_text(statement, 1, space, strlen(space));

    while (rc == SQLITE_OK && err == ORIEL_OK) {
        rc = sqlite3_step(statement);
        if (rc != SQLITE_ROW)
            break;
        const char *key = (const char *)sqlite3_column_text(statement, 0);
        const char *text = (const char *)sqlite3_column_text(statement, 1);

        rc = SQLITE_OK;
        err = key && text ? visit(user, key, (size_t)sqlite3_column_bytes(statement, 0), text,
                                  (size_t)sqlite3_column_bytes(statement, 1))
                          : oriel__nomem();
    }
    if (err == ORIEL_OK && rc != SQLITE_DONE)
        err = fail(db, rc);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return err;
}
