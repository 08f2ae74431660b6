/* What the page does, from its first document to its last, told to the host. */
#include "window/webkit/native.h"

#include <stdlib.h>
#include <string.h>

#include "window/webkit/thread.h"

#define CRASH_LIMIT 3                           /* reloads in a row */
#define PEACE_US (INT64_C(30) * G_USEC_PER_SEC) /* after which they no longer count as a row */

static void show_error(struct oriel__native *native, const char *url, const char *text)
{
    char *html = oriel__wk_host->error_page(url, text);

    oriel__wk_ref(native);
    native->is_replaced = true;
    native->html_is_due = false;
    g_clear_pointer(&native->due, g_free);
    webkit_web_view_load_alternate_html(native->view, html ? html : "", url, NULL);
    free(html);
    oriel__wk_host->load_failed(native->window, url, text);
    oriel__wk_unref(native);
}

static bool is_blank(const char *url)
{
    return strcmp(url, "about:blank") == 0;
}

/* A port that the engine does not allow becomes about:blank, without a word. */
static bool is_blocked(const struct oriel__native *native, const char *url)
{
    return native->due && is_blank(url) && g_str_has_prefix(native->due, "http");
}

/* An empty page is not stopped by what is asked for after it: that is still to
 * come. */
static bool is_overtaken(const struct oriel__native *native, const char *url)
{
    const char *next = native->html_is_due ? native->html_base : native->due;

    return is_blank(url) && next && !is_blank(next);
}

static void on_committed(struct oriel__native *native, const char *url)
{
    bool overtaken = native->blank_is_due && is_overtaken(native, url);

    native->blank_is_due = false;
    native->is_replaced = false;
    native->asked_to_close = false;
    if (overtaken) {
        oriel__wk_slots_drop(native);
        oriel__wk_host->load(native->window, ORIEL__LOAD_COMMITTED, url);
        return;
    }
    if (!native->html_is_due) {
        g_clear_pointer(&native->html, g_free);
        g_clear_pointer(&native->html_base, g_free);
    }
    native->html_is_due = false;
    oriel__wk_slots_drop(native);
    if (is_blocked(native, url)) {
        g_autofree char *due = g_strdup(native->due);
        show_error(native, due, "this address is not allowed");
        return;
    }
    g_clear_pointer(&native->due, g_free);
    oriel__wk_host->load(native->window, ORIEL__LOAD_COMMITTED, url);
}

static void on_load_changed(WebKitWebView *view, WebKitLoadEvent event, gpointer data)
{
    struct oriel__native *native = data;
    const char *now = webkit_web_view_get_uri(view);
    g_autofree char *url = g_strdup(now ? now : "");

    if (event == WEBKIT_LOAD_STARTED)
        oriel__wk_host->load(native->window, ORIEL__LOAD_STARTED, url);
    else if (event == WEBKIT_LOAD_COMMITTED)
        on_committed(native, url);
    else if (event == WEBKIT_LOAD_FINISHED && !native->is_replaced && !is_overtaken(native, url))
        oriel__wk_host->load(native->window, ORIEL__LOAD_FINISHED, url);
}

/* The load was given up on purpose, or became something else. */
static bool is_no_failure(const GError *error)
{
    return g_error_matches(error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) ||
           g_error_matches(error, WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE) ||
           g_error_matches(error, WEBKIT_PLUGIN_ERROR, WEBKIT_PLUGIN_ERROR_WILL_HANDLE_LOAD);
}

static gboolean on_load_failed(WebKitWebView *view, WebKitLoadEvent event, const char *url, GError *error,
                               gpointer data)
{
    struct oriel__native *native = data;

    (void)view;
    (void)event;
    if (is_blank(url))
        native->blank_is_due = false;
    if (!is_no_failure(error))
        show_error(native, url, error->message);
    else if (native->due && strcmp(native->due, url) == 0)
        g_clear_pointer(&native->due, g_free);
    return TRUE;
}

static gboolean on_tls_failed(WebKitWebView *view, const char *url, GTlsCertificate *certificate,
                              GTlsCertificateFlags flags, gpointer data)
{
    (void)view;
    (void)certificate;
    (void)flags;
    show_error(data, url, "the server's certificate is not trusted");
    return TRUE;
}

static void on_title(WebKitWebView *view, GParamSpec *property, gpointer data)
{
    struct oriel__native *native = data;
    const char *title = webkit_web_view_get_title(view);

    (void)property;
    if (!title || !*title) {
        gtk_window_set_title(native->frame, native->title);
        oriel__wk_host->title_changed(native->window, "");
        return;
    }
    gtk_window_set_title(native->frame, title);
    oriel__wk_host->title_changed(native->window, title);
}

static void on_address(WebKitWebView *view, GParamSpec *property, gpointer data)
{
    struct oriel__native *native = data;
    const char *url = webkit_web_view_get_uri(view);

    (void)property;
    if (url && *url)
        oriel__wk_host->address_changed(native->window, url);
}

static void on_close(WebKitWebView *view, gpointer data)
{
    (void)view;
    oriel__wk_request_close(data);
}

static void reload(struct oriel__native *native)
{
    oriel__wk_ref(native);
    if (native->html) {
        native->html_is_due = true;
        native->blank_is_due = native->blank_is_due || !native->html_base || is_blank(native->html_base);
        webkit_web_view_load_html(native->view, native->html, native->html_base);
    } else {
        webkit_web_view_reload(native->view);
    }
    oriel__wk_unref(native);
}

static void on_terminated(WebKitWebView *view, WebKitWebProcessTerminationReason reason, gpointer data)
{
    struct oriel__native *native = data;
    const char *text = reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT ? "out of memory"
                       : reason == WEBKIT_WEB_PROCESS_TERMINATED_BY_API   ? "terminated"
                                                                          : "crashed";
    gint64 now = g_get_monotonic_time();
    const char *url = webkit_web_view_get_uri(view);

    oriel__wk_ref(native);
    native->asked_to_close = false;
    native->n_crashes = now - native->last_crash > PEACE_US ? 1 : native->n_crashes + 1;
    native->last_crash = now;
    oriel__wk_slots_drop(native);
    oriel__wk_host->crashed(native->window, text);
    if (!native->closed && native->n_crashes <= CRASH_LIMIT)
        reload(native);
    else if (!native->closed)
        show_error(native, url ? url : "about:blank", "the page's process ends again and again");
    oriel__wk_unref(native);
}

static gboolean on_script_dialog(WebKitWebView *view, WebKitScriptDialog *dialog, gpointer data)
{
    struct oriel__native *native = data;
    WebKitScriptDialogType type = webkit_script_dialog_get_dialog_type(dialog);
    char *answer = NULL;

    (void)view;
    if (type == WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM)
        native->asked_to_close = false; /* the page did answer: now it is the user's turn */
    if (type != WEBKIT_SCRIPT_DIALOG_PROMPT)
        return FALSE;
    const char *message = webkit_script_dialog_get_message(dialog);
    if (!oriel__wk_host->prompt(native->window, message ? message : "", &answer))
        return FALSE;
    webkit_script_dialog_prompt_set_text(dialog, answer ? answer : "");
    free(answer);
    return TRUE;
}

/* Timers of a hidden window run as in a shown one: programs wait for them. */
static void keep_timers(WebKitSettings *settings)
{
    g_autoptr(WebKitFeatureList) features = webkit_settings_get_all_features();

    for (gsize i = 0; i < webkit_feature_list_get_length(features); i++) {
        WebKitFeature *feature = webkit_feature_list_get(features, i);
        const char *name = webkit_feature_get_identifier(feature);

        if (g_str_has_prefix(name, "HiddenPageDOMTimerThrottling"))
            webkit_settings_set_feature_enabled(settings, feature, FALSE);
    }
}

/* Where a page is restored from the page cache, no user script runs: its
 * state would be old and its promises dead. */
static void set_up(struct oriel__native *native, const struct oriel__native_opts *opts)
{
    WebKitSettings *settings = webkit_web_view_get_settings(native->view);

    webkit_settings_set_enable_page_cache(settings, FALSE);
    webkit_settings_set_enable_developer_extras(settings, opts->devtools);
    keep_timers(settings);
}

void oriel__wk_page_init(struct oriel__native *native, const struct oriel__native_opts *opts)
{
    native->devtools = opts->devtools;
    set_up(native, opts);
    oriel__wk_set_script(native, opts->script, opts->allow);
    g_signal_connect(native->view, "load-changed", G_CALLBACK(on_load_changed), native);
    g_signal_connect(native->view, "load-failed", G_CALLBACK(on_load_failed), native);
    g_signal_connect(native->view, "load-failed-with-tls-errors", G_CALLBACK(on_tls_failed), native);
    g_signal_connect(native->view, "notify::title", G_CALLBACK(on_title), native);
    g_signal_connect(native->view, "notify::uri", G_CALLBACK(on_address), native);
    g_signal_connect(native->view, "close", G_CALLBACK(on_close), native);
    g_signal_connect(native->view, "web-process-terminated", G_CALLBACK(on_terminated), native);
    g_signal_connect(native->view, "script-dialog", G_CALLBACK(on_script_dialog), native);
}

void oriel__wk_page_fini(struct oriel__native *native)
{
    g_clear_pointer(&native->html, g_free);
    g_clear_pointer(&native->html_base, g_free);
    g_clear_pointer(&native->due, g_free);
}

void oriel__wk_set_script(struct oriel__native *native, const char *script, const char *const *allow)
{
    if (native->script) {
        webkit_user_content_manager_remove_script(native->content, native->script);
        g_clear_pointer(&native->script, webkit_user_script_unref);
    }
    if (!script || !allow || !*allow)
        return; /* to WebKit an empty list means everywhere */
    g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func(g_free);
    for (; *allow; allow++)
        g_ptr_array_add(patterns, oriel__wk_pattern_normal(*allow));
    g_ptr_array_add(patterns, NULL);
    native->script = webkit_user_script_new(script, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                            WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START,
                                            (const char *const *)patterns->pdata, NULL);
    webkit_user_content_manager_add_script(native->content, native->script);
}

void oriel__wk_load_url(struct oriel__native *native, const char *url)
{
    g_autofree char *normal = oriel__wk_url_normal(url);

    g_free(native->due);
    native->due = g_strdup(normal);
    native->html_is_due = false;
    native->blank_is_due = native->blank_is_due || is_blank(normal);
    webkit_web_view_load_uri(native->view, normal);
}

void oriel__wk_load_html(struct oriel__native *native, const char *html, const char *base_url)
{
    char *copy = g_strdup(html);

    g_free(native->html);
    g_free(native->html_base);
    native->html = copy;
    native->html_base = base_url ? oriel__wk_url_normal(base_url) : NULL;
    g_clear_pointer(&native->due, g_free);
    reload(native);
}

void oriel__wk_go(struct oriel__native *native, int steps)
{
    if (steps == 0)
        reload(native);
    else if (steps < 0)
        webkit_web_view_go_back(native->view);
    else
        webkit_web_view_go_forward(native->view);
}

void oriel__wk_try_close(struct oriel__native *native)
{
    oriel__wk_ref(native);
    native->asked_to_close = true;
    webkit_web_view_try_close(native->view);
    oriel__wk_unref(native);
}
