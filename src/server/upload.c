/* Files that pages send, spooled to disk as they come. */
#include "server/upload.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "server/wire.h"
#include "session/widget.h"

/* A folder is not looked through more often. */
#define RECOUNT_NS 1000000000u

struct file {
    char *path;
    oriel_value_t *name, *type;
    uint64_t size, here; /* declared; received */
};

/* A transfer under way. */
struct transfer {
    struct oriel_list link;
    const struct oriel_page *page; /* for comparison only: numbers are each page's own */
    int64_t number;
    oriel_widget_t *widget;
    char *action;
    oriel_value_t *payload; /* NULL: none */
    const char *progress;   /* the action that tells of it, or NULL */
    struct file *files;
    size_t count, current;
    size_t made; /* files that count as there */
    int fd;      /* of the current file; -1: not begun */
    uint64_t total, here;
};

/* --- Life ------------------------------------------------------------------------- */

void oriel__uploads_init(struct oriel__uploads *uploads)
{
    memset(uploads, 0, sizeof(*uploads));
    oriel__mutex_init(&uploads->mutex);
    oriel__list_init(&uploads->transfers);
}

static void close_file(struct transfer *transfer)
{
    if (transfer->fd >= 0)
        (void)close(transfer->fd);
    transfer->fd = -1;
}

/* `keeps`: the files are the program's now. */
static void drop(struct oriel__uploads *uploads, struct transfer *transfer, bool keeps)
{
    close_file(transfer);
    for (size_t i = 0; transfer->files && i < transfer->count; i++) {
        struct file *file = &transfer->files[i];

        if (file->path && !keeps)
            (void)unlink(file->path);
        oriel__free(file->path);
        oriel_value_unref(file->name);
        oriel_value_unref(file->type);
    }
    if (!keeps) { /* no more than there are, should somebody else have taken them away */
        uploads->bytes -= transfer->total < uploads->bytes ? transfer->total : uploads->bytes;
        uploads->here -= transfer->made < uploads->here ? transfer->made : uploads->here;
    }
    oriel__free(transfer->files);
    oriel__free(transfer->action);
    oriel_value_unref(transfer->payload);
    oriel_widget_unref(transfer->widget);
    oriel__list_remove(&transfer->link);
    uploads->count--;
    oriel__free(transfer);
}

void oriel__uploads_forget(struct oriel__uploads *uploads, const struct oriel_page *page)
{
    struct oriel_list *next;

    oriel__lock(&uploads->mutex);
    for (struct oriel_list *l = uploads->transfers.next; l != &uploads->transfers; l = next) {
        struct transfer *transfer = oriel__container(l, struct transfer, link);

        next = l->next;
        if (!page || transfer->page == page)
            drop(uploads, transfer, false);
    }
    oriel__unlock(&uploads->mutex);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;

    /* cppcheck-suppress readdirCalled ; the stream is our own */
    while (folder && (entry = readdir(folder))) /* NOLINT(concurrency-mt-unsafe) */
        if (entry->d_name[0] != '.')
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        (void)closedir(folder);
    (void)rmdir(path);
}

void oriel__uploads_fini(struct oriel__uploads *uploads)
{
    oriel__uploads_forget(uploads, NULL);
    if (uploads->folder)
        remove_folder(uploads->folder);
    oriel__free(uploads->folder);
    oriel__mutex_fini(&uploads->mutex);
}

/* --- Reading messages --------------------------------------------------------------- */

static oriel_err_t read_int(const oriel_value_t *message, const char *key, int64_t *ret)
{
    oriel_value_t *member = oriel_value_dup_member(message, key);
    oriel_err_t err = member ? oriel_value_get_int(member, ret) : ORIEL_ETYPE;

    oriel_value_unref(member);
    return !err && *ret >= 0 ? ORIEL_OK : oriel__fail(ORIEL_ETYPE, "upload: \"%s\" is not a number of ours", key);
}

static struct transfer *find(struct oriel__uploads *uploads, const struct oriel_page *page, int64_t number)
{
    for (struct oriel_list *l = uploads->transfers.next; l != &uploads->transfers; l = l->next) {
        struct transfer *transfer = oriel__container(l, struct transfer, link);

        if (transfer->page == page && transfer->number == number)
            return transfer;
    }
    return NULL;
}

static oriel_err_t need_transfer(struct oriel__uploads *uploads, const struct oriel_page *page,
                                 const oriel_value_t *message, struct transfer **ret)
{
    int64_t number = 0;
    oriel_err_t err = read_int(message, "transfer", &number);

    if (!err)
        *ret = find(uploads, page, number);
    return err || *ret ? err : oriel__fail(ORIEL_ENOENT, "upload: transfer %lld is not under way", (long long)number);
}

/* --- How much there may be -------------------------------------------------------- */

/* Files that the program moved away do not count any more. */
static void recount(struct oriel__uploads *uploads)
{
    DIR *folder = opendir(uploads->folder);
    const struct dirent *entry;
    struct stat st;

    uploads->recounted_ns = oriel__now_ns();
    if (!folder)
        return;
    uploads->bytes = 0;
    uploads->here = 0;
    /* cppcheck-suppress readdirCalled ; the stream is our own */
    while ((entry = readdir(folder))) { /* NOLINT(concurrency-mt-unsafe) */
        if (entry->d_name[0] == '.' || fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0)
            continue;
        uploads->bytes += (uint64_t)st.st_size;
        uploads->here++;
    }
    (void)closedir(folder);
    for (struct oriel_list *l = uploads->transfers.next; l != &uploads->transfers; l = l->next) {
        const struct transfer *transfer = oriel__container(l, struct transfer, link);

        uploads->bytes += transfer->total - transfer->here;
    }
}

static bool has_room(const struct oriel__uploads *uploads, const oriel_server_opts_t *opts, uint64_t size)
{
    uint64_t limit = opts->max_upload > UINT64_MAX / opts->max_uploads ? UINT64_MAX
                                                                       : opts->max_upload * opts->max_uploads;

    return uploads->here / opts->max_uploads < ORIEL__UPLOAD_FILES_MAX && uploads->bytes <= limit &&
           size <= limit - uploads->bytes;
}

/* Room for one file more of this session. */
static oriel_err_t reserve(struct oriel__uploads *uploads, const oriel_server_opts_t *opts, struct transfer *transfer,
                           uint64_t size)
{
    if (size > opts->max_upload)
        return oriel__fail(ORIEL_ETOOBIG, "upload: file of %llu bytes, limit %llu", (unsigned long long)size,
                           (unsigned long long)opts->max_upload);
    if (!has_room(uploads, opts, size) && oriel__now_ns() - uploads->recounted_ns >= RECOUNT_NS)
        recount(uploads);
    if (!has_room(uploads, opts, size))
        return oriel__fail(ORIEL_ETOOBIG,
                           "upload: %zu files of %llu bytes are there, limits max_uploads times %d and %llu",
                           uploads->here, (unsigned long long)uploads->bytes, ORIEL__UPLOAD_FILES_MAX,
                           (unsigned long long)opts->max_upload);
    uploads->bytes += size;
    uploads->here++;
    transfer->total += size;
    transfer->made++;
    return ORIEL_OK;
}

/* --- Beginning ----------------------------------------------------------------------- */

static oriel_err_t make_folder(struct oriel__uploads *uploads)
{
    const char *temporary = getenv("TMPDIR"); /* NOLINT(concurrency-mt-unsafe) */
    char path[4096], text[128];

    if (uploads->folder)
        return ORIEL_OK;
    int n = snprintf(path, sizeof(path), "%s/oriel-upload-XXXXXX", temporary && *temporary ? temporary : "/tmp");

    if (n >= (int)sizeof(path) || !mkdtemp(path))
        return oriel__fail(ORIEL_EIO, "upload: a folder in %s: %s", temporary ? temporary : "/tmp",
                           strerror_r(errno, text, sizeof(text)));
    uploads->folder = oriel__strdup(path);
    if (uploads->folder)
        return ORIEL_OK;
    (void)rmdir(path);
    return oriel__nomem();
}

static oriel_err_t open_at(const char *path, int flags, int *fd)
{
    char text[128];

    *fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
    return *fd >= 0 ? ORIEL_OK : oriel__fail(ORIEL_EIO, "upload: %s: %s", path, strerror_r(errno, text, sizeof(text)));
}

/* Empty yet. The page's names stay out of the file system. */
static oriel_err_t make_file(struct oriel__uploads *uploads, struct file *file)
{
    char path[4200];
    int fd = -1;

    (void)snprintf(path, sizeof(path), "%s/%zu", uploads->folder, ++uploads->files);
    oriel_err_t err = open_at(path, O_CREAT | O_EXCL, &fd);

    if (err)
        return err;
    (void)close(fd);
    file->path = oriel__strdup(path);
    if (file->path)
        return ORIEL_OK;
    (void)unlink(path);
    return oriel__nomem();
}

static oriel_err_t read_file(struct oriel__uploads *uploads, const oriel_server_opts_t *opts,
                             const oriel_value_t *entry, struct transfer *transfer, struct file *file)
{
    int64_t size = 0;
    oriel_err_t err = read_int(entry, "size", &size);

    file->size = (uint64_t)size;
    file->name = oriel_value_dup_member(entry, "name");
    file->type = oriel_value_dup_member(entry, "type");
    if (!err && oriel_value_get_type(file->name) != ORIEL_TYPE_STRING)
        err = oriel__fail(ORIEL_ETYPE, "upload: a file without a name");
    if (!err)
        err = reserve(uploads, opts, transfer, file->size);
    return err ? err : make_file(uploads, file);
}

static oriel_err_t read_files(struct oriel__uploads *uploads, const oriel_server_opts_t *opts,
                              const oriel_value_t *message, struct transfer *transfer)
{
    oriel_value_t *list = oriel_value_dup_member(message, "files");
    size_t n = oriel_value_get_count(list);
    oriel_err_t err = make_folder(uploads);

    if (oriel_value_get_type(list) != ORIEL_TYPE_ARRAY || n == 0 || n > ORIEL__UPLOAD_FILES_MAX)
        err = oriel__fail(ORIEL_ETOOBIG, "upload: %zu files, limits 1 and %d", n, ORIEL__UPLOAD_FILES_MAX);
    if (!err) {
        transfer->files = oriel__new0(n * sizeof(*transfer->files));
        err = transfer->files ? ORIEL_OK : oriel__nomem();
    }
    for (size_t i = 0; i < n && !err; i++) {
        oriel_value_t *entry = oriel_value_dup_element(list, i);

        transfer->count = i + 1;
        err = read_file(uploads, opts, entry, transfer, &transfer->files[i]);
        oriel_value_unref(entry);
    }
    oriel_value_unref(list);
    return err;
}

static oriel_err_t check_target(struct transfer *transfer)
{
    if (!oriel__widget_takes_files(transfer->widget, transfer->action, &transfer->progress))
        return oriel__fail(ORIEL_EINVAL, "upload: no files come with that action of the widget");
    if (!oriel__handlers_has(&transfer->widget->handlers, transfer->action))
        return oriel__fail(ORIEL_ENOENT, "upload: nobody listens to \"%s\"", transfer->action);
    return ORIEL_OK;
}

static oriel_err_t read_target(const oriel_value_t *message, oriel_session_t *session, struct transfer *transfer)
{
    oriel_value_t *action = oriel_value_dup_member(message, "action");
    int64_t wid = 0;
    oriel_err_t err = read_int(message, "wid", &wid);

    if (!err)
        transfer->widget = oriel_session_dup_widget(session, (uint64_t)wid);
    if (!err && !transfer->widget)
        err = oriel__fail(ORIEL_ENOENT, "upload: there is no widget %lld", (long long)wid);
    if (!err)
        err = oriel_value_dup_string(action, &transfer->action, NULL);
    if (!err)
        err = check_target(transfer);
    transfer->payload = oriel_value_dup_member(message, "payload");
    oriel_value_unref(action);
    return err;
}

static oriel_err_t begin(struct oriel__uploads *uploads, const oriel_server_opts_t *opts, oriel_session_t *session,
                         const struct oriel_page *page, const oriel_value_t *message)
{
    int64_t number = 0;
    oriel_err_t err = read_int(message, "transfer", &number);

    if (err)
        return err;
    if (uploads->count >= opts->max_uploads)
        return oriel__fail(ORIEL_ETOOBIG, "upload: %zu transfers, limit %zu", uploads->count + 1, opts->max_uploads);
    if (find(uploads, page, number))
        return oriel__fail(ORIEL_EEXIST, "upload: transfer %lld is under way", (long long)number);
    struct transfer *transfer = oriel__new0(sizeof(*transfer));

    if (!transfer)
        return oriel__nomem();
    transfer->page = page;
    transfer->number = number;
    transfer->fd = -1;
    oriel__list_add(&uploads->transfers, &transfer->link);
    uploads->count++;
    err = read_target(message, session, transfer);
    if (!err)
        err = read_files(uploads, opts, message, transfer);
    if (err)
        drop(uploads, transfer, false);
    return err;
}

/* --- Chunks ------------------------------------------------------------------------------ */

static oriel_err_t write_all(struct transfer *transfer, struct file *file, const char *data, size_t len)
{
    char text[128];

    while (len > 0) {
        ssize_t n = write(transfer->fd, data, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return oriel__fail(ORIEL_EIO, "upload: %s: %s", file->path, strerror_r(errno, text, sizeof(text)));
        data += n;
        len -= (size_t)n;
        file->here += (uint64_t)n;
    }
    return ORIEL_OK;
}

/* One file is open at a time: a transfer of 1,000 takes one descriptor. */
static oriel_err_t turn_to(struct transfer *transfer, size_t index)
{
    if (transfer->fd >= 0 && transfer->current == index)
        return ORIEL_OK;
    close_file(transfer);
    transfer->current = index;
    return open_at(transfer->files[index].path, O_APPEND, &transfer->fd);
}

static oriel_err_t write_chunk(struct transfer *transfer, size_t index, const char *data, size_t len)
{
    struct file *file = &transfer->files[index];

    if (len > ORIEL__UPLOAD_CHUNK_MAX)
        return oriel__fail(ORIEL_ETOOBIG, "upload: chunk of %zu bytes, limit %zu", len, ORIEL__UPLOAD_CHUNK_MAX);
    if (len > file->size - file->here)
        return oriel__fail(ORIEL_ETOOBIG, "upload: more than the %llu bytes that were said",
                           (unsigned long long)file->size);
    if (len == 0 && file->size > 0)
        return oriel__fail(ORIEL_EINVAL, "upload: a chunk of nothing");
    oriel_err_t err = turn_to(transfer, index);

    return err ? err : write_all(transfer, file, data, len);
}

/* Of what the program is too far behind for, it hears later. */
static void tell_progress(const struct transfer *transfer, size_t index)
{
    oriel_value_t *args = NULL;

    if (!transfer->progress || !oriel__handlers_has(&transfer->widget->handlers, transfer->progress))
        return;
    oriel_err_t err = oriel_value_pack(&args, "[{s:I,s:I,s:I,s:I,s:b}]", "transfer_id", transfer->number, "file_index",
                                       (int64_t)index, "transferred_bytes", (int64_t)transfer->here, "total_bytes",
                                       (int64_t)transfer->total, "complete", transfer->here == transfer->total);

    if (!err)
        err = oriel__widget_post_told(transfer->widget, transfer->progress, args);
    if (err && err != ORIEL_ETOOBIG)
        oriel__log(ORIEL_LOG_WARNING, "server", "the progress of an upload was not told: %s", oriel_last_error());
}

static oriel_err_t take_chunk(struct oriel__uploads *uploads, const struct oriel_page *page,
                              const oriel_value_t *message, const oriel_value_t *block)
{
    struct transfer *transfer = NULL;
    int64_t index = 0;
    size_t len = 0;
    const char *data = block ? oriel_value_get_bytes(block, &len) : NULL;
    oriel_err_t err = need_transfer(uploads, page, message, &transfer);

    if (err)
        return err;
    err = read_int(message, "file", &index);
    if (!err && (!data || (uint64_t)index >= transfer->count || (size_t)index < transfer->current))
        err = oriel__fail(ORIEL_EINVAL, "upload: a chunk of no file, or out of order");
    if (!err)
        err = write_chunk(transfer, (size_t)index, data, len);
    if (err) {
        drop(uploads, transfer, false);
        return err;
    }
    transfer->here += len;
    tell_progress(transfer, (size_t)index);
    return ORIEL_OK;
}

/* --- The end ------------------------------------------------------------------------------ */

/* What the handlers get: the payload's members, and the files. */
static oriel_err_t write_members(oriel_writer_t *writer, const oriel_value_t *payload)
{
    oriel_reader_t reader = oriel_value_read(payload);
    oriel_token_t token = oriel_reader_next(&reader);
    oriel_err_t err = ORIEL_OK;

    while (!err && (token = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY) {
        char *key = oriel__alloc(token.len + 1);

        if (!key)
            return oriel__nomem();
        size_t len = token.len;

        if (token.has_escapes)
            len = oriel_token_decode(&token, key);
        else
            memcpy(key, token.text, len);
        key[len] = '\0';
        oriel_value_t *member = oriel_value_dup_member(payload, key);
        bool is_ours = strcmp(key, "files") == 0 || strcmp(key, "transfer_id") == 0;

        if (!is_ours && member) {
            (void)oriel_writer_key(writer, key, len);
            err = oriel_writer_value(writer, member);
        }
        oriel_value_unref(member);
        oriel__free(key);
        token = oriel_reader_next(&reader);
        if (token.type == ORIEL_TOKEN_BEGIN_ARRAY || token.type == ORIEL_TOKEN_BEGIN_OBJECT)
            oriel_reader_skip(&reader);
    }
    return err;
}

static void write_file(oriel_writer_t *writer, const struct file *file)
{
    (void)oriel_writer_begin_object(writer);
    (void)oriel_writer_key(writer, "name", 4);
    (void)oriel_writer_value(writer, file->name);
    (void)oriel_writer_key(writer, "size", 4);
    (void)oriel_writer_int(writer, (int64_t)file->size);
    (void)oriel_writer_key(writer, "type", 4);
    if (file->type)
        (void)oriel_writer_value(writer, file->type);
    else
        (void)oriel_writer_string(writer, "", 0);
    (void)oriel_writer_key(writer, "path", 4);
    (void)oriel_writer_string(writer, file->path, strlen(file->path));
    (void)oriel_writer_end(writer);
}

static oriel_err_t write_args(const struct transfer *transfer, oriel_value_t **ret)
{
    oriel_writer_t *writer = NULL;
    oriel_err_t err = oriel_writer_new(&writer);

    if (err)
        return err;
    (void)oriel_writer_begin_array(writer);
    (void)oriel_writer_begin_object(writer);
    if (oriel_value_get_type(transfer->payload) == ORIEL_TYPE_OBJECT)
        err = write_members(writer, transfer->payload);
    (void)oriel_writer_key(writer, "transfer_id", 11);
    (void)oriel_writer_int(writer, transfer->number);
    (void)oriel_writer_key(writer, "files", 5);
    (void)oriel_writer_begin_array(writer);
    for (size_t i = 0; i < transfer->count; i++)
        write_file(writer, &transfer->files[i]);
    (void)oriel_writer_end(writer);
    (void)oriel_writer_end(writer);
    (void)oriel_writer_end(writer);
    if (!err)
        err = oriel_writer_finish(writer, ret);
    oriel_writer_free(writer);
    return err;
}

static oriel_err_t check_complete(const struct transfer *transfer, const oriel_value_t *message)
{
    oriel_value_t *error = oriel_value_dup_member(message, "error");
    bool has_failed = error && oriel_value_get_type(error) != ORIEL_TYPE_NULL;

    oriel_value_unref(error);
    if (has_failed)
        return oriel__fail(ORIEL_ECANCELED, "upload: the page could not read a file");
    if (transfer->here != transfer->total)
        return oriel__fail(ORIEL_EINVAL, "upload: %llu bytes of %llu came", (unsigned long long)transfer->here,
                           (unsigned long long)transfer->total);
    return ORIEL_OK;
}

static oriel_err_t end(struct oriel__uploads *uploads, const struct oriel_page *page, const oriel_value_t *message)
{
    struct transfer *transfer = NULL;
    oriel_value_t *args = NULL;
    oriel_err_t err = need_transfer(uploads, page, message, &transfer);

    if (err)
        return err;
    err = check_complete(transfer, message);
    if (!err)
        err = write_args(transfer, &args);
    if (!err)
        err = oriel__widget_post_told(transfer->widget, transfer->action, args);
    drop(uploads, transfer, err == ORIEL_OK);
    return err;
}

bool oriel__uploads_receive(struct oriel__uploads *uploads, const oriel_server_opts_t *opts, oriel_session_t *session,
                            struct oriel_page *page, const oriel_value_t *message, const oriel_value_t *block)
{
    oriel_err_t err = ORIEL_OK;
    bool is_ours = true;

    oriel__lock(&uploads->mutex);
    if (oriel__control_is(message, "upload"))
        err = begin(uploads, opts, session, page, message);
    else if (oriel__control_is(message, "chunk"))
        err = take_chunk(uploads, page, message, block);
    else if (oriel__control_is(message, "upload-end"))
        err = end(uploads, page, message);
    else
        is_ours = false;
    oriel__unlock(&uploads->mutex);
    if (err)
        oriel__log(ORIEL_LOG_WARNING, "server", "%s", oriel_last_error());
    return is_ours;
}
