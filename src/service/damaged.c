/* Damaged files are moved aside, by one process at a time. */
#include "service/damaged.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "service/place.h"

#define TRIES 100

/* flock() with a time limit: it has none of its own. */
static int lock(int fd, int how, int timeout_ms)
{
    uint64_t end = oriel__now_ns() + (uint64_t)timeout_ms * 1000000u;

    while (flock(fd, how | LOCK_NB) != 0) {
        if (errno != EINTR && (errno != EWOULDBLOCK || oriel__now_ns() >= end))
            return errno;
        (void)usleep(1000);
    }
    return 0;
}

oriel_err_t oriel__damaged_lock(const char *path, bool moves, int timeout_ms, int *ret)
{
    char *folder = oriel__folder_of(path);

    if (!folder)
        return oriel__nomem();
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    oriel__free(folder);
    if (fd < 0)
        return oriel__place_fail(path, "its folder cannot be opened", errno);
    int error = lock(fd, moves ? LOCK_EX : LOCK_SH, timeout_ms);

    if (error == 0) {
        *ret = fd;
        return ORIEL_OK;
    }
    close(fd);
    if (error == EWOULDBLOCK)
        return oriel__fail(ORIEL_EBUSY, "storage %s: another process has kept its folder for %d ms", path, timeout_ms);
    return oriel__place_fail(path, "its folder cannot be locked", error);
}

void oriel__damaged_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

/* A file that SQLite may have left beside it. */
static void move_sister(const char *path, const char *moved, const char *suffix, size_t size)
{
    char *from = oriel__alloc(size), *to = oriel__alloc(size);

    if (from && to) {
        snprintf(from, size, "%s%s", path, suffix);
        snprintf(to, size, "%s%s", moved, suffix);
        /* Where it stays, SQLite sees that it does not belong to the new file. */
        (void)rename(from, to);
    }
    oriel__free(from);
    oriel__free(to);
}

oriel_err_t oriel__damaged_move(const char *path, char **moved)
{
    struct tm utc;
    time_t now = time(NULL);
    size_t size = strlen(path) + 64;
    char *target = oriel__alloc(size), stamp[32];

    if (!target)
        return oriel__nomem();
    if (!gmtime_r(&now, &utc) || strftime(stamp, sizeof(stamp), "%Y%m%dT%H%M%SZ", &utc) == 0)
        snprintf(stamp, sizeof(stamp), "%lld", (long long)now);
    for (int i = 0; i < TRIES; i++) {
        if (i == 0)
            snprintf(target, size, "%s.damaged-%s", path, stamp);
        else
            snprintf(target, size, "%s.damaged-%s-%d", path, stamp, i);
        if (access(target, F_OK) == 0)
            continue;
        if (rename(path, target) != 0)
            break;
        move_sister(path, target, "-wal", size);
        move_sister(path, target, "-shm", size);
        move_sister(path, target, "-journal", size);
        *moved = target;
        return ORIEL_OK;
    }
    oriel__free(target);
    return oriel__place_fail(path, "damaged, and cannot be moved aside", errno);
}
