/* What pages may not do: ask for devices, open windows, save files. */
#include "window/webkit/native.h"

#include <string.h>

#include "window/webkit/thread.h"

static gboolean on_permission(WebKitWebView *view, WebKitPermissionRequest *request, gpointer data)
{
    (void)view;
    (void)data;
    oriel__wk_log(ORIEL_LOG_INFO, "a page's request was refused: %s", G_OBJECT_TYPE_NAME(request));
    webkit_permission_request_deny(request);
    return TRUE;
}

static void log_new_window(WebKitNavigationAction *action)
{
    const char *url = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));

    oriel__wk_log(ORIEL_LOG_INFO, "a page's new window was refused: %s", url ? url : "");
}

static GtkWidget *on_create(WebKitWebView *view, WebKitNavigationAction *action, gpointer data)
{
    (void)view;
    (void)data;
    log_new_window(action);
    return NULL;
}

static void refuse_new_window(WebKitPolicyDecision *decision)
{
    WebKitNavigationPolicyDecision *navigation = WEBKIT_NAVIGATION_POLICY_DECISION(decision);

    log_new_window(webkit_navigation_policy_decision_get_navigation_action(navigation));
    webkit_policy_decision_ignore(decision);
}

/* A page that a page went to by an address to which no pattern applies (see
 * allow.c) is loaded anew by one to which they do. */
static gboolean correct(struct oriel__native *native, WebKitPolicyDecision *decision)
{
    WebKitResponsePolicyDecision *response = WEBKIT_RESPONSE_POLICY_DECISION(decision);
    const char *url = webkit_uri_request_get_uri(webkit_response_policy_decision_get_request(response));

    if (!webkit_response_policy_decision_is_main_frame_main_resource(response))
        return FALSE;
    g_autofree char *normal = oriel__wk_url_normal(url);
    if (strcmp(normal, url) == 0)
        return FALSE;
    webkit_policy_decision_ignore(decision);
    oriel__wk_load_url(native, normal);
    return TRUE;
}

/* Navigation is free: the allow list keeps the script, and so the key, off
 * foreign pages. */
static gboolean on_policy(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type,
                          gpointer data)
{
    (void)view;
    switch (type) {
    case WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION:
        refuse_new_window(decision);
        return TRUE;
    case WEBKIT_POLICY_DECISION_TYPE_RESPONSE:
        return correct(data, decision);
    default:
        return FALSE;
    }
}

void oriel__wk_guard_init(struct oriel__native *native)
{
    g_signal_connect(native->view, "permission-request", G_CALLBACK(on_permission), native);
    g_signal_connect(native->view, "create", G_CALLBACK(on_create), native);
    g_signal_connect(native->view, "decide-policy", G_CALLBACK(on_policy), native);
}
