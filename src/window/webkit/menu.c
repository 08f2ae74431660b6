/* The context menu: what the program declared, and the engine's own for
 * developers. Nobody is asked while the user waits for it. */
#include "window/webkit/native.h"

#include "window/webkit/thread.h"

struct item {
    char *id;    /* NULL: a line between items */
    char *label; /* its underscores doubled: GTK reads one as a mnemonic's */
};

static void free_item(gpointer data)
{
    struct item *item = data;

    g_free(item->id);
    g_free(item->label);
    g_free(item);
}

/* What an entry of the menu that is shown knows; it may outlive the window. */
struct choice {
    struct oriel__native *native;
    char *id;
};

static void free_choice(gpointer data, GClosure *closure)
{
    struct choice *choice = data;

    (void)closure;
    oriel__wk_unref(choice->native);
    g_free(choice->id);
    g_free(choice);
}

static void on_chosen(GSimpleAction *action, GVariant *parameter, gpointer data)
{
    struct choice *choice = data;

    (void)action;
    (void)parameter;
    if (!choice->native->closed)
        oriel__wk_host->menu_chosen(choice->native->window, choice->id);
}

static WebKitContextMenuItem *entry_new(struct oriel__native *native, const struct item *item, guint number)
{
    if (!item->id)
        return webkit_context_menu_item_new_separator();

    g_autofree char *name = g_strdup_printf("oriel-%u", number);
    g_autoptr(GSimpleAction) action = g_simple_action_new(name, NULL);
    struct choice *choice = g_new(struct choice, 1);

    *choice = (struct choice){ oriel__wk_ref(native), g_strdup(item->id) };
    g_signal_connect_data(action, "activate", G_CALLBACK(on_chosen), choice, free_choice, 0);
    return webkit_context_menu_item_new_from_gaction(G_ACTION(action), item->label, NULL);
}

static gboolean on_menu(WebKitWebView *view, WebKitContextMenu *menu, GdkEvent *event, WebKitHitTestResult *hit,
                        gpointer data)
{
    struct oriel__native *native = data;

    (void)view;
    (void)event;
    (void)hit;
    if (native->menu->len == 0)
        return !native->devtools;
    if (native->devtools)
        webkit_context_menu_append(menu, webkit_context_menu_item_new_separator());
    else
        webkit_context_menu_remove_all(menu);
    for (guint i = 0; i < native->menu->len; i++)
        webkit_context_menu_append(menu, entry_new(native, g_ptr_array_index(native->menu, i), i));
    return FALSE;
}

void oriel__wk_add_menu_item(struct oriel__native *native, const char *id, const char *label)
{
    struct item *item = g_new0(struct item, 1);

    if (id) {
        g_auto(GStrv) parts = g_strsplit(label, "_", -1);

        item->id = g_strdup(id);
        item->label = g_strjoinv("__", parts);
    }
    g_ptr_array_add(native->menu, item);
}

void oriel__wk_clear_menu(struct oriel__native *native)
{
    g_ptr_array_set_size(native->menu, 0);
}

void oriel__wk_menu_init(struct oriel__native *native)
{
    native->menu = g_ptr_array_new_with_free_func(free_item);
    g_signal_connect(native->view, "context-menu", G_CALLBACK(on_menu), native);
}

void oriel__wk_menu_fini(struct oriel__native *native)
{
    g_ptr_array_unref(native->menu);
}
