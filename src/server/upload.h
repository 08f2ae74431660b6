/* Files that pages send: spooled to disk as they come, handed to the program by
 * path. Any thread: a session may have pages in windows, too. */
#ifndef ORIEL_SERVER_UPLOAD_H
#define ORIEL_SERVER_UPLOAD_H

#include <pthread.h>

#include <oriel/server.h>

#include "base/list.h"

struct oriel_page;

#define ORIEL__UPLOAD_FILES_MAX 1000
#define ORIEL__UPLOAD_CHUNK_MAX ((size_t)256 << 10)

/* Of one session. The folder goes with it, and whatever the program left there. */
struct oriel__uploads {
    pthread_mutex_t mutex;
    struct oriel_list transfers;
    size_t count;          /* of transfers under way */
    size_t files;          /* made so far: they are named by number */
    char *folder;          /* NULL: none yet */
    uint64_t bytes;        /* of the files there, as large as those under way will be */
    size_t here;           /* how many they are */
    uint64_t recounted_ns; /* when the folder was looked through last: the program moves files away */
};

void oriel__uploads_init(struct oriel__uploads *uploads);
void oriel__uploads_fini(struct oriel__uploads *uploads);
/* One of `upload`, `chunk`, `upload-end`. False: it is another message. */
bool oriel__uploads_receive(struct oriel__uploads *uploads, const oriel_server_opts_t *opts, oriel_session_t *session,
                            struct oriel_page *page, const oriel_value_t *message, const oriel_value_t *block);
/* The page has gone: what it had begun goes too. */
void oriel__uploads_forget(struct oriel__uploads *uploads, const struct oriel_page *page);

#endif
