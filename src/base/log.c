/* The one log sink: the program's, or stderr. */
#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/sync.h"

#define LINE_SIZE 1024

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static oriel_log_cb sink;
static void *sink_user;

static void to_stderr(oriel_log_level_t level, const char *topic, const char *text)
{
    if (level >= ORIEL_LOG_WARNING)
        (void)fprintf(stderr, "oriel: %s: %s: %s\n", level == ORIEL_LOG_ERROR ? "error" : "warning", topic, text);
}

void oriel_set_log(oriel_log_cb cb, void *user)
{
    oriel__lock(&lock);
    sink = cb;
    sink_user = user;
    oriel__unlock(&lock);
}

void oriel__log(oriel_log_level_t level, const char *topic, const char *format, ...)
{
    char text[LINE_SIZE];
    va_list args;
    oriel_log_cb cb;
    void *user;

    va_start(args, format);
    if (vsnprintf(text, sizeof(text), format, args) < 0)
        text[0] = '\0';
    va_end(args);

    oriel__lock(&lock);
    cb = sink;
    user = sink_user;
    oriel__unlock(&lock);

    if (cb)
        cb(level, topic, text, user);
    else
        to_stderr(level, topic, text);
}
