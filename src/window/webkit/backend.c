/* The backend that oriel-webkit.so exports. */
#include "window/backend.h"

#include "window/webkit/context.h"
#include "window/webkit/native.h"
#include "window/webkit/thread.h"

extern ORIEL_API const struct oriel__backend oriel_webkit_backend;

const struct oriel__backend oriel_webkit_backend = {
    .abi = ORIEL_BACKEND_ABI,
    .name = "webkit",
    .start = oriel__wk_start,
    .is_ui_thread = oriel__wk_is_ui_thread,
    .post = oriel__wk_post,
    .after = oriel__wk_after,
    .create = oriel__wk_create,
    .destroy = oriel__wk_destroy,
    .try_close = oriel__wk_try_close,
    .register_scheme = oriel__wk_register_scheme,
    .set_script = oriel__wk_set_script,
    .show = oriel__wk_show,
    .load_url = oriel__wk_load_url,
    .load_html = oriel__wk_load_html,
    .go = oriel__wk_go,
    .execute = oriel__wk_execute,
    .evaluate = oriel__wk_evaluate,
    .flush = oriel__wk_flush,
    .set_title = oriel__wk_set_title,
    .set_size = oriel__wk_set_size,
    .set_position = oriel__wk_set_position,
    .set_icon = oriel__wk_set_icon,
    .set_fullscreen = oriel__wk_set_fullscreen,
    .minimize = oriel__wk_minimize,
    .maximize = oriel__wk_maximize,
    .add_menu_item = oriel__wk_add_menu_item,
    .clear_menu = oriel__wk_clear_menu,
    .snapshot = oriel__wk_snapshot,
};
