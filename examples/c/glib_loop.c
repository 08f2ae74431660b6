/* A GLib program: Oriel's descriptor as a source of a GMainContext of its own. (The default context belongs to the
 * engine's thread while there are windows.)
 *
 *     cc glib_loop.c $(pkg-config --cflags --libs oriel glib-2.0)
 */
#include <stdio.h>

#include <glib-unix.h>
#include <glib.h>
#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>GLib</title><h1>In a GMainLoop</h1><p>It is <b id=now></b></p>"
    "<script>oriel.state.subscribe('clock', ({ value }) => { now.textContent = value; });</script>";

struct program {
    GMainLoop *loop;
    oriel_app_t *app;
    oriel_window_t *window;
};

static gboolean on_ready(gint fd, GIOCondition condition, gpointer data)
{
    struct program *program = data;

    (void)fd;
    (void)condition;
    oriel_app_dispatch(program->app, 0);
    if (oriel_app_get_window_count(program->app) == 0)
        g_main_loop_quit(program->loop);
    return G_SOURCE_CONTINUE;
}

static gboolean on_tick(gpointer data)
{
    struct program *program = data;
    oriel_state_t *state = oriel_session_get_state(oriel_window_get_session(program->window));
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *text = g_date_time_format(now, "%H:%M:%S");

    if (oriel_state_set(state, "clock", "now", oriel_value_string(text)))
        fprintf(stderr, "glib_loop: %s\n", oriel_last_error());
    return G_SOURCE_CONTINUE;
}

static void attach(GSource *source, GSourceFunc callback, struct program *program)
{
    g_source_set_callback(source, callback, program, NULL);
    g_source_attach(source, g_main_loop_get_context(program->loop));
    g_source_unref(source);
}

int main(void)
{
    g_autoptr(GMainContext) context = g_main_context_new();
    g_autoptr(GMainLoop) loop = g_main_loop_new(context, FALSE);
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    struct program program = { loop, NULL, NULL };
    int status = 1;

    opts.width = 480;
    opts.height = 220;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &program.app) || oriel_window_new(program.app, &opts, &program.window) ||
        oriel_window_load_html(program.window, page, "example://glib/") || oriel_window_show(program.window))
        goto fail;
    attach(g_unix_fd_source_new(oriel_app_fd(program.app), G_IO_IN), G_SOURCE_FUNC(on_ready), &program);
    attach(g_timeout_source_new(1000), on_tick, &program);
    on_tick(&program);
    g_main_loop_run(loop);
    while (oriel_app_dispatch(program.app, 0) > 0)
        ; /* what the page said last */
    status = 0;
fail:
    if (status)
        fprintf(stderr, "glib_loop: %s\n", oriel_last_error());
    oriel_window_unref(program.window);
    oriel_app_unref(program.app);
    return status;
}
