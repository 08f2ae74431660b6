/* The engine: found and loaded by the first window. */
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "window/headless/headless.h"
#include "window/window.h"

#define MODULE "oriel-webkit.so"
#define PATH_BYTES 4096

#ifndef ORIEL_BACKEND_DIR_DEFAULT
#define ORIEL_BACKEND_DIR_DEFAULT "/usr/lib/oriel"
#endif

/* Where the module may be: told by the environment, beside the library, in a
 * folder beside it, where it was installed. False past the last. */
static bool candidate(int i, char out[PATH_BYTES])
{
    const char *dir = ORIEL_BACKEND_DIR_DEFAULT, *sub = "";
    size_t dir_len;
    Dl_info info;

    if (i == 0) {
        dir = getenv("ORIEL_BACKEND_DIR"); /* NOLINT(concurrency-mt-unsafe) */
        dir_len = dir ? strlen(dir) : 0;
    } else if (i < 3) {
        const char *slash = NULL;

        if (dladdr(&oriel__headless_backend, &info) && info.dli_fname)
            slash = strrchr(dir = info.dli_fname, '/');
        dir_len = slash ? (size_t)(slash - dir) : 0;
        sub = i == 2 ? "/oriel" : "";
    } else {
        dir_len = i == 3 ? strlen(dir) : 0;
    }
    out[0] = '\0';
    if (dir_len > 0 && dir_len < PATH_BYTES - 64)
        snprintf(out, PATH_BYTES, "%.*s%s/" MODULE, (int)dir_len, dir, sub);
    return i <= 3;
}

/* Whose windows the engine shows: those of the one app of this process. */
static struct oriel__windows *_Atomic shown;

struct oriel__windows *oriel__engine_windows(void)
{
    return shown;
}

void oriel__engine_forget(struct oriel__windows *windows)
{
    struct oriel__windows *expected = windows;

    atomic_compare_exchange_strong(&shown, &expected, NULL);
}

/* NULL, with the error noted, when there is none. */
static const struct oriel__backend *load(void)
{
    char path[PATH_BYTES], why[512] = "it is not installed";
    void *module = NULL;

    for (int i = 0; !module && candidate(i, path); i++) {
        if (!path[0])
            continue;
        module = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (!module) {
            const char *text = dlerror(); /* NOLINT(concurrency-mt-unsafe): glibc keeps one a thread */

            if (text && !strstr(text, "cannot open shared object file: No such file"))
                snprintf(why, sizeof(why), "%s", text);
            else if (text && !strstr(text, MODULE ": cannot open"))
                snprintf(why, sizeof(why), "%s", text); /* a library that it needs */
        }
    }
    if (!module) {
        oriel__fail(ORIEL_ENOENGINE, "windows need WebKitGTK: install libwebkit2gtk-4.1-0 and " MODULE " (%s)", why);
        return NULL;
    }
    const struct oriel__backend *backend = dlsym(module, ORIEL_BACKEND_SYMBOL);

    if (!backend || backend->abi != ORIEL_BACKEND_ABI) {
        oriel__fail(ORIEL_ENOENGINE, "%s belongs to another version of Oriel: install both from one build", path);
        return NULL;
    }
    return backend;
}

oriel_err_t oriel__engine_start(struct oriel__windows *windows, const struct oriel__backend **ret)
{
    static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
    const struct oriel__backend *backend = NULL;

    oriel__lock(&windows->mutex);
    backend = windows->backend;
    oriel__unlock(&windows->mutex);
    if (!backend) {
        oriel__lock(&loading);
        if (strcmp(windows->backend_name, "headless") == 0)
            backend = &oriel__headless_backend;
        else
            backend = load();
        oriel__unlock(&loading);
    }
    if (!backend)
        return oriel__last_err();
    oriel_err_t err = backend->start(&oriel__window_host);

    if (err)
        return err;
    oriel__lock(&windows->mutex);
    windows->backend = backend;
    shown = windows;
    oriel__unlock(&windows->mutex);
    *ret = backend;
    return ORIEL_OK;
}
