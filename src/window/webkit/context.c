/* The one WebKitWebContext of the process, and the schemes it knows. */
#include "window/webkit/context.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "window/webkit/scheme.h"
#include "window/webkit/thread.h"

/* Ours, and never released: WebKit's own default context is destroyed by exit
 * handlers on whichever thread exits, and aborts the process there. */
static WebKitWebContext *context;
static GHashTable *schemes; /* those registered: the same twice is an error to WebKit */

void oriel__wk_prepare_environment(void)
{
    /* Sharing buffers with the web process takes 60 MB more and gains nothing
     * where no graphics device is at hand. */
    if (g_access("/dev/dri", F_OK) != 0)
        g_setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", FALSE);
}

/* WebKit aborts the process when it is told to use a sandbox that cannot be
 * built, so the same tool is tried first with the namespaces that it will
 * want. As root there is nothing that a sandbox would keep. */
static bool sandbox_works(void)
{
    const char *argv[] = { "bwrap",  "--unshare-user", "--unshare-pid", "--unshare-uts", "--ro-bind", "/", "/",
                           "--proc", "/proc",          "--dev",         "/dev",          "/bin/true", NULL };
    g_autofree char *bwrap = g_find_program_in_path("bwrap");
    g_autofree char *proxy = g_find_program_in_path("xdg-dbus-proxy");
    int status = -1;

    if (geteuid() == 0 || !bwrap || !proxy)
        return false;
    if (!g_spawn_sync(NULL, (char **)(void *)argv, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                      NULL, &status, NULL))
        return false;
    return g_spawn_check_wait_status(status, NULL);
}

static void refuse_download(WebKitWebContext *web_context, WebKitDownload *download, gpointer data)
{
    (void)web_context;
    (void)data;
    WebKitURIRequest *request = webkit_download_get_request(download);
    oriel__wk_log(ORIEL_LOG_INFO, "a page's download was refused: %s",
                  request ? webkit_uri_request_get_uri(request) : "?");
    webkit_download_cancel(download);
}

void oriel__wk_context_init(void)
{
    schemes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    context = webkit_web_context_new();
    if (sandbox_works())
        webkit_web_context_set_sandbox_enabled(context, TRUE);
    g_signal_connect(context, "download-started", G_CALLBACK(refuse_download), NULL);
}

WebKitWebContext *oriel__wk_context(void)
{
    return context;
}

JSCContext *oriel__wk_js(void)
{
    static JSCContext *js;

    if (!js)
        js = jsc_context_new();
    return js;
}

oriel_err_t oriel__wk_register_scheme(const char *scheme)
{
    g_autofree char *name = g_ascii_strdown(scheme, -1);

    if (!g_hash_table_add(schemes, g_strdup(name)))
        return ORIEL_OK;
    WebKitSecurityManager *security = webkit_web_context_get_security_manager(context);
    webkit_security_manager_register_uri_scheme_as_secure(security, name);
    webkit_security_manager_register_uri_scheme_as_cors_enabled(security, name);
    webkit_web_context_register_uri_scheme(context, name, oriel__wk_scheme_request, NULL, NULL);
    return ORIEL_OK;
}

bool oriel__wk_has_scheme(const char *url)
{
    g_autofree char *given = g_uri_parse_scheme(url);
    g_autofree char *name = given ? g_ascii_strdown(given, -1) : NULL;

    return name && g_hash_table_contains(schemes, name);
}
