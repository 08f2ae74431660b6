/* Where files of the program's own belong. */
#include "service/place.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"

#define FILE_NAME "storage.db"

char *oriel__folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return oriel__strdup(".");
    return oriel__strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

static const char *environment(const char *name)
{
    const char *value = getenv(name); /* NOLINT(concurrency-mt-unsafe) */

    return value && *value ? value : NULL;
}

static oriel_err_t join(const char *folder, const char *below, const char *name, char **ret)
{
    size_t size = strlen(folder) + strlen(below) + strlen(name) + sizeof(FILE_NAME) + 3;
    char *path = oriel__alloc(size);

    if (!path)
        return oriel__nomem();
    snprintf(path, size, "%s%s%s%s/" FILE_NAME, folder, below, *name ? "/" : "", name);
    *ret = path;
    return ORIEL_OK;
}

oriel_err_t oriel__place_storage(const char *name, char **ret)
{
    const char *own = environment("PN_STORAGE_DIR");
    const char *data = environment("XDG_DATA_HOME");
    const char *home = environment("HOME");

    if (!name)
        name = program_invocation_short_name;
    if (!*name || strchr(name, '/') || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return oriel__fail(ORIEL_EINVAL, "storage: \"%s\" is no name for a folder", name);
    if (own)
        return join(own, "", "", ret);
    if (data && *data == '/') /* a relative one is to be ignored */
        return join(data, "", name, ret);
    if (!home)
        return oriel__fail(ORIEL_ENOENT, "storage: none of PN_STORAGE_DIR, XDG_DATA_HOME and HOME is set");
    return join(home, "/.local/share", name, ret);
}

oriel_err_t oriel__place_absolute(const char *path, char **ret)
{
    char here[PATH_MAX];

    if (*path == '/') {
        *ret = oriel__strdup(path);
        return *ret ? ORIEL_OK : oriel__nomem();
    }
    if (!getcwd(here, sizeof(here)))
        return oriel__place_fail(path, "there is no current folder", errno);
    size_t size = strlen(here) + strlen(path) + 2;

    *ret = oriel__alloc(size);
    if (!*ret)
        return oriel__nomem();
    (void)snprintf(*ret, size, "%s/%s", strcmp(here, "/") == 0 ? "" : here, path);
    return ORIEL_OK;
}

oriel_err_t oriel__place_fail(const char *path, const char *what, int error)
{
    bool is_refused = error == EACCES || error == EPERM || error == EROFS;
    char text[128];

    return oriel__fail(is_refused ? ORIEL_EPERM : ORIEL_EIO, "storage %s: %s: %s", path, what,
                       strerror_r(error, text, sizeof(text)));
}

/* mkdir -p, with the mode that the XDG specification asks for. */
oriel_err_t oriel__make_folder_of(const char *path)
{
    char *folder = oriel__folder_of(path);
    oriel_err_t err = ORIEL_OK;

    if (!folder)
        return oriel__nomem();
    for (char *at = folder; *at && !err; at++) {
        char *end = strchr(at + 1, '/');

        if (end)
            *end = '\0';
        if (mkdir(folder, 0700) != 0 && errno != EEXIST)
            err = oriel__place_fail(folder, "cannot be made", errno);
        if (!end)
            break;
        *end = '/';
        at = end - 1;
    }
    oriel__free(folder);
    return err;
}
