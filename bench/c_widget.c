/* What widgets cost in C, without the wire: setters, constructors, a rebuild.
 * Prints a table: microseconds of CPU each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <oriel/app.h>
#include <oriel/widgets.h>

#include "session/session.h"

#define SETS 1000000
#define LABELS 10000

struct sink {
    struct oriel__carrier carrier;
    struct oriel_page *page;
};

static double cpu_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

static void check(oriel_err_t err)
{
    if (err == ORIEL_OK)
        return;
    fprintf(stderr, "c_widget: %s\n", oriel_last_error());
    abort();
}

static void ignore(struct oriel__carrier *carrier)
{
    (void)carrier;
}

/* A page that takes what there is. */
static size_t drain(struct sink *sink)
{
    size_t bytes = 0, len = 0;
    char *text = NULL;

    while (oriel__page_take(sink->page, &text, &len)) {
        bytes += len;
        free(text);
    }
    return bytes;
}

static void join(struct sink *sink, oriel_session_t *session)
{
    struct oriel_buf seed;
    char text[256];

    sink->carrier = (struct oriel__carrier){ ignore, ignore, ignore, ignore, NULL };
    check(oriel__session_add_page(session, &sink->carrier, &sink->page));
    oriel__buf_init(&seed, (size_t)64 << 20);
    check(oriel__page_begin(sink->page, &seed));
    oriel__buf_fini(&seed);
    int len = snprintf(text, sizeof(text), "%s 1\n[[\"w\",{\"type\":\"attach\"}]]", oriel__page_get_key(sink->page));

    if (!oriel__page_receive(sink->page, text, (size_t)len))
        abort();
}

static void row(const char *name, double us, double goal)
{
    printf("%-42s %9.3f us   goal %9.3f\n", name, us, goal);
}

static double sets_us(oriel_widget_t *label, struct sink *sink)
{
    double began = cpu_us();

    for (int i = 0; i < SETS; i++) {
        check(oriel_label_set_text(label, i % 2 ? "Hello, world" : "Hello, widgets"));
        if (sink && i % 1000 == 999)
            drain(sink);
    }
    return (cpu_us() - began) / SETS;
}

static double creates_us(oriel_session_t *session, oriel_widget_t *box, struct sink *sink)
{
    double began = cpu_us();

    for (int i = 0; i < LABELS; i++) {
        oriel_widget_t *label = NULL;

        check(oriel_label_new(session, "Hello", NULL, &label));
        if (box)
            check(oriel_vbox_add_widget(box, label, 0));
        oriel_widget_unref(label);
        if (sink && i % 1000 == 999)
            drain(sink);
    }
    return (cpu_us() - began) / LABELS;
}

static double rebuild_us(oriel_session_t *session, struct sink *sink, size_t *bytes)
{
    check(oriel_session_rebuild(session));
    double began = cpu_us();

    *bytes = drain(sink);
    return cpu_us() - began;
}

int main(void)
{
    oriel_app_t *app = NULL;
    oriel_session_t *session = NULL;
    oriel_widget_t *label = NULL, *box = NULL;
    struct sink sink;
    size_t bytes = 0;

    check(oriel_app_new(NULL, &app));
    check(oriel_session_new(app, NULL, &session));
    check(oriel_label_new(session, "a", NULL, &label));
    check(oriel_vbox_new(session, NULL, &box));
    row("set_text, no page", sets_us(label, NULL), 1);
    row("create Label, no page", creates_us(session, NULL, NULL), 2);
    join(&sink, session);
    drain(&sink);
    row("set_text, a page that takes frames", sets_us(label, &sink), 1);
    row("create Label and add_widget, with a page", creates_us(session, box, &sink), 4);
    double us = rebuild_us(session, &sink, &bytes);

    row("rebuild of 20,000 labels, 10,000 placed", us, 40000);
    printf("%-42s %9.3f MB\n", "  in one frame of", (double)bytes / 1e6);
    oriel__session_remove_page(session, sink.page);
    oriel__page_unref(sink.page);
    oriel_widget_unref(label);
    oriel_widget_unref(box);
    oriel_session_unref(session);
    while (oriel_app_dispatch(app, 0) > 0)
        ;
    oriel_app_unref(app);
    return 0;
}
