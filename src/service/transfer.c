/* A transfer on the loop's thread: its requests, one a redirect, and their end. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/sync.h"
#include "service/fetch.h"

#define NS_PER_MS 1000000u
/* The body of a redirect is of no interest; longer ones end the connection. */
#define REDIRECT_BODY_LIMIT ((size_t)64 * 1024)

static void begin_request(oriel_fetch_t *fetch);

/* --- The end ---------------------------------------------------------------------------- */

void oriel__fetch_end(oriel_fetch_t *fetch, oriel_err_t err, const char *text)
{
    if (fetch->phase == ORIEL__FETCH_DONE)
        return;
    fetch->phase = ORIEL__FETCH_DONE;
    if (fetch->multi)
        oriel__multi_leave(fetch->multi, &fetch->transfer);
    if (fetch->curl) {
        fetch->curl->slist_free_all(fetch->headers);
        fetch->curl->url_cleanup(fetch->origin);
    }
    fetch->headers = NULL;
    fetch->origin = NULL;
    oriel__fetch_set_done(fetch, err, text);
    oriel__fetch_let_go(fetch); /* its own */
}

static void fail(oriel_fetch_t *fetch, oriel_err_t err)
{
    oriel__fetch_end(fetch, err, oriel_last_error());
}

/* Whether a line of the response's head was longer than libcurl takes (100 KiB), which older ones call out of memory. */
static bool is_long_line(const oriel_fetch_t *fetch, CURLcode code)
{
    long status = 0;

    if (code == (CURLcode)100) /* CURLE_TOO_LARGE, of 8.6 */
        return true;
    fetch->curl->easy_getinfo(fetch->transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    return code == CURLE_OUT_OF_MEMORY && status > 0 && !fetch->has_head;
}

/* What libcurl says, with the host: the rest of a URL may hold secrets. */
static void fail_curl(oriel_fetch_t *fetch, CURLcode code)
{
    char name[256];

    oriel__target_name(fetch->curl, fetch->url, name, sizeof(name));
    if (is_long_line(fetch, code)) {
        fail(fetch, oriel__fail(ORIEL_ETOOBIG, "fetch %s: a header of more than 100 KiB", name));
        return;
    }
    fail(fetch, oriel__fail(oriel__curl_err(code), "fetch %s: %s", name,
                            fetch->curl_text[0] ? fetch->curl_text : fetch->curl->easy_strerror(code)));
}

/* Notes why a callback ends the transfer. */
static void note(oriel_fetch_t *fetch, oriel_err_t err)
{
    fetch->failure = err;
    (void)snprintf(fetch->failure_text, sizeof(fetch->failure_text), "%s", oriel_last_error());
}

/* --- Progress --------------------------------------------------------------------------------- */

static void run_progress(struct oriel__task *task)
{
    oriel_fetch_t *fetch = oriel__container(task, oriel_fetch_t, progress_task);

    oriel__lock(&fetch->mutex);
    oriel_fetch_progress_t progress = fetch->progress;

    fetch->is_progress_due = false;
    oriel__unlock(&fetch->mutex);
    fetch->opts.progress(&progress, fetch->opts.user);
    oriel__fetch_let_go(fetch);
}

static void drop_progress(struct oriel__task *task)
{
    oriel__fetch_let_go(oriel__container(task, oriel_fetch_t, progress_task));
}

static void set_progress(oriel_fetch_t *fetch, oriel_fetch_progress_t now)
{
    oriel__lock(&fetch->mutex);
    bool is_new = memcmp(&now, &fetch->progress, sizeof(now)) != 0;
    bool tells = is_new && fetch->opts.progress && !fetch->is_progress_due;

    fetch->progress = now;
    fetch->is_progress_due = fetch->is_progress_due || tells;
    oriel__unlock(&fetch->mutex);
    if (!tells)
        return;
    oriel__list_init(&fetch->progress_task.link);
    fetch->progress_task.run = run_progress;
    fetch->progress_task.drop = drop_progress;
    oriel__fetch_hold(fetch);
    oriel__inbox_push(fetch->hooks_inbox, &fetch->progress_task);
}

static int on_progress(void *user, curl_off_t receive_total, curl_off_t received, curl_off_t send_total,
                       curl_off_t sent)
{
    oriel_fetch_t *fetch = user;

    if (!fetch->is_redirect)
        set_progress(fetch, (oriel_fetch_progress_t){ sent, send_total > 0 ? send_total : -1, received,
                                                      receive_total > 0 ? receive_total : -1 });
    return 0;
}

/* What a piece brought counts before the program has the piece; libcurl's own
 * reports may come a second later. */
static void count_received(oriel_fetch_t *fetch)
{
    oriel_fetch_progress_t now = fetch->progress; /* only this thread writes it */
    curl_off_t received = 0;

    if (fetch->curl->easy_getinfo(fetch->transfer.easy, CURLINFO_SIZE_DOWNLOAD_T, &received) != CURLE_OK)
        return;
    now.received = received;
    set_progress(fetch, now);
}

/* --- What arrives -------------------------------------------------------------------------- */

/* Whether the response is followed; notes whereto. */
static oriel_err_t find_redirect(oriel_fetch_t *fetch, long status)
{
    bool may_be = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    const char *location = NULL;
    size_t len = 0;

    if (fetch->opts.redirect_limit > 0 && may_be)
        location = oriel__head_line(&fetch->head, "location", &len);
    if (!location)
        return ORIEL_OK;
    fetch->is_redirect = true;
    return oriel__target_resolve(fetch->curl, fetch->url, location, len, &fetch->next_url);
}

/* All lines of a head are there. */
static oriel_err_t finish_head(oriel_fetch_t *fetch)
{
    oriel_value_t *response = NULL;
    long status = 0;

    fetch->curl->easy_getinfo(fetch->transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 && status != 101)
        return ORIEL_OK; /* another one follows */
    fetch->has_head = true;
    oriel_err_t err = find_redirect(fetch, status);

    if (err || fetch->is_redirect)
        return err;
    char *url = oriel__target_public(fetch->curl, fetch->url);

    err = url ? oriel__head_value(&fetch->head, (int)status, url, &response) : oriel__nomem();

    oriel__free(url);
    if (!err)
        oriel__fetch_set_response(fetch, (int)status, response);
    return err;
}

static size_t on_header(char *data, size_t size, size_t count, void *user)
{
    oriel_fetch_t *fetch = user;
    size_t len = size * count;
    oriel_err_t err = ORIEL_OK;

    if (fetch->has_head)
        return len; /* trailers */
    if (len >= 5 && memcmp(data, "HTTP/", 5) == 0)
        oriel__buf_clear(&fetch->head);
    else if (len <= 2 && (data[0] == '\r' || data[0] == '\n'))
        err = finish_head(fetch);
    else
        err = oriel__buf_add(&fetch->head, data, len);
    if (err == ORIEL_ETOOBIG)
        err = oriel__fail(err, "fetch: headers over %zu bytes", ORIEL__FETCH_HEAD_LIMIT);
    if (!err)
        return len;
    note(fetch, err);
    return 0;
}

static size_t on_body(char *data, size_t size, size_t count, void *user)
{
    oriel_fetch_t *fetch = user;
    size_t len = size * count;
    bool is_taken = true;

    if (fetch->is_redirect) {
        fetch->redirect_body += len;
        return fetch->redirect_body > REDIRECT_BODY_LIMIT ? 0 : len;
    }
    count_received(fetch);
    oriel_err_t err = oriel__fetch_add_body(fetch, data, len, &is_taken);

    if (err) {
        note(fetch, err);
        return 0;
    }
    return is_taken ? len : CURL_WRITEFUNC_PAUSE;
}

static size_t on_read(char *out, size_t size, size_t count, void *user)
{
    return oriel__fetch_send(user, out, size * count);
}

/* The request is sent again: on another connection, or after a redirect. */
static int on_seek(void *user, curl_off_t offset, int origin)
{
    oriel_fetch_t *fetch = user;

    if (origin != SEEK_SET || (fetch->opts.streams_body && (size_t)offset != fetch->body_at))
        return CURL_SEEKFUNC_CANTSEEK;
    fetch->body_at = (size_t)offset;
    return CURL_SEEKFUNC_OK;
}

/* --- A request ---------------------------------------------------------------------------------- */

static bool has_header(const oriel_fetch_t *fetch, const char *name)
{
    for (size_t i = 0; i < fetch->opts.header_count; i++)
        if (strcasecmp(fetch->opts.headers[i].name, name) == 0)
            return true;
    return false;
}

/* Whether a header of the program's goes with this request. */
static bool is_sent(const oriel_fetch_t *fetch, const char *name)
{
    /* Secrets, and what names the first server. */
    static const char *const own[] = { "authorization", "cookie", "proxy-authorization", "cookie2", "host" };

    for (size_t i = 0; fetch->is_foreign && i < sizeof(own) / sizeof(own[0]); i++)
        if (strcasecmp(name, own[i]) == 0)
            return false;
    /* A body that is not sent has no description. */
    return fetch->has_body || fetch->redirects == 0 || strncasecmp(name, "content-", 8) != 0;
}

static oriel_err_t add_line(oriel_fetch_t *fetch, const char *name, const char *between, const char *value)
{
    size_t size = strlen(name) + strlen(between) + strlen(value) + 1;
    char *line = oriel__alloc(size);
    struct curl_slist *longer = NULL;

    if (line) {
        (void)snprintf(line, size, "%s%s%s", name, between, value);
        longer = fetch->curl->slist_append(fetch->headers, line);
    }
    oriel__free(line);
    if (!longer)
        return oriel__nomem();
    fetch->headers = longer;
    return ORIEL_OK;
}

static oriel_err_t set_headers(oriel_fetch_t *fetch)
{
    oriel_err_t err = ORIEL_OK;

    fetch->curl->slist_free_all(fetch->headers);
    fetch->headers = NULL;
    for (size_t i = 0; i < fetch->opts.header_count && !err; i++) {
        const oriel_fetch_header_t *header = &fetch->opts.headers[i];
        bool is_empty = header->value[0] == '\0'; /* libcurl sends those that end with a semicolon */

        if (is_sent(fetch, header->name))
            err = add_line(fetch, header->name, is_empty ? ";" : ": ", header->value);
    }
    if (!err && !has_header(fetch, "expect"))
        err = add_line(fetch, "Expect", ":", ""); /* nobody waits a second for a "100 Continue" */
    return err;
}

/* Milliseconds left of the whole time; 0: no limit, and 1 when it is over. */
static long left_ms(const oriel_fetch_t *fetch)
{
    uint64_t now = oriel__now_ns();

    if (fetch->opts.timeout_ms == 0)
        return 0;
    return now + NS_PER_MS < fetch->deadline_ns ? (long)((fetch->deadline_ns - now) / NS_PER_MS) : 1;
}

/* Remembers the first failure in `code`: what is not set might be what protects. */
#define SET(option, value) ((void)(code = code ? code : curl->easy_setopt(easy, option, value)))

static CURLcode set_method(oriel_fetch_t *fetch)
{
    const struct oriel__curl *curl = fetch->curl;
    CURL *easy = fetch->transfer.easy;
    CURLcode code = CURLE_OK;

    if (fetch->has_body) {
        SET(CURLOPT_UPLOAD, 1L);
        SET(CURLOPT_READFUNCTION, on_read);
        SET(CURLOPT_READDATA, fetch);
        SET(CURLOPT_SEEKFUNCTION, on_seek);
        SET(CURLOPT_SEEKDATA, fetch);
        SET(CURLOPT_INFILESIZE_LARGE,
            (curl_off_t)(fetch->opts.streams_body ? fetch->opts.body_size : (int64_t)fetch->opts.body_len));
    }
    if (strcmp(fetch->method, "HEAD") == 0)
        SET(CURLOPT_NOBODY, 1L);
    else
        SET(CURLOPT_CUSTOMREQUEST, fetch->method);
    return code;
}

static CURLcode set_callbacks(oriel_fetch_t *fetch)
{
    const struct oriel__curl *curl = fetch->curl;
    CURL *easy = fetch->transfer.easy;
    CURLcode code = CURLE_OK;

    SET(CURLOPT_ERRORBUFFER, fetch->curl_text);
    SET(CURLOPT_HEADERFUNCTION, on_header);
    SET(CURLOPT_HEADERDATA, fetch);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, fetch);
    SET(CURLOPT_NOPROGRESS, 0L);
    SET(CURLOPT_XFERINFOFUNCTION, on_progress);
    SET(CURLOPT_XFERINFODATA, fetch);
    return code;
}

static oriel_err_t set_up(oriel_fetch_t *fetch)
{
    const struct oriel__curl *curl = fetch->curl;
    CURL *easy = fetch->transfer.easy;
    oriel_err_t err = set_headers(fetch);

    curl->easy_reset(easy);
    CURLcode code = set_callbacks(fetch);

    if (!code)
        code = set_method(fetch);
    /* What need not be there: a name that is looked up does not hold up the end; HTTP/2. */
    (void)curl->easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    (void)curl->easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_ACCEPT_ENCODING, "");
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_CONNECTTIMEOUT_MS,
        fetch->opts.connect_timeout_ms ? (long)fetch->opts.connect_timeout_ms : (long)INT_MAX);
    SET(CURLOPT_TIMEOUT_MS, left_ms(fetch));
    SET(CURLOPT_USERAGENT, "oriel/" ORIEL_VERSION_STRING);
    if (fetch->opts.proxy)
        SET(CURLOPT_PROXY, fetch->opts.proxy);
    if (fetch->opts.ca_file) {
        SET(CURLOPT_CAINFO, fetch->opts.ca_file);
        SET(CURLOPT_CAPATH, NULL); /* instead of the system's, not beside them */
    }
    SET(CURLOPT_HTTPHEADER, fetch->headers);
    SET(CURLOPT_URL, fetch->url);
    if (code && !err)
        err =
            oriel__fail(oriel__curl_err(code), "fetch: libcurl does not take an option: %s", curl->easy_strerror(code));
    return err;
}

static void run_request(oriel_fetch_t *fetch)
{
    fetch->phase = ORIEL__FETCH_RUNNING;
    fetch->has_head = fetch->is_redirect = false;
    fetch->redirect_body = 0;
    fetch->curl_text[0] = '\0';
    oriel__buf_clear(&fetch->head);
    oriel_err_t err = set_up(fetch);

    if (!err)
        err = oriel__multi_add(fetch->multi, &fetch->transfer);
    if (err)
        fail(fetch, err);
}

/* --- Asking the program about a target ------------------------------------------------------------ */

static void answer(oriel_fetch_t *fetch, enum oriel__answer given)
{
    oriel__lock(&fetch->mutex);
    fetch->answer = given;
    oriel__unlock(&fetch->mutex);
    oriel__fetch_poke(fetch);
    oriel__fetch_let_go(fetch);
}

static void run_check(struct oriel__task *task)
{
    oriel_fetch_t *fetch = oriel__container(task, oriel_fetch_t, check_task);

    /* The loop's thread leaves the URL alone until it is answered. */
    answer(fetch, fetch->opts.check(fetch->url, fetch->opts.user) ? ORIEL__ANSWER_YES : ORIEL__ANSWER_NO);
}

static void drop_check(struct oriel__task *task)
{
    answer(oriel__container(task, oriel_fetch_t, check_task), ORIEL__ANSWER_GONE);
}

static void ask(oriel_fetch_t *fetch)
{
    fetch->phase = ORIEL__FETCH_CHECKING;
    oriel__list_init(&fetch->check_task.link);
    fetch->check_task.run = run_check;
    fetch->check_task.drop = drop_check;
    oriel__fetch_hold(fetch);
    oriel__inbox_push(fetch->hooks_inbox, &fetch->check_task);
}

static void hear(oriel_fetch_t *fetch, enum oriel__answer given)
{
    char name[256];

    if (given == ORIEL__ANSWER_YES) {
        run_request(fetch);
        return;
    }
    oriel__target_name(fetch->curl, fetch->url, name, sizeof(name));
    if (given == ORIEL__ANSWER_NO)
        fail(fetch, oriel__fail(ORIEL_EPERM, "fetch %s: refused by the program", name));
    else
        fail(fetch, oriel__fail(ORIEL_ECLOSED, "fetch %s: nobody is there to be asked", name));
}

/* --- Targets ------------------------------------------------------------------------------------------- */

/* Checks the target, and who it is to get credentials. */
static void begin_request(oriel_fetch_t *fetch)
{
    CURLU *parsed = NULL;
    char *normal = NULL;
    oriel_err_t err = oriel__target_check(fetch->curl, &fetch->opts, fetch->url, &parsed, &normal);

    if (err) {
        fail(fetch, err);
        return;
    }
    oriel__free(fetch->url);
    fetch->url = normal;
    if (!fetch->origin) {
        fetch->origin = parsed;
    } else {
        fetch->is_foreign = fetch->is_foreign || !oriel__target_is_same(fetch->curl, fetch->origin, parsed);
        fetch->curl->url_cleanup(parsed);
    }
    if (fetch->opts.check)
        ask(fetch);
    else
        run_request(fetch);
}

/* The method after a redirect, as browsers have it. */
static void change_method(oriel_fetch_t *fetch, long status)
{
    bool is_post = strcmp(fetch->method, "POST") == 0, is_head = strcmp(fetch->method, "HEAD") == 0;

    if ((status == 303 && !is_head) || ((status == 301 || status == 302) && is_post)) {
        fetch->method = "GET";
        fetch->has_body = false;
    }
}

static oriel_err_t follow(oriel_fetch_t *fetch)
{
    long status = 0;

    fetch->curl->easy_getinfo(fetch->transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    if (fetch->redirects >= fetch->opts.redirect_limit)
        return oriel__fail(ORIEL_ETOOBIG, "fetch: more redirects than %u, the limit", fetch->opts.redirect_limit);
    change_method(fetch, status);
    if (fetch->has_body && fetch->opts.streams_body)
        return oriel__fail(ORIEL_EIO, "fetch: redirected with %ld, and a streamed body cannot be sent again", status);
    oriel__free(fetch->url);
    fetch->url = fetch->next_url;
    fetch->next_url = NULL;
    fetch->redirects++;
    fetch->body_at = 0;
    return ORIEL_OK;
}

/* --- From the multi interface --------------------------------------------------------------------------- */

/* A callback's reason, or libcurl's. */
static void end_failed(oriel_fetch_t *fetch, CURLcode code)
{
    if (fetch->failure)
        oriel__fetch_end(fetch, fetch->failure, fetch->failure_text);
    else
        fail_curl(fetch, code);
}

static void on_done(struct oriel__transfer *transfer, CURLcode result)
{
    oriel_fetch_t *fetch = oriel__container(transfer, oriel_fetch_t, transfer);
    bool is_cut = fetch->is_redirect && result == CURLE_WRITE_ERROR; /* its long body */

    if (fetch->failure || (result != CURLE_OK && !is_cut)) {
        end_failed(fetch, result);
    } else if (fetch->is_redirect) {
        oriel_err_t err = follow(fetch);

        if (err)
            fail(fetch, err);
        else
            begin_request(fetch);
    } else {
        oriel__fetch_end(fetch, ORIEL_OK, NULL);
    }
}

static void on_closed(struct oriel__transfer *transfer)
{
    oriel__fetch_end(oriel__container(transfer, oriel_fetch_t, transfer), ORIEL_ECLOSED,
                     "fetch: the runtime has ended");
}

static void begin(oriel_fetch_t *fetch)
{
    bool has_body = fetch->opts.body || fetch->opts.streams_body;
    oriel_err_t err = ORIEL_OK;

    fetch->method = fetch->opts.method ? fetch->opts.method : has_body ? "POST" : "GET";
    /* Those that are made to carry a body say that it is empty. */
    fetch->has_body = has_body || strcmp(fetch->method, "POST") == 0 || strcmp(fetch->method, "PUT") == 0 ||
                      strcmp(fetch->method, "PATCH") == 0;
    fetch->deadline_ns = oriel__now_ns() + (uint64_t)fetch->opts.timeout_ms * NS_PER_MS;
    fetch->transfer.done = on_done;
    fetch->transfer.closed = on_closed;
    fetch->multi = oriel__multi_of(fetch->loop);
    if (!fetch->multi)
        err = oriel__last_err();
    if (!err) {
        fetch->curl = oriel__curl_load();
        err = oriel__multi_enter(fetch->multi, &fetch->transfer);
    }
    if (err)
        fail(fetch, err);
    else
        begin_request(fetch);
}

/* Calls back with what libcurl kept. Before 8.8 it does not end what fails there. A bad argument is a transfer that has no
 * connection yet: it is not paused, and asks for itself once it has one. */
static void resume(oriel_fetch_t *fetch)
{
    CURLcode code = fetch->curl->easy_pause(fetch->transfer.easy, CURLPAUSE_CONT);

    if (fetch->failure || (code != CURLE_OK && code != CURLE_BAD_FUNCTION_ARGUMENT))
        end_failed(fetch, code);
}

void oriel__fetch_act(oriel_fetch_t *fetch)
{
    oriel__lock(&fetch->mutex);
    bool is_canceled = fetch->is_canceled, resumes = fetch->resumes;
    enum oriel__answer given = fetch->answer;
    bool is_ended = fetch->has_begun && fetch->phase == ORIEL__FETCH_NEW; /* on another thread: the loop was gone */

    fetch->has_begun = true;
    fetch->resumes = false;
    fetch->answer = ORIEL__ANSWER_NONE;
    if (resumes)
        fetch->is_paused = false;
    oriel__unlock(&fetch->mutex);
    if (is_ended || fetch->phase == ORIEL__FETCH_DONE)
        return;
    if (is_canceled)
        oriel__fetch_end(fetch, ORIEL_ECANCELED, NULL);
    else if (fetch->phase == ORIEL__FETCH_NEW)
        begin(fetch);
    else if (fetch->phase == ORIEL__FETCH_CHECKING && given != ORIEL__ANSWER_NONE)
        hear(fetch, given);
    else if (fetch->phase == ORIEL__FETCH_RUNNING && resumes)
        resume(fetch);
}
