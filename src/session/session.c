/* A session: bindings, state and order, and the pages attached to them. */
#include "session/internal.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/log.h"
#include "base/opts.h"
#include "base/sync.h"
#include "loop/host.h"
#include "session/member.h"

static void session_free(oriel_session_t *session)
{
    oriel__session_fini_tree(session);
    if (session->member)
        session->member->ops->release(session->member);
    oriel__bindings_fini(&session->bindings);
    oriel_state_unref(session->state);
    oriel__mailbox_unref(session->mailbox);
    oriel__inbox_unref(session->inbox);
    oriel__mutex_fini(&session->mutex);
    oriel__free(session);
}

oriel_err_t oriel_session_new(oriel_app_t *app, const oriel_session_opts_t *given, oriel_session_t **ret)
{
    oriel_session_opts_t all = ORIEL_SESSION_OPTS_INIT, *opts = &all;
    oriel_err_t err = ORIEL_OK;

    if (!app || !ret ||
        (given && !oriel__opts_read(&all, sizeof(all), given, ORIEL__OPTS_END(oriel_session_opts_t, state))))
        return oriel__fail(ORIEL_EINVAL, "session: app and ret must not be NULL, opts from ORIEL_SESSION_OPTS_INIT");
    if (opts->order > ORIEL_ORDER_GLOBAL)
        return oriel__fail(ORIEL_EINVAL, "session: order %d is unknown", (int)opts->order);
    oriel_session_t *session = oriel__new0(sizeof(*session));

    if (!session)
        return oriel__nomem();
    session->refs = 1;
    session->app = app;
    session->inbox = oriel__inbox_ref(oriel__app_inbox(app));
    oriel__mutex_init(&session->mutex);
    oriel__list_init(&session->pages);
    oriel__session_init_tree(session);
    oriel__bindings_init(&session->bindings);
    if (opts->order == ORIEL_ORDER_GLOBAL)
        session->mailbox = oriel__mailbox_ref(oriel__app_global_mailbox(app));
    else
        err = oriel__mailbox_new(session->inbox, opts->order == ORIEL_ORDER_SESSION, &session->mailbox);
    if (!err && opts->state)
        session->state = oriel_state_ref(opts->state);
    else if (!err)
        err = oriel_state_new(app, &session->state);
    if (err) {
        session_free(session);
        return err;
    }
    *ret = session;
    return ORIEL_OK;
}

oriel_session_t *oriel_session_ref(oriel_session_t *session)
{
    if (session)
        atomic_fetch_add_explicit(&session->refs, 1, memory_order_relaxed);
    return session;
}

oriel_session_t *oriel_session_unref(oriel_session_t *session)
{
    /* Pages hold references: none is left with the last one. */
    if (session && atomic_fetch_sub_explicit(&session->refs, 1, memory_order_acq_rel) == 1)
        session_free(session);
    return NULL;
}

oriel_state_t *oriel_session_get_state(oriel_session_t *session)
{
    return session ? session->state : NULL;
}

oriel_app_t *oriel__session_get_app(oriel_session_t *session)
{
    return session->app;
}

struct oriel__mailbox *oriel__session_get_mailbox(oriel_session_t *session)
{
    return session->mailbox;
}

size_t oriel_session_get_page_count(oriel_session_t *session)
{
    if (!session)
        return 0;
    oriel__lock(&session->mutex);
    size_t n = session->page_count;

    oriel__unlock(&session->mutex);
    return n;
}

/* --- Pages --------------------------------------------------------------- */

static void ref_owner(void *owner)
{
    oriel_session_ref(owner);
}

static void unref_owner(void *owner)
{
    oriel_session_unref(owner);
}

oriel_err_t oriel__session_add_page(oriel_session_t *session, struct oriel__carrier *carrier, struct oriel_page **ret)
{
    struct oriel__page_parts parts = {
        .inbox = session->inbox,
        .mailbox = session->mailbox,
        .bindings = &session->bindings,
        .state = session->state,
        .widgets = &oriel__view_widgets,
        .owner = session,
        .owner_ref = ref_owner,
        .owner_unref = unref_owner,
    };
    struct oriel_page *page = NULL;
    oriel_err_t err = oriel__page_new(&parts, carrier, &page);

    if (err)
        return err;
    oriel__lock(&session->mutex);
    oriel__list_add(&session->pages, &oriel__page_ref(page)->link);
    session->page_count++;
    oriel__unlock(&session->mutex);
    *ret = page;
    return ORIEL_OK;
}

void oriel__session_remove_page(oriel_session_t *session, struct oriel_page *page)
{
    oriel__lock(&session->mutex);
    bool listed = !oriel__list_is_empty(&page->link);

    oriel__list_remove(&page->link);
    if (listed && page->is_away)
        session->away_count--;
    else if (listed)
        session->page_count--;
    oriel__unlock(&session->mutex);
    oriel__page_detach(page);
    oriel__session_look_behind(session, NULL);
    if (listed)
        oriel__page_unref(page);
}

void oriel__session_set_away(oriel_session_t *session, struct oriel_page *page, bool is_away)
{
    oriel__lock(&session->mutex);
    if (page->is_away != is_away) {
        page->is_away = is_away;
        session->page_count += is_away ? (size_t)-1 : 1;
        session->away_count += is_away ? 1 : (size_t)-1;
    }
    oriel__unlock(&session->mutex);
    oriel__view_set_away(session, page, is_away);
    if (is_away)
        oriel__session_look_behind(session, NULL);
}

/* Tells every page; outside of the session's lock, because pages wake theirs. */
static void tell_pages(oriel_session_t *session, char op, const char *object, const char *name)
{
    struct oriel_page **pages = NULL;
    size_t n = 0, count;

    oriel__lock(&session->mutex);
    count = session->page_count + session->away_count;
    if (count > 0)
        pages = oriel__alloc(count * sizeof(*pages));
    for (struct oriel_list *l = session->pages.next; pages && l != &session->pages; l = l->next)
        pages[n++] = oriel__page_ref(oriel__container(l, struct oriel_page, link));
    oriel__unlock(&session->mutex);
    if (count > 0 && !pages)
        oriel__log(ORIEL_LOG_ERROR, "session", "pages were not told of %s%s%s: out of memory", object,
                   *object ? "." : "", name);
    for (size_t i = 0; i < n; i++) {
        oriel__page_announce(pages[i], op, object, name);
        oriel__page_unref(pages[i]);
    }
    oriel__free(pages);
}

static bool is_exposed(oriel_session_t *session, const char *object, const char *name)
{
    struct oriel__binding *binding =
        oriel__bindings_find(&session->bindings, object, strlen(object), name, strlen(name));

    oriel__binding_unref(binding);
    return binding != NULL;
}

/* Says whether there is such a function. Another thread may expose or withdraw it
 * meanwhile and be the first to say so: the last word must be what is. */
static void announce(oriel_session_t *session, const char *object, const char *name)
{
    bool is_there, was_there = is_exposed(session, object, name);

    tell_pages(session, was_there ? 'f' : 'u', object, name);
    while ((is_there = is_exposed(session, object, name)) != was_there) {
        tell_pages(session, is_there ? 'f' : 'u', object, name);
        was_there = is_there;
    }
}

/* --- Bindings ------------------------------------------------------------ */

oriel_err_t oriel_session_expose(oriel_session_t *session, const char *object, const char *name, oriel_call_cb handler,
                                 void *user)
{
    return oriel_session_expose_full(session, object, name, handler, user, NULL);
}

oriel_err_t oriel_session_expose_full(oriel_session_t *session, const char *object, const char *name,
                                      oriel_call_cb handler, void *user, oriel_destroy_cb destroy)
{
    bool is_new = false;

    if (!session)
        return oriel__fail(ORIEL_EINVAL, "expose: the session is NULL");
    oriel_err_t err = oriel__bindings_set(&session->bindings, session->inbox, object ? object : "", name, handler, user,
                                          destroy, &is_new);

    if (!err && is_new)
        announce(session, object ? object : "", name);
    return err;
}

oriel_err_t oriel_session_withdraw(oriel_session_t *session, const char *object, const char *name)
{
    if (!session)
        return oriel__fail(ORIEL_EINVAL, "withdraw: the session is NULL");
    oriel_err_t err = oriel__bindings_remove(&session->bindings, object ? object : "", name);

    if (!err)
        announce(session, object ? object : "", name);
    return err;
}
