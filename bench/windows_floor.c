/* The windows benchmark's floor: GTK, WebKit and a script message with reply,
 * with nothing in between. Every answer is sent within the signal handler. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

static const char *const adapter =
    "(async () => { const post = x => webkit.messageHandlers.bench.postMessage(x); await post('F');"
    "const api = { total: 20000, ping: x => post('P' + x), bytes: u => post('B' + u.toBase64()),"
    " fetch: async n => Uint8Array.fromBase64(await post('D')) };"
    "try { post('R' + JSON.stringify(await benchmark(api))); }"
    "catch (e) { post('R' + JSON.stringify({error: String(e)})); } })();";

static gboolean on_message(WebKitUserContentManager *manager, JSCValue *value, WebKitScriptMessageReply *reply,
                           gpointer user)
{
    JSCContext *context = jsc_value_get_context(value);
    GBytes *bytes = jsc_value_to_string_as_bytes(value);
    gsize len = 0;
    const char *text = g_bytes_get_data(bytes, &len);
    JSCValue *answer = NULL;

    (void)manager;
    (void)user;
    if (text[0] == 'P') {
        GBytes *rest = g_bytes_new_from_bytes(bytes, 1, len - 1);

        answer = jsc_value_new_string_from_bytes(context, rest);
        g_bytes_unref(rest);
    } else if (text[0] == 'B') {
        gsize n = 0;
        guchar *data = g_base64_decode(text + 1, &n);

        answer = jsc_value_new_number(context, (double)n);
        g_free(data);
    } else if (text[0] == 'D') {
        static guchar block[1 << 20];
        char *encoded = g_base64_encode(block, sizeof(block));

        answer = jsc_value_new_string(context, encoded);
        g_free(encoded);
    } else if (text[0] == 'F') {
        struct timespec now;

        (void)clock_gettime(CLOCK_MONOTONIC, &now);
        fprintf(stderr, "first %lld\n", (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
        if (getenv("BENCH_FIRST")) /* NOLINT(concurrency-mt-unsafe) */
            gtk_main_quit();
        answer = jsc_value_new_null(context);
    } else {
        printf("%.*s\n", (int)len - 1, text + 1);
        gtk_main_quit();
        answer = jsc_value_new_null(context);
    }
    webkit_script_message_reply_return_value(reply, answer);
    g_object_unref(answer);
    g_bytes_unref(bytes);
    return TRUE;
}

int main(int argc, char **argv)
{
    char *script = NULL;

    if (argc < 2 || !g_file_get_contents(argv[1], &script, NULL, NULL))
        return 2;
    gtk_init(NULL, NULL);
    WebKitWebContext *context = webkit_web_context_new();
    WebKitUserContentManager *manager = webkit_user_content_manager_new();

    g_signal_connect(manager, "script-message-with-reply-received::bench", G_CALLBACK(on_message), NULL);
    webkit_user_content_manager_register_script_message_handler_with_reply(manager, "bench", NULL);
    GtkWidget *view = g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", context, "user-content-manager", manager, NULL);
    GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
    char *html = g_strdup_printf("<!DOCTYPE html><script>%s</script><script>%s</script>", script, adapter);

    gtk_window_set_default_size(GTK_WINDOW(window), 800, 600);
    gtk_container_add(GTK_CONTAINER(window), view);
    gtk_widget_show_all(window);
    webkit_web_view_load_html(WEBKIT_WEB_VIEW(view), html, "bench://page/");
    gtk_main();
    return 0;
}
