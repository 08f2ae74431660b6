/* The session's tree as a whole. */
#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/sync.h"
#include "session/internal.h"

/* A future that waits until pages caught up. */
struct wait {
    struct oriel_list link;
    oriel_future_t *future;
};

static void resolve_all(struct oriel_list *waits)
{
    struct oriel_list *link;

    while ((link = oriel__list_pop(waits))) {
        struct wait *wait = oriel__container(link, struct wait, link);

        oriel_future_resolve(wait->future, NULL);
        oriel_future_unref(wait->future);
        oriel__free(wait);
    }
}

static void moved(struct oriel__node *parent, uint64_t child, bool is_added)
{
    oriel_value_t *args = NULL;
    oriel_err_t err = oriel_value_pack(&args, "[{s:I}]", "__wid__", (int64_t)child);

    if (!err)
        err = oriel__widget_post(oriel__widget_of(parent), is_added ? "child-added" : "child-removed", args);
    if (err)
        oriel__log(ORIEL_LOG_ERROR, "session", "news of a child were lost: %s", oriel_last_error());
}

void oriel__session_init_tree(oriel_session_t *session)
{
    oriel__tree_init(&session->tree);
    session->tree.moved = moved;
    oriel__questions_init(&session->questions);
    oriel__list_init(&session->waits);
}

void oriel__session_fini_tree(oriel_session_t *session)
{
    oriel__tree_fini(&session->tree);
    oriel__questions_fini(&session->questions);
    resolve_all(&session->waits);
}

void oriel__session_end_tree(oriel_session_t *session)
{
    oriel__tree_close(&session->tree);
    oriel__questions_close(session);
}

void oriel__session_set_hooks(oriel_session_t *session, const struct oriel__session_hooks *hooks, void *user)
{
    session->hooks_user = user;
    session->hooks = hooks;
}

/* --- Falling behind ------------------------------------------------------------------------- */

/* Whether a page but `without` is behind. One that is away is not waited for: it may
 * never come back. Under the session's mutex. */
static bool is_behind(oriel_session_t *session, const struct oriel_page *without)
{
    for (struct oriel_list *l = session->pages.next; l && l != &session->pages; l = l->next) {
        struct oriel_page *page = oriel__container(l, struct oriel_page, link);

        if (page != without && !page->is_away && oriel__outbox_is_behind(&page->outbox))
            return true;
    }
    return false;
}

bool oriel_session_is_behind(oriel_session_t *session)
{
    if (!session)
        return false;
    oriel__lock(&session->mutex);
    bool behind = is_behind(session, NULL);

    oriel__unlock(&session->mutex);
    return behind;
}

void oriel__session_look_behind(oriel_session_t *session, const struct oriel_page *without)
{
    struct oriel_list done;

    if (atomic_load_explicit(&session->wait_count, memory_order_acquire) == 0)
        return;
    oriel__list_init(&done);
    oriel__lock(&session->mutex);
    if (!is_behind(session, without)) {
        oriel__list_splice(&done, &session->waits);
        atomic_store_explicit(&session->wait_count, 0, memory_order_release);
    }
    oriel__unlock(&session->mutex);
    resolve_all(&done);
}

oriel_err_t oriel_session_caught_up(oriel_session_t *session, oriel_future_t **ret)
{
    oriel_future_t *future = NULL;
    struct wait *wait;
    oriel_err_t err;

    if (!session || !ret)
        return oriel__fail(ORIEL_EINVAL, "session: session and ret must not be NULL");
    wait = oriel__new0(sizeof(*wait));
    err = wait ? oriel_future_new(session->app, &future) : oriel__nomem();
    if (err) {
        oriel__free(wait);
        return err;
    }
    wait->future = oriel_future_ref(future);
    oriel__lock(&session->mutex);
    oriel__list_add(&session->waits, &wait->link);
    atomic_fetch_add_explicit(&session->wait_count, 1, memory_order_release);
    oriel__unlock(&session->mutex);
    oriel__session_look_behind(session, NULL);
    *ret = future;
    return ORIEL_OK;
}

/* --- Widgets --------------------------------------------------------------------------------- */

oriel_widget_t *oriel_session_dup_widget(oriel_session_t *session, uint64_t id)
{
    return session ? oriel__widget_own(oriel__tree_dup_node(&session->tree, id)) : NULL;
}

size_t oriel_session_get_root_count(oriel_session_t *session)
{
    return session ? oriel__tree_get_root_count(&session->tree) : 0;
}

oriel_widget_t *oriel_session_dup_root(oriel_session_t *session, size_t index)
{
    return session ? oriel__widget_own(oriel__tree_dup_root(&session->tree, index)) : NULL;
}

void oriel_session_begin_batch(oriel_session_t *session)
{
    if (session)
        oriel__tree_begin_batch(&session->tree);
}

void oriel_session_end_batch(oriel_session_t *session)
{
    if (session)
        oriel__tree_end_batch(&session->tree);
}

oriel_err_t oriel_session_rebuild(oriel_session_t *session)
{
    if (!session)
        return oriel__fail(ORIEL_EINVAL, "session: the session is NULL");
    oriel__tree_lose_all(&session->tree);
    return ORIEL_OK;
}

void oriel_session_get_viewport(oriel_session_t *session, int *width, int *height)
{
    int w = 0, h = 0;

    if (session) {
        oriel__lock(&session->mutex);
        w = session->viewport_width;
        h = session->viewport_height;
        oriel__unlock(&session->mutex);
    }
    if (width)
        *width = w;
    if (height)
        *height = h;
}

/* --- Messages --------------------------------------------------------------------------------- */

oriel_err_t oriel__session_send(oriel_session_t *session, oriel_value_t *message)
{
    struct oriel__op op = { .text = NULL };
    oriel_err_t err = oriel_value_pack(&op.text, "[sv]", "w", message);

    if (!err)
        oriel__tree_send(&session->tree, &op);
    oriel_value_unref(op.text);
    return err;
}

oriel_err_t oriel_session_open_url(oriel_session_t *session, const char *url)
{
    oriel_value_t *message = NULL;
    oriel_err_t err;

    if (!session || !url)
        return oriel__fail(ORIEL_EINVAL, "session: session and url must not be NULL");
    if (strncasecmp(url, "http://", 7) != 0 && strncasecmp(url, "https://", 8) != 0)
        return oriel__fail(ORIEL_EINVAL, "session: %.100s is neither http nor https", url);
    err = oriel_value_pack(&message, "{s:s,s:s}", "type", "open-url", "url", url);
    if (!err)
        err = oriel__session_send(session, message);
    oriel_value_unref(message);
    return err;
}
