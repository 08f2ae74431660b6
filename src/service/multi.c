/* Transfers on a libuv loop: curl's multi interface, its sockets and its timer. */
#include "service/multi.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"

struct oriel__multi {
    struct oriel__closer closer;
    struct oriel__loop *loop;
    const struct oriel__curl *curl;
    CURLM *handle;
    uv_timer_t *timer; /* freed when it is closed, maybe after the rest */
    struct oriel_list transfers;
    bool is_starved; /* some of them cannot be watched */
};

/* A socket of curl's that is watched. */
struct sock {
    uv_poll_t poll;
    struct oriel__multi *multi;
    curl_socket_t fd;
    int events; /* that curl waits for */
};

/* One a loop, and a loop is a thread. */
static _Thread_local struct oriel__multi *current;

/* --- What is over ------------------------------------------------------------------ */

static void look(struct oriel__multi *multi)
{
    const CURLMsg *message;
    int left;

    while ((message = multi->curl->multi_info_read(multi->handle, &left))) {
        CURLcode result = message->data.result;
        CURL *easy = message->easy_handle;
        struct oriel__transfer *transfer = NULL;

        if (message->msg != CURLMSG_DONE)
            continue;
        multi->curl->easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
        multi->curl->multi_remove_handle(multi->handle, easy);
        transfer->is_added = false;
        transfer->done(transfer, result); /* the message is gone */
    }
}

/* Ends those whose sockets cannot be watched. curl itself would give up all of
 * its transfers, for ever, if it were told. */
static void feed(struct oriel__multi *multi)
{
    while (multi->is_starved) {
        struct oriel_list *link = multi->transfers.next;

        while (link != &multi->transfers && !oriel__container(link, struct oriel__transfer, link)->is_starved)
            link = link->next;
        multi->is_starved = link != &multi->transfers;
        if (!multi->is_starved)
            break;
        struct oriel__transfer *transfer = oriel__container(link, struct oriel__transfer, link);

        transfer->is_starved = false;
        multi->curl->multi_remove_handle(multi->handle, transfer->easy);
        transfer->is_added = false;
        transfer->done(transfer, CURLE_OUT_OF_MEMORY);
    }
}

static void act(struct oriel__multi *multi, curl_socket_t fd, int events)
{
    int running;
    CURLMcode code = multi->curl->multi_socket_action(multi->handle, fd, events, &running);

    if (code != CURLM_OK)
        oriel__log(ORIEL_LOG_ERROR, "service", "fetch: libcurl says %d", (int)code);
    look(multi);
    feed(multi);
}

/* --- Sockets and the timer ------------------------------------------------------------ */

static void free_socket(uv_handle_t *handle)
{
    oriel__free(handle->data);
}

static void free_timer(uv_handle_t *handle)
{
    oriel__free(handle);
}

static void on_socket(uv_poll_t *poll, int status, int events)
{
    struct sock *sock = poll->data;
    int flags = 0;

    if (status < 0) {
        /* Reset by the server, say. curl, told of an error, would give up: rather it reads what came before,
         * and meets the error itself, which it knows how to mend. libuv has stopped watching. */
        (void)uv_poll_start(poll, sock->events, on_socket);
        events = sock->events & UV_READABLE ? UV_READABLE : UV_WRITABLE;
    }
    if (events & UV_READABLE)
        flags |= CURL_CSELECT_IN;
    if (events & UV_WRITABLE)
        flags |= CURL_CSELECT_OUT;
    act(sock->multi, sock->fd, flags);
}

static void on_timer(uv_timer_t *timer)
{
    act(timer->data, CURL_SOCKET_TIMEOUT, 0);
}

/* Its transfer ends soon: not here, within a call of curl's. */
static void starve(struct oriel__multi *multi, CURL *easy)
{
    struct oriel__transfer *transfer = NULL;

    multi->curl->easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
    if (!transfer)
        return;
    transfer->is_starved = multi->is_starved = true;
    (void)uv_timer_start(multi->timer, on_timer, 0, 0);
}

static struct sock *new_socket(struct oriel__multi *multi, curl_socket_t fd)
{
    struct sock *sock = oriel__new0(sizeof(*sock));

    if (!sock)
        return NULL;
    sock->multi = multi;
    sock->fd = fd;
    if (uv_poll_init_socket(oriel__loop_uv(multi->loop), &sock->poll, fd) != 0) {
        oriel__free(sock);
        return NULL;
    }
    sock->poll.data = sock;
    return sock;
}

/* curl says what it wants to hear of a socket. */
static int watch(CURL *easy, curl_socket_t fd, int what, void *user, void *of_socket)
{
    struct oriel__multi *multi = user;
    struct sock *sock = of_socket;
    int events = (what != CURL_POLL_IN ? UV_WRITABLE : 0) | (what != CURL_POLL_OUT ? UV_READABLE : 0);

    if (what == CURL_POLL_REMOVE) {
        if (sock)
            uv_close((uv_handle_t *)&sock->poll, free_socket);
        multi->curl->multi_assign(multi->handle, fd, NULL);
        return 0;
    }
    if (!sock)
        sock = new_socket(multi, fd);
    multi->curl->multi_assign(multi->handle, fd, sock);
    if (sock)
        sock->events = events;
    if (!sock || uv_poll_start(&sock->poll, events, on_socket) != 0)
        starve(multi, easy);
    return 0;
}

static int set_timer(CURLM *handle, long timeout_ms, void *user)
{
    struct oriel__multi *multi = user;

    (void)handle;
    if (timeout_ms < 0)
        return uv_timer_stop(multi->timer);
    return uv_timer_start(multi->timer, on_timer, (uint64_t)timeout_ms, 0);
}

/* --- Life ------------------------------------------------------------------------------- */

static void multi_free(struct oriel__multi *multi)
{
    if (multi->handle)
        multi->curl->multi_cleanup(multi->handle); /* closes what is watched */
    if (multi->timer)
        uv_close((uv_handle_t *)multi->timer, free_timer);
    oriel__free(multi);
}

static void close_multi(struct oriel__closer *closer)
{
    struct oriel__multi *multi = oriel__container(closer, struct oriel__multi, closer);

    for (struct oriel_list *link; (link = oriel__list_pop(&multi->transfers));) {
        struct oriel__transfer *transfer = oriel__container(link, struct oriel__transfer, link);

        transfer->closed(transfer);
    }
    current = NULL;
    multi_free(multi);
}

static oriel_err_t open_timer(struct oriel__multi *multi)
{
    multi->timer = oriel__alloc(sizeof(*multi->timer));
    if (!multi->timer)
        return oriel__nomem();
    (void)uv_timer_init(oriel__loop_uv(multi->loop), multi->timer); /* cannot fail */
    multi->timer->data = multi;
    return ORIEL_OK;
}

static oriel_err_t multi_new(struct oriel__loop *loop, struct oriel__multi **ret)
{
    const struct oriel__curl *curl = oriel__curl_load();

    if (!curl)
        return oriel__last_err();
    struct oriel__multi *multi = oriel__new0(sizeof(*multi));

    if (!multi)
        return oriel__nomem();
    multi->curl = curl;
    multi->loop = loop;
    oriel__list_init(&multi->transfers);
    oriel_err_t err = open_timer(multi);

    if (!err) {
        multi->handle = curl->multi_init();
        err = multi->handle ? ORIEL_OK : oriel__nomem();
    }
    if (err) {
        multi_free(multi);
        return err;
    }
    curl->multi_setopt(multi->handle, CURLMOPT_SOCKETFUNCTION, watch);
    curl->multi_setopt(multi->handle, CURLMOPT_SOCKETDATA, multi);
    curl->multi_setopt(multi->handle, CURLMOPT_TIMERFUNCTION, set_timer);
    curl->multi_setopt(multi->handle, CURLMOPT_TIMERDATA, multi);
    multi->closer.close = close_multi;
    oriel__loop_add_closer(loop, &multi->closer);
    *ret = multi;
    return ORIEL_OK;
}

struct oriel__multi *oriel__multi_of(struct oriel__loop *loop)
{
    if (!current && multi_new(loop, &current) != ORIEL_OK)
        return NULL;
    return current;
}

oriel_err_t oriel__multi_enter(struct oriel__multi *multi, struct oriel__transfer *transfer)
{
    transfer->easy = multi->curl->easy_init();
    if (!transfer->easy)
        return oriel__nomem();
    oriel__list_add(&multi->transfers, &transfer->link);
    return ORIEL_OK;
}

oriel_err_t oriel__multi_add(struct oriel__multi *multi, struct oriel__transfer *transfer)
{
    multi->curl->easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
    CURLMcode code = multi->curl->multi_add_handle(multi->handle, transfer->easy);

    if (code == CURLM_OUT_OF_MEMORY)
        return oriel__nomem();
    if (code != CURLM_OK)
        return oriel__fail(ORIEL_EIO, "fetch: libcurl says %d", (int)code);
    transfer->is_added = true;
    transfer->is_starved = false; /* the request before may have been */
    return ORIEL_OK;
}

void oriel__multi_leave(struct oriel__multi *multi, struct oriel__transfer *transfer)
{
    oriel__list_remove(&transfer->link);
    if (transfer->is_added)
        multi->curl->multi_remove_handle(multi->handle, transfer->easy);
    transfer->is_added = false;
    if (transfer->easy)
        multi->curl->easy_cleanup(transfer->easy);
    transfer->easy = NULL;
}
