/* The custom schemes of one window: each shows the files of one folder. */
#ifndef ORIEL_WINDOW_SCHEME_H
#define ORIEL_WINDOW_SCHEME_H

#include <pthread.h>
#include <stdbool.h>

#include <oriel/error.h>

#include "base/hash.h"
#include "window/backend.h"

#define ORIEL__SCHEMES_MAX 64
#define ORIEL__SCHEME_LEN_MAX 63
#define ORIEL__SCHEME_MIMES_MAX 1024
/* The scheme of the embedded files; reserved. */
#define ORIEL__EMBEDDED_SCHEME "oriel"

/* Any thread may add at any time; the UI thread resolves. */
struct oriel__schemes {
    pthread_mutex_t lock;
    struct oriel_hash roots; /* scheme -> its folder, held open */
    struct oriel_hash mimes; /* extension -> type */
    bool is_old_kernel;      /* tests: as if there were no openat2() */
};

void oriel__schemes_init(struct oriel__schemes *schemes);
void oriel__schemes_fini(struct oriel__schemes *schemes);

/* Lets go of all folders: nothing asks for their files any more. */
void oriel__schemes_clear(struct oriel__schemes *schemes);

/* Shows the files of `root` (relative to the current folder of this moment) at
 * `scheme`://; a scheme that is there already moves. EINVAL for what is no
 * scheme or belongs to the engine, ENOENT for what is no folder, ETOOBIG past
 * ORIEL__SCHEMES_MAX. */
oriel_err_t oriel__schemes_add(struct oriel__schemes *schemes, const char *scheme, const char *root) ORIEL_MUST_CHECK;

/* Shows the embedded page client at oriel://, its own files and nothing else. */
oriel_err_t oriel__schemes_add_embedded(struct oriel__schemes *schemes) ORIEL_MUST_CHECK;

/* Files that end in `extension` ("glb" or ".glb", any case) are of `type` from
 * now on, whatever the built-in table says. */
oriel_err_t oriel__schemes_add_mime(struct oriel__schemes *schemes, const char *extension,
                                    const char *type) ORIEL_MUST_CHECK;

/* Answers a request; always fills `ret`. `app://a/b` means a/b below the root
 * (case of `a` permitting, for hosts lose theirs), or else b: so links that are
 * relative to `app://index.html/` work, and any host may stand for the root.
 * Folders mean their index.html. Statuses: 200; 206 and 416 for one range; 403
 * for what leaves the root and for what is no file; 404; 405 for methods but
 * GET and HEAD. To HEAD the answer has no bytes: `length` is 0 and `total` the
 * size. */
void oriel__schemes_resolve(struct oriel__schemes *schemes, const char *method, const char *url, const char *range,
                            struct oriel__resource *ret);

#endif
