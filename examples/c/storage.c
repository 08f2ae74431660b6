/* Counts its starts in a file: keys and values, and a namespace of the state that is kept. */
#include <stdio.h>

#include <oriel/oriel.h>

/* Waits for a request; its value, or NULL with a message. */
static oriel_value_t *result(oriel_err_t err, oriel_future_t *future)
{
    const char *why = oriel_last_error();
    oriel_value_t *value = NULL;

    if (!err)
        err = oriel_future_wait(future, 5000);
    if (!err)
        err = oriel_future_get_error(future, NULL, &why);
    if (err)
        fprintf(stderr, "%s: %s\n", oriel_err_name(err), why);
    else
        value = oriel_future_dup_value(future);
    oriel_future_unref(future);
    return value;
}

static int run(oriel_app_t *app, oriel_storage_t *storage)
{
    oriel_future_t *future = NULL;
    oriel_state_t *settings = NULL;
    int64_t starts = 0;

    oriel_err_t err = oriel_storage_get_json(storage, "starts", &future);
    oriel_value_t *value = result(err, future);

    if (!value)
        return 1;
    if (oriel_value_get_int(value, &starts)) /* null: the first start */
        starts = 0;
    oriel_value_unref(value);
    future = NULL;
    err = oriel_storage_set_json(storage, "starts", oriel_value_int(starts + 1), &future);
    value = result(err, future);
    if (!value)
        return 1;
    oriel_value_unref(value);
    printf("start %lld, as %s says\n", (long long)starts + 1, oriel_storage_get_path(storage));

    /* State that is there again: pages would see it from their first script. */
    err = oriel_state_new(app, &settings);
    if (!err)
        err = oriel_state_persist(settings, "settings", storage, 5000);
    value = oriel_state_dup(settings, "settings", "theme");
    if (!err) {
        printf("theme: %s\n", value ? oriel_value_get_text(value, NULL) : "not chosen yet");
        err = oriel_state_set(settings, "settings", "theme", oriel_value_string(starts % 2 ? "light" : "dark"));
    }
    if (err)
        fprintf(stderr, "%s\n", oriel_last_error());
    oriel_value_unref(value);
    oriel_state_unref(settings);
    return err ? 1 : 0;
}

int main(int argc, char **argv)
{
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    oriel_storage_t *storage = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    opts.name = "oriel-example-storage";
    opts.path = argc > 1 ? argv[1] : NULL;
    if (oriel_app_new(NULL, &app) || oriel_storage_open(app, &opts, &storage))
        fprintf(stderr, "%s\n", oriel_last_error());
    else
        status = run(app, storage);
    oriel_storage_unref(storage); /* what is due is written */
    oriel_app_unref(app);
    return status;
}
