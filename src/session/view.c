/* Views: how pages follow the widgets of their session, and what they tell. */
#include "session/view.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "session/internal.h"

struct view {
    struct oriel__tree_watcher watcher;
    struct oriel_page *page; /* weak: the page holds the view */
    bool is_attached;        /* the carrier's thread only, like a document's beginning and end */
};

static struct view *of(struct oriel__tree_watcher *watcher)
{
    return oriel__container(watcher, struct view, watcher);
}

const struct oriel_page *oriel__view_page(const struct oriel__tree_watcher *watcher)
{
    return oriel__container(watcher, const struct view, watcher)->page;
}

/* --- The tree tells ---------------------------------------------------------------------- */

static bool ask(struct oriel__tree_watcher *watcher, const struct oriel__op *op)
{
    const struct oriel__widget_op due = {
        .text = op->text,
        .block = op->block,
        .wid = op->wid,
        .key = op->key,
        .is_question = op->is_question,
        .answer = op->answer,
    };

    return oriel__outbox_add_widget(&of(watcher)->page->outbox, &due);
}

static void push(struct oriel__tree_watcher *watcher, const struct oriel__op *op)
{
    (void)ask(watcher, op);
}

static void lose(struct oriel__tree_watcher *watcher)
{
    oriel__outbox_lose_widgets(&of(watcher)->page->outbox);
}

static void confirm(struct oriel__tree_watcher *watcher)
{
    oriel__outbox_hear_widget(&of(watcher)->page->outbox);
}

static void wake(struct oriel__tree_watcher *watcher)
{
    oriel__turn_wake(&of(watcher)->page->waker);
}

static void ref(struct oriel__tree_watcher *watcher)
{
    oriel__page_ref(of(watcher)->page);
}

static void unref(struct oriel__tree_watcher *watcher)
{
    oriel__page_unref(of(watcher)->page);
}

/* --- A page attaches ------------------------------------------------------------------------ */

static oriel_err_t attach(oriel_session_t *session, struct oriel_page *page)
{
    struct view *view = page->view;

    if (!view) {
        view = oriel__new0(sizeof(*view));
        if (!view)
            return oriel__nomem();
        view->watcher = (struct oriel__tree_watcher){
            .push = push,
            .ask = ask,
            .lose = lose,
            .confirm = confirm,
            .wake = wake,
            .ref = ref,
            .unref = unref,
        };
        oriel__list_init(&view->watcher.link);
        view->page = page;
        page->view = view;
    }
    view->is_attached = true;
    oriel__tree_watch(&session->tree, &view->watcher);
    return ORIEL_OK;
}

static void settle(struct oriel__tree_watcher *watcher)
{
    oriel__outbox_settle_widgets(&of(watcher)->page->outbox);
}

static oriel_err_t rebuild(void *owner, struct oriel_page *page, struct oriel_buf *out)
{
    oriel_session_t *session = owner;
    struct view *view = page->view;
    const struct oriel__session_hooks *hooks = session->hooks;
    oriel_value_t *greeting = hooks && hooks->dup_greeting ? hooks->dup_greeting(session->hooks_user) : NULL;
    oriel_err_t err = oriel__tree_write(&session->tree, &view->watcher, out, greeting, settle);

    oriel_value_unref(greeting);
    return err;
}

static void leave(void *owner, struct oriel_page *page)
{
    oriel_session_t *session = owner;
    const struct oriel__session_hooks *hooks = session->hooks;
    struct view *view = page->view;

    if (hooks && hooks->left)
        hooks->left(session->hooks_user, page);
    if (!view || !view->is_attached)
        return;
    view->is_attached = false;
    oriel__tree_unwatch(&session->tree, &view->watcher);
    oriel__questions_leave(session, page);
    oriel__session_look_behind(session, page);
}

void oriel__view_set_away(oriel_session_t *session, struct oriel_page *page, bool is_away)
{
    struct view *view = page->view;

    if (!view)
        return;
    oriel__tree_set_away(&session->tree, &view->watcher, is_away);
    if (is_away && view->is_attached)
        oriel__questions_move(session, page);
}

static void taken(void *owner, struct oriel_page *page)
{
    (void)page;
    oriel__session_look_behind(owner, NULL);
}

static void release(struct oriel_page *page)
{
    oriel__free(page->view);
}

/* --- A page tells ----------------------------------------------------------------------------- */

/* A message taken apart; texts are slices of it. */
struct message {
    oriel_session_t *session;
    struct oriel_page *page;
    oriel_value_t *whole, *block;
    oriel_token_t type, action;
    int64_t wid, id, width, height;
    oriel_value_t *args, *value, *error; /* references */
};

static oriel_err_t malformed(const char *what)
{
    return oriel__fail(ORIEL_ESYNTAX, "widgets: %s", what);
}

static bool is(const oriel_token_t *token, const char *text)
{
    return token->type == ORIEL_TOKEN_STRING && token->len == strlen(text) &&
           memcmp(token->text, text, token->len) == 0;
}

static oriel_err_t keep_value(oriel_reader_t *reader, oriel_value_t **ret)
{
    const char *text;
    size_t len;

    oriel__reader_raw(reader, &text, &len);
    *ret = oriel__value_slice(text, len);
    return *ret ? ORIEL_OK : oriel__nomem();
}

/* A whole number, 0 when it is none. */
static int64_t read_number(oriel_reader_t *reader)
{
    oriel_reader_t ahead = *reader;
    oriel_token_t token = oriel_reader_next(&ahead);
    const char *text;
    size_t len;

    oriel__reader_raw(reader, &text, &len);
    if (token.type == ORIEL_TOKEN_INT)
        return token.integer;
    return token.type == ORIEL_TOKEN_REAL && token.real >= 0 && token.real < 1e9 ? (int64_t)token.real : 0;
}

static void read_string(oriel_reader_t *reader, oriel_token_t *ret)
{
    oriel_reader_t ahead = *reader;
    const char *text;
    size_t len;

    *ret = oriel_reader_next(&ahead);
    oriel__reader_raw(reader, &text, &len);
}

static oriel_err_t read_member(struct message *message, oriel_reader_t *reader, const oriel_token_t *key)
{
    const oriel_token_t name = { .type = ORIEL_TOKEN_STRING, .text = key->text, .len = key->len };
    const char *text;
    size_t len;

    if (is(&name, "type"))
        read_string(reader, &message->type);
    else if (is(&name, "action"))
        read_string(reader, &message->action);
    else if (is(&name, "wid"))
        message->wid = read_number(reader);
    else if (is(&name, "id"))
        message->id = read_number(reader);
    else if (is(&name, "width"))
        message->width = read_number(reader);
    else if (is(&name, "height"))
        message->height = read_number(reader);
    else if (is(&name, "args"))
        return keep_value(reader, &message->args);
    else if (is(&name, "value"))
        return keep_value(reader, &message->value);
    else if (is(&name, "error"))
        return keep_value(reader, &message->error);
    else
        oriel__reader_raw(reader, &text, &len);
    return ORIEL_OK;
}

static oriel_err_t read_message(struct message *message)
{
    oriel_reader_t reader = oriel_value_read(message->whole);
    oriel_token_t key;
    oriel_err_t err = ORIEL_OK;

    oriel_reader_next(&reader);
    while (!err && (key = oriel_reader_next(&reader)).type == ORIEL_TOKEN_KEY)
        err = read_member(message, &reader, &key);
    return err;
}

/* The event holds the session until its handlers have returned. */
static void returned(void *user)
{
    oriel_session_t *session = user;

    atomic_fetch_sub_explicit(&session->queued, 1, memory_order_relaxed);
}

oriel_err_t oriel__widget_post_told(oriel_widget_t *widget, const char *action, oriel_value_t *args)
{
    oriel_session_t *session = widget->session;
    size_t queued = atomic_fetch_add_explicit(&session->queued, 1, memory_order_relaxed);
    oriel_err_t err;

    if (queued >= ORIEL__CALLBACKS_MAX) {
        oriel_value_unref(args);
        err = oriel__fail(ORIEL_ETOOBIG, "%zu callbacks wait, limit %d", queued + 1, ORIEL__CALLBACKS_MAX);
    } else {
        err =
            oriel__event_post_told(session->inbox, session, widget, &widget->handlers, action, args, returned, session);
    }
    if (err)
        returned(session);
    return err;
}

/* The handlers hear of it, in the session's order. */
static oriel_err_t post(struct message *message, struct oriel__node *node, const struct oriel__action *action)
{
    oriel_err_t err = oriel__widget_post_told(oriel__widget_of(node), action->name, oriel_value_ref(message->args));

    if (err == ORIEL_ETOOBIG)
        oriel__page_drop(message->page, "too many callbacks wait for the program");
    return err;
}

/* What is wrong with a callback goes to the log: it may be late, or crafted. */
static oriel_err_t take_callback(struct message *message)
{
    struct view *view = message->page->view;
    struct oriel__node *node = NULL;
    const struct oriel__action *action = NULL;
    oriel_err_t err;

    if (!view) { /* what a page tells on its way to attach: nothing of it would be confirmed */
        oriel__log(ORIEL_LOG_INFO, "session", "a callback was ignored: its page has not attached");
        return ORIEL_OK;
    }
    err = oriel__tree_edit(&message->session->tree, &view->watcher, message->wid > 0 ? (uint64_t)message->wid : 0,
                           message->action.type == ORIEL_TOKEN_STRING ? message->action.text : "",
                           message->action.type == ORIEL_TOKEN_STRING ? message->action.len : 0, message->args, &node,
                           &action);
    if (!err)
        err = post(message, node, action);
    oriel__node_unref(node);
    if (err)
        oriel__log(ORIEL_LOG_INFO, "session", "a callback was ignored: %s", oriel_last_error());
    return ORIEL_OK;
}

static oriel_err_t take_answer(struct message *message, bool is_error)
{
    char *text = NULL;
    oriel_err_t err = ORIEL_OK;

    if (is_error && (!message->error || oriel_value_dup_string(message->error, &text, NULL) != ORIEL_OK))
        text = oriel__strdup("the page failed");
    if (is_error && message->id <= 0)
        oriel__log(ORIEL_LOG_WARNING, "session", "widget %lld: a page failed: %.200s", (long long)message->wid,
                   text ? text : "");
    else
        err = oriel__question_answer(message->session, message->page, (uint64_t)message->id, message->value,
                                     is_error ? (text ? text : "") : NULL);
    if (err)
        oriel__log(ORIEL_LOG_INFO, "session", "an answer was ignored: %s", oriel_last_error());
    oriel__free(text);
    return ORIEL_OK;
}

static oriel_err_t take_viewport(struct message *message)
{
    oriel__lock(&message->session->mutex);
    message->session->viewport_width = message->width > 0 && message->width < INT32_MAX ? (int)message->width : 0;
    message->session->viewport_height = message->height > 0 && message->height < INT32_MAX ? (int)message->height : 0;
    oriel__unlock(&message->session->mutex);
    return ORIEL_OK;
}

static oriel_err_t take_other(struct message *message)
{
    const struct oriel__session_hooks *hooks = message->session->hooks;

    if (hooks && hooks->receive &&
        hooks->receive(message->session->hooks_user, message->session, message->page, message->whole, message->block))
        return ORIEL_OK;
    return malformed("a message of an unknown type");
}

static oriel_err_t take(struct message *message)
{
    if (is(&message->type, "callback"))
        return take_callback(message);
    if (is(&message->type, "result"))
        return take_answer(message, false);
    if (is(&message->type, "error"))
        return take_answer(message, true);
    if (is(&message->type, "viewport"))
        return take_viewport(message);
    if (is(&message->type, "attach"))
        return attach(message->session, message->page);
    return take_other(message);
}

static oriel_err_t receive(void *owner, struct oriel_page *page, oriel_value_t *value, oriel_value_t *block)
{
    struct message message = { .session = owner, .page = page, .whole = value, .block = block };
    oriel_err_t err = read_message(&message);

    if (!err)
        err = take(&message);
    oriel_value_unref(message.args);
    oriel_value_unref(message.value);
    oriel_value_unref(message.error);
    return err;
}

const struct oriel__page_widgets oriel__view_widgets = {
    .receive = receive,
    .rebuild = rebuild,
    .leave = leave,
    .taken = taken,
    .release = release,
};
