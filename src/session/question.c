/* Questions to pages: each has one answer, by the page that was asked. */
#include "session/question.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/sync.h"
#include "loop/future.h"
#include "loop/host.h"
#include "session/internal.h"
#include "session/view.h"

struct question {
    _Atomic unsigned refs;    /* of the table, the future, the timer, and who works on it */
    oriel_session_t *session; /* a reference */
    uint64_t id;
    oriel_future_t *future;        /* a reference until it is settled; the table's */
    const struct oriel_page *page; /* whom it went to; compared only; under the mutex */
    oriel_value_t *text;           /* the operation, to ask another */
    oriel_timer_t *timer;          /* under the mutex */
    const struct oriel__class *cls;
    const struct oriel__method *method;
    int timeout_ms;
    bool is_lost; /* there was no memory to ask; under the mutex */
};

static struct question *question_ref(struct question *question)
{
    atomic_fetch_add_explicit(&question->refs, 1, memory_order_relaxed);
    return question;
}

static void question_unref(void *user)
{
    struct question *question = user;

    if (atomic_fetch_sub_explicit(&question->refs, 1, memory_order_acq_rel) != 1)
        return;
    oriel_value_unref(question->text);
    oriel_timer_unref(question->timer);
    oriel_session_unref(question->session);
    oriel__free(question);
}

void oriel__questions_init(struct oriel__questions *questions)
{
    oriel__mutex_init(&questions->mutex);
    oriel__hash_init(&questions->open);
}

void oriel__questions_fini(struct oriel__questions *questions)
{
    /* Each holds the session: none is left. */
    oriel__hash_fini(&questions->open, NULL);
    oriel__mutex_fini(&questions->mutex);
}

/* --- Settling ------------------------------------------------------------------------------ */

/* Takes it out of the table, so that nobody else settles it; NULL: too late. `page`
 * not NULL: only if it was asked. */
static struct question *take(oriel_session_t *session, uint64_t id, const struct oriel_page *page)
{
    struct oriel__questions *questions = &session->questions;
    struct question *question;

    oriel__lock(&questions->mutex);
    question = oriel__hash_get(&questions->open, (const char *)&id, sizeof(id));
    if (question && page && question->page != page)
        question = NULL;
    if (question)
        oriel__hash_remove(&questions->open, (const char *)&id, sizeof(id));
    oriel__unlock(&questions->mutex);
    return question;
}

/* With the table's reference. `value` is taken. */
static void settle(struct question *question, oriel_value_t *value, oriel_err_t err, const char *text)
{
    oriel_timer_t *timer;

    oriel__lock(&question->session->questions.mutex);
    timer = question->timer;
    question->timer = NULL;
    oriel__unlock(&question->session->questions.mutex);
    oriel_timer_cancel(timer);
    oriel_timer_unref(timer);
    if (err)
        oriel_future_reject(question->future, err, NULL, text);
    else
        oriel_future_resolve(question->future, value);
    oriel_future_unref(question->future);
    question_unref(question);
}

static void on_cancel(void *user)
{
    struct question *question = user;
    struct question *taken = take(question->session, question->id, NULL);

    if (taken)
        settle(taken, NULL, ORIEL_ECANCELED, NULL);
}

/* On the runtime's thread. */
static void on_timeout(void *user)
{
    struct question *question = user;
    struct question *taken = take(question->session, question->id, NULL);
    char text[160];

    if (!taken)
        return;
    (void)snprintf(text, sizeof(text), "%s.%s: no answer by a page within %d ms", taken->cls->name, taken->method->name,
                   taken->timeout_ms);
    settle(taken, NULL, ORIEL_ETIMEDOUT, text);
}

oriel_err_t oriel__question_answer(oriel_session_t *session, const struct oriel_page *page, uint64_t id,
                                   oriel_value_t *value, const char *error)
{
    struct question *question = take(session, id, page);

    if (!question)
        return oriel__fail(ORIEL_ENOENT, "nobody waits for answer %llu", (unsigned long long)id);
    settle(question, error ? NULL : oriel_value_ref(value), error ? ORIEL_ESCRIPT : ORIEL_OK, error);
    return ORIEL_OK;
}

/* --- Asking ---------------------------------------------------------------------------------- */

/* Under the tree's lock. */
static void went_to(void *user, struct oriel__tree_watcher *watcher, const struct oriel__op *op)
{
    struct question *question = user;

    oriel__lock(&question->session->questions.mutex);
    question->page = watcher ? oriel__view_page(watcher) : NULL;
    question->is_lost = !watcher;
    if (watcher && !question->text)
        question->text = oriel_value_ref(op->text);
    oriel__unlock(&question->session->questions.mutex);
}

static oriel_err_t enter(struct question *question)
{
    struct oriel__questions *questions = &question->session->questions;
    void *old = NULL;
    oriel_err_t err;

    oriel__lock(&questions->mutex);
    question->id = ++questions->last_id;
    err = oriel__hash_set(&questions->open, (const char *)&question->id, sizeof(question->id), question, &old);
    oriel__unlock(&questions->mutex);
    return err;
}

static oriel_err_t make(oriel_widget_t *widget, const struct oriel__method *method, int timeout_ms,
                        struct question **ret)
{
    struct question *question = oriel__new0(sizeof(*question));
    oriel_err_t err;

    if (!question)
        return oriel__nomem();
    question->refs = 1; /* becomes the table's */
    question->session = oriel_session_ref(widget->session);
    question->cls = widget->node.cls;
    question->method = method;
    question->timeout_ms = timeout_ms;
    err = oriel__future_make(widget->session->inbox, on_cancel, question_unref, question, &question->future);
    if (err) {
        question_unref(question);
        return err;
    }
    question_ref(question); /* the future's */
    err = enter(question);
    if (err) {
        oriel_future_unref(question->future);
        question_unref(question);
        return err;
    }
    *ret = question;
    return ORIEL_OK;
}

/* Without a timer when nobody was asked, or the answer is there. */
static oriel_err_t arm(struct question *question)
{
    oriel_timer_t *timer = NULL;
    oriel_err_t err;

    if (question->timeout_ms < 0)
        return ORIEL_OK;
    question_ref(question);
    err = oriel_timer_new(oriel__app_runtime(question->session->app), (uint64_t)question->timeout_ms, 0, on_timeout,
                          question, question_unref, &timer);
    if (err) {
        question_unref(question);
        return err;
    }
    oriel__lock(&question->session->questions.mutex);
    bool is_open = oriel__hash_get(&question->session->questions.open, (const char *)&question->id,
                                   sizeof(question->id)) == question;

    if (is_open) {
        question->timer = timer;
        timer = NULL;
    }
    oriel__unlock(&question->session->questions.mutex);
    oriel_timer_cancel(timer);
    oriel_timer_unref(timer);
    return ORIEL_OK;
}

oriel_err_t oriel__question_ask(oriel_widget_t *widget, const struct oriel__method *method, oriel_value_t *args,
                                int timeout_ms, oriel_future_t **ret)
{
    struct question *question = NULL, *taken;
    oriel_future_t *future;
    bool was_asked, is_lost;
    oriel_err_t err = make(widget, method, timeout_ms ? timeout_ms : ORIEL__QUESTION_MS, &question);

    if (err)
        return err;
    question_ref(question); /* ours */
    future = oriel_future_ref(question->future);
    const struct oriel__question asked = { question->id, went_to, question };

    err = oriel__tree_call(&widget->session->tree, &widget->node, method, args, NULL, &asked);
    oriel__lock(&widget->session->questions.mutex);
    was_asked = question->page != NULL;
    is_lost = question->is_lost;
    oriel__unlock(&widget->session->questions.mutex);
    if (!err && was_asked)
        err = arm(question);
    if (err || !was_asked) {
        taken = take(widget->session, question->id, NULL);
        if (taken && err) {
            oriel_future_cancel(future); /* nobody has it: it is not told */
            oriel_future_unref(taken->future);
            question_unref(taken);
        } else if (taken) {
            settle(taken, NULL, is_lost ? ORIEL_ENOMEM : ORIEL_OK, NULL);
        }
    }
    question_unref(question);
    if (err)
        oriel_future_unref(future);
    else
        *ret = future;
    return err;
}

/* --- Pages go --------------------------------------------------------------------------------- */

/* One question that went to that page, a reference, or NULL. */
static struct question *find_asked(struct oriel__questions *questions, const struct oriel_page *page)
{
    struct question *question, *found = NULL;
    size_t cursor = 0;

    oriel__lock(&questions->mutex);
    while (!found && (question = oriel__hash_each(&questions->open, &cursor, NULL, NULL))) {
        if (question->page == page)
            found = question_ref(question);
    }
    oriel__unlock(&questions->mutex);
    return found;
}

/* Asks another page, or settles the question. False: it stays with that page, which
 * may come back. */
static bool pass_on(oriel_session_t *session, struct question *question, const struct oriel_page *page, bool is_gone)
{
    const struct oriel__question again = { question->id, went_to, question };
    const struct oriel__op op = { .text = question->text, .is_question = true };
    bool is_changing = question->method->kind != ORIEL__KIND_QUERY;
    struct question *taken;
    bool is_lost;

    /* What changes something was told to all; only the question is open. */
    if (!is_changing && oriel__tree_ask_again(&session->tree, &op, &again, !is_gone))
        return true;
    oriel__lock(&session->questions.mutex);
    is_lost = question->is_lost;
    oriel__unlock(&session->questions.mutex);
    if (!is_gone && !is_lost && !(is_changing && oriel__tree_has_present(&session->tree)))
        return false;
    taken = take(session, question->id, is_lost ? NULL : page);
    if (taken && is_lost)
        settle(taken, NULL, ORIEL_ENOMEM, NULL);
    else if (taken)
        settle(taken, NULL, is_changing ? ORIEL_OK : ORIEL_ECLOSED, "the page that was asked has gone");
    return true;
}

void oriel__questions_leave(oriel_session_t *session, const struct oriel_page *page)
{
    struct question *question;

    while ((question = find_asked(&session->questions, page))) {
        pass_on(session, question, page, true);
        question_unref(question);
    }
}

void oriel__questions_move(oriel_session_t *session, const struct oriel_page *page)
{
    struct question *question;
    bool goes_on = true;

    while (goes_on && (question = find_asked(&session->questions, page))) {
        goes_on = pass_on(session, question, page, false);
        question_unref(question);
    }
}

void oriel__questions_close(oriel_session_t *session)
{
    struct oriel__questions *questions = &session->questions;
    struct question *question;

    for (;;) {
        size_t cursor = 0;

        oriel__lock(&questions->mutex);
        question = oriel__hash_each(&questions->open, &cursor, NULL, NULL);
        if (question)
            oriel__hash_remove(&questions->open, (const char *)&question->id, sizeof(question->id));
        oriel__unlock(&questions->mutex);
        if (!question)
            return;
        settle(question, NULL, ORIEL_ECLOSED, "the session was destroyed");
    }
}
