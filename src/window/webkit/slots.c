/* Messages from the page, and the answers we owe for them. An answer that is
 * kept back is a free way down to the page (docs/protocol.md). */
#include "window/webkit/native.h"

#include <stdlib.h>
#include <string.h>

#include "window/webkit/context.h"
#include "window/webkit/thread.h"

#define HANDLER "oriel"

static WebKitScriptMessageReply *take_oldest(struct oriel__native *native)
{
    WebKitScriptMessageReply *oldest = native->slots[0];

    native->n_slots--;
    memmove(native->slots, native->slots + 1, native->n_slots * sizeof(native->slots[0]));
    return oldest;
}

/* Consumes `reply`, and `text` (malloc()ed, with any NULs). */
static void answer(WebKitScriptMessageReply *reply, char *text, size_t len)
{
    g_autoptr(GBytes) bytes = g_bytes_new_with_free_func(text, len, free, text);
    g_autoptr(JSCValue) value = jsc_value_new_string_from_bytes(oriel__wk_js(), bytes);

    webkit_script_message_reply_return_value(reply, value);
    webkit_script_message_reply_unref(reply);
}

static void answer_empty(WebKitScriptMessageReply *reply)
{
    g_autoptr(JSCValue) value = jsc_value_new_string(oriel__wk_js(), "");

    webkit_script_message_reply_return_value(reply, value);
    webkit_script_message_reply_unref(reply);
}

void oriel__wk_flush(struct oriel__native *native)
{
    char *text;
    size_t len;

    oriel__wk_ref(native);
    while (!native->closed && native->n_slots > 0 && oriel__wk_host->take(native->window, &text, &len)) {
        if (!native->closed && native->n_slots > 0)
            answer(take_oldest(native), text, len);
        else
            free(text);
    }
    oriel__wk_unref(native);
}

void oriel__wk_slots_drop(struct oriel__native *native)
{
    while (native->n_slots > 0)
        answer_empty(take_oldest(native));
}

/* Takes `reply` out again, if it is still there. */
static bool withdraw(struct oriel__native *native, const WebKitScriptMessageReply *reply)
{
    for (unsigned i = 0; i < native->n_slots; i++) {
        if (native->slots[i] != reply)
            continue;
        native->n_slots--;
        memmove(native->slots + i, native->slots + i + 1, (native->n_slots - i) * sizeof(native->slots[0]));
        return true;
    }
    return false;
}

static void refuse(WebKitScriptMessageReply *reply)
{
    webkit_script_message_reply_return_error_message(reply, "refused");
}

/* The answer is parked before the host hears the message, so that what it says
 * at once can already use it. */
static gboolean on_message(WebKitUserContentManager *content, JSCValue *value, WebKitScriptMessageReply *reply,
                           gpointer data)
{
    struct oriel__native *native = data;

    (void)content;
    if (!jsc_value_is_string(value)) {
        refuse(reply);
        return TRUE;
    }
    g_autoptr(GBytes) bytes = jsc_value_to_string_as_bytes(value);
    gsize len;
    const char *text = g_bytes_get_data(bytes, &len);

    oriel__wk_ref(native);
    native->slots[native->n_slots++] = webkit_script_message_reply_ref(reply);
    bool accepted = oriel__wk_host->message(native->window, text ? text : "", len);
    if (!native->closed && !accepted && withdraw(native, reply)) {
        refuse(reply);
        webkit_script_message_reply_unref(reply);
    }
    if (!native->closed)
        oriel__wk_flush(native);
    while (native->n_slots > ORIEL__WK_SLOTS)
        answer_empty(take_oldest(native));
    oriel__wk_unref(native);
    return TRUE;
}

void oriel__wk_slots_init(struct oriel__native *native)
{
    g_signal_connect(native->content, "script-message-with-reply-received::" HANDLER, G_CALLBACK(on_message), native);
    webkit_user_content_manager_register_script_message_handler_with_reply(native->content, HANDLER, NULL);
}
