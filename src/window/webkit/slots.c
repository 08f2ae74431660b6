/* Messages from the page, and the answers we owe for them. An answer that is
 * kept back is a free way down to the page (docs/protocol.md). */
#include "window/webkit/native.h"

#include <stdlib.h>
#include <string.h>

#include "window/webkit/thread.h"

#define HANDLER "oriel"

static struct oriel__wk_slot take(struct oriel__native *native, unsigned i)
{
    struct oriel__wk_slot slot = native->slots[i];

    native->n_slots--;
    memmove(native->slots + i, native->slots + i + 1, (native->n_slots - i) * sizeof(native->slots[0]));
    return slot;
}

static void slot_clear(struct oriel__wk_slot *slot)
{
    webkit_script_message_reply_unref(slot->reply);
    g_object_unref(slot->js);
}

/* Consumes `slot`, and `text` (malloc()ed, with any NULs). */
static void answer(struct oriel__wk_slot slot, char *text, size_t len)
{
    g_autoptr(GBytes) bytes = g_bytes_new_with_free_func(text, len, free, text);
    g_autoptr(JSCValue) value = jsc_value_new_string_from_bytes(slot.js, bytes);

    webkit_script_message_reply_return_value(slot.reply, value);
    slot_clear(&slot);
}

static void answer_empty(struct oriel__wk_slot slot)
{
    g_autoptr(JSCValue) value = jsc_value_new_string(slot.js, "");

    webkit_script_message_reply_return_value(slot.reply, value);
    slot_clear(&slot);
}

void oriel__wk_flush(struct oriel__native *native)
{
    char *text;
    size_t len;

    oriel__wk_ref(native);
    while (!native->closed && native->n_slots > 0 && oriel__wk_host->take(native->window, &text, &len)) {
        if (!native->closed && native->n_slots > 0) {
            answer(take(native, 0), text, len);
            native->has_answered = true;
        } else {
            free(text);
        }
    }
    oriel__wk_unref(native);
}

void oriel__wk_slots_drop(struct oriel__native *native)
{
    while (native->n_slots > 0)
        answer_empty(take(native, 0));
}

/* Takes the slot of `reply` out again, if it is still there. */
static bool withdraw(struct oriel__native *native, const WebKitScriptMessageReply *reply)
{
    for (unsigned i = 0; i < native->n_slots; i++) {
        if (native->slots[i].reply != reply)
            continue;
        struct oriel__wk_slot slot = take(native, i);

        slot_clear(&slot);
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
    native->slots[native->n_slots++] = (struct oriel__wk_slot){
        .reply = webkit_script_message_reply_ref(reply),
        .js = g_object_ref(jsc_value_get_context(value)),
    };
    bool accepted = oriel__wk_host->message(native->window, text ? text : "", len);
    if (!native->closed && !accepted && withdraw(native, reply))
        refuse(reply);
    if (!native->closed)
        oriel__wk_flush(native);
    while (native->n_slots > ORIEL__WK_SLOTS)
        answer_empty(take(native, 0));
    oriel__wk_unref(native);
    return TRUE;
}

void oriel__wk_slots_init(struct oriel__native *native)
{
    g_signal_connect(native->content, "script-message-with-reply-received::" HANDLER, G_CALLBACK(on_message), native);
    webkit_user_content_manager_register_script_message_handler_with_reply(native->content, HANDLER, NULL);
}
