/* What storage and fetch cost in C: c_services FOLDER PORT. Prints one line of JSON; bench/services.py shows it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <oriel/oriel.h>

#define AT_ONCE 100
#define ROUNDS 20

static double now(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void need(oriel_err_t err)
{
    if (!err)
        return;
    (void)fprintf(stderr, "%s: %s\n", oriel_err_name(err), oriel_last_error());
    abort();
}

static void wait_for(oriel_future_t *future)
{
    need(oriel_future_wait(future, -1));
    need(oriel_future_get_error(future, NULL, NULL));
    oriel_future_unref(future);
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;

    return one < two ? -1 : one > two;
}

struct world {
    oriel_app_t *app;
    oriel_storage_t *storage;
    char url[64];
};

/* The last one first: requests are done in order, so the others are then, too. */
static void wait_for_all(oriel_future_t **futures, int count)
{
    for (int i = count - 1; i >= 0; i--)
        wait_for(futures[i]);
}

/* `count` of them at once. */
static void writes(struct world *world, int count)
{
    oriel_future_t *futures[AT_ONCE] = { NULL };
    char key[16];

    for (int i = 0; i < count; i++) {
        (void)snprintf(key, sizeof(key), "k%d", i);
        need(oriel_storage_set(world->storage, key, "some text", 9, &futures[i]));
    }
    wait_for_all(futures, count);
}

static void reads(struct world *world, int count)
{
    oriel_future_t *futures[AT_ONCE] = { NULL };

    for (int i = 0; i < count; i++)
        need(oriel_storage_get(world->storage, "k0", &futures[i]));
    wait_for_all(futures, count);
}

static void fetches(struct world *world, int count)
{
    oriel_fetch_opts_t opts = ORIEL_FETCH_OPTS_INIT;
    oriel_future_t *futures[AT_ONCE] = { NULL };

    opts.proxy = "";
    for (int i = 0; i < count; i++) {
        oriel_fetch_t *fetch = NULL;

        need(oriel_fetch_start(oriel_app_get_runtime(world->app), world->url, &opts, &fetch));
        need(oriel_fetch_bytes(fetch, &futures[i]));
        oriel_fetch_unref(fetch);
    }
    for (int i = 0; i < count; i++)
        wait_for(futures[i]);
}

/* The median of some rounds, for each of `count`. */
static void measure(const char *name, struct world *world, void (*act)(struct world *world, int count), int count,
                    double each)
{
    double samples[ROUNDS * 10] = { 0 };
    int rounds = count == 1 ? ROUNDS * 10 : ROUNDS;

    act(world, count);
    for (int i = 0; i < rounds; i++) {
        double began = now();

        act(world, count);
        samples[i] = now() - began;
    }
    qsort(samples, (size_t)rounds, sizeof(samples[0]), compare);
    printf("\"%s\": %.9f, ", name, samples[rounds / 2] / each);
}

static void open_file(struct world *world, const char *folder, const char *name, oriel_storage_sync_t synchronous)
{
    oriel_storage_opts_t opts = ORIEL_STORAGE_OPTS_INIT;
    char path[512];

    oriel_storage_unref(world->storage);
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    opts.path = path;
    opts.synchronous = synchronous;
    need(oriel_storage_open(world->app, &opts, &world->storage));
}

int main(int argc, char **argv)
{
    struct world world = { NULL, NULL, "" };

    if (argc != 3)
        return 2;
    need(oriel_app_new(NULL, &world.app));
    (void)snprintf(world.url, sizeof(world.url), "http://127.0.0.1:%s/", argv[2]);
    printf("{");
    measure("fetches", &world, fetches, AT_ONCE, 1);
    measure("fetch", &world, fetches, 1, 1);
    open_file(&world, argv[1], "full.db", ORIEL_STORAGE_FULL);
    measure("writes_full", &world, writes, AT_ONCE, AT_ONCE);
    open_file(&world, argv[1], "normal.db", ORIEL_STORAGE_NORMAL);
    measure("writes", &world, writes, AT_ONCE, AT_ONCE);
    measure("write", &world, writes, 1, 1);
    measure("reads", &world, reads, AT_ONCE, AT_ONCE);
    measure("read", &world, reads, 1, 1);
    puts("\"end\": 0}");
    oriel_storage_unref(world.storage);
    oriel_app_unref(world.app);
    return 0;
}
