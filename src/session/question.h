/* Questions to pages: each has one answer, by the page that was asked. */
#ifndef ORIEL_SESSION_QUESTION_H
#define ORIEL_SESSION_QUESTION_H

#include <pthread.h>

#include "base/hash.h"
#include "page/page.h"
#include "session/widget.h"

/* How long a question waits by default. */
#define ORIEL__QUESTION_MS 30000

struct oriel__questions {
    pthread_mutex_t mutex;
    struct oriel_hash open; /* 8 bytes of id -> question, a reference each */
    uint64_t last_id;
};

void oriel__questions_init(struct oriel__questions *questions);
void oriel__questions_fini(struct oriel__questions *questions);
/* The session ends: they are rejected. */
void oriel__questions_close(oriel_session_t *session);
/* See oriel_widget_query(); `args` is borrowed. */
oriel_err_t oriel__question_ask(oriel_widget_t *widget, const struct oriel__method *method, oriel_value_t *args,
                                int timeout_ms, oriel_future_t **ret) ORIEL_MUST_CHECK;
/* The page's answer: `value` is borrowed, NULL with an `error`. ENOENT: nobody asked
 * that page. */
oriel_err_t oriel__question_answer(oriel_session_t *session, const struct oriel_page *page, uint64_t id,
                                   oriel_value_t *value, const char *error) ORIEL_MUST_CHECK;
/* The page is gone: another is asked, if there is one. */
void oriel__questions_leave(oriel_session_t *session, const struct oriel_page *page);
/* The page may come back: another is asked, or its own answer is waited for. */
void oriel__questions_move(oriel_session_t *session, const struct oriel_page *page);

#endif
