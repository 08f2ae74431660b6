/* Timers and futures, without a window: ticks, a delay, work on the pool, and several of them as one. */
#include <stdio.h>
#include <unistd.h>

#include <oriel/oriel.h>

/* On the runtime's thread: it must not block. */
static void tick(void *user)
{
    int *ticks = user;

    printf("tick %d\n", ++*ticks);
}

/* On a thread of the pool: here one may block. It looks whether somebody still wants the result. */
static oriel_err_t count_slowly(oriel_future_t *future, void *user)
{
    const int *steps = user;

    for (int i = 1; i <= *steps; i++) {
        if (!oriel_future_report(future, oriel_value_int(100 * i / *steps)))
            return ORIEL_ECANCELED;
        usleep(10000);
    }
    oriel_future_resolve(future, oriel_value_int(*steps));
    return ORIEL_OK;
}

/* Waits, and says what came of it. */
static void show(const char *what, oriel_future_t *future)
{
    const char *name = NULL, *text = NULL;

    if (oriel_future_wait(future, 10000)) {
        printf("%s: %s\n", what, oriel_last_error());
    } else if (oriel_future_get_error(future, &name, &text)) {
        printf("%s: %s: %s\n", what, name, text);
    } else {
        oriel_value_t *value = oriel_future_dup_value(future);

        printf("%s: %s\n", what, oriel_value_get_text(value, NULL));
        oriel_value_unref(value);
    }
    oriel_future_unref(future);
}

/* Three at once: all of them, the first of them, and one that may take 50 ms only. */
static oriel_err_t work_together(oriel_app_t *app, oriel_runtime_t *runtime)
{
    static int steps[] = { 3, 6, 500 };
    oriel_future_t *work[3], *all = NULL, *race = NULL, *limited = NULL;

    for (int i = 0; i < 3; i++)
        if (oriel_runtime_submit(runtime, count_slowly, &steps[i], NULL, &work[i]))
            return ORIEL_EBUSY;
    if (oriel_future_all(app, work, 2, &all) || oriel_future_race(app, work, 3, &race) ||
        oriel_future_with_timeout(runtime, work[2], 50, &limited))
        return ORIEL_ENOMEM;
    show("the first", race);
    show("both", all);
    show("at most 50 ms", limited); /* the work behind it is canceled */
    show("the long one", work[2]);
    oriel_future_unref(work[0]);
    oriel_future_unref(work[1]);
    return ORIEL_OK;
}

int main(void)
{
    oriel_app_t *app = NULL;
    oriel_timer_t *ticker = NULL;
    oriel_future_t *delay = NULL;
    int ticks = 0, status = 1;

    if (oriel_app_new(NULL, &app))
        goto fail;
    oriel_runtime_t *runtime = oriel_app_get_runtime(app);

    if (oriel_timer_new(runtime, 0, 20, tick, &ticks, NULL, &ticker) || oriel_runtime_delay(runtime, 110, &delay))
        goto fail;
    show("the delay", delay);
    oriel_timer_cancel(ticker);
    status = work_together(app, runtime) ? 1 : 0;
fail:
    if (status)
        fprintf(stderr, "timers: %s\n", oriel_last_error());
    oriel_timer_unref(ticker);
    oriel_app_unref(app); /* ends the runtime first: nothing uses `ticks` any more */
    return status;
}
