/* What values cost: making, reading and parsing them, beside the floor that
 * the C library and jansson set. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <oriel/value.h>

#define MEGABYTE ((size_t)1 << 20)

static double now_us(void)
{
    struct timespec at;

    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

struct row {
    const char *what;
    void (*run)(size_t i);
    void (*peer)(size_t i);
    const char *peer_name;
    size_t times;
};

static char *megabyte;        /* text */
static char *megabyte_json;   /* the same as a JSON string */
static oriel_value_t *object; /* 100 members */
static oriel_value_t *string; /* 1 MB */
static volatile size_t sink;

static const char frame[] = "{\"t\":\"call\",\"id\":12,\"fn\":\"app.get_version\",\"args\":[1,2.5,\"x\"]}";

static oriel_value_t *parsed(const char *text, size_t len)
{
    oriel_value_t *value = NULL;

    if (oriel_value_from_json(text, len, &value) != ORIEL_OK)
        abort();
    return value;
}

static void make_int(size_t i)
{
    oriel_value_unref(oriel_value_int((int64_t)i * 1000003));
}

static void make_int_peer(size_t i)
{
    json_t *json = json_integer((json_int_t)i * 1000003);

    free(json_dumps(json, JSON_ENCODE_ANY));
    json_decref(json);
}

static void make_real(size_t i)
{
    oriel_value_unref(oriel_value_real((double)i * 0.25 + 0.1));
}

static void make_real_peer(size_t i)
{
    json_t *json = json_real((double)i * 0.25 + 0.1);

    free(json_dumps(json, JSON_ENCODE_ANY));
    json_decref(json);
}

static void make_long_real(size_t i)
{
    oriel_value_unref(oriel_value_real((double)i / 7.0 + 1e-3));
}

static void make_long_real_peer(size_t i)
{
    json_t *json = json_real((double)i / 7.0 + 1e-3);

    free(json_dumps(json, JSON_ENCODE_ANY));
    json_decref(json);
}

static void make_string(size_t i)
{
    (void)i;
    oriel_value_unref(oriel_value_string_n(megabyte, MEGABYTE));
}

static void copy_peer(size_t i)
{
    char *copy = malloc(MEGABYTE + 1);

    (void)i;
    if (!copy)
        abort();
    memcpy(copy, megabyte, MEGABYTE);
    copy[MEGABYTE] = '\0';
    sink += strlen(copy);
    free(copy);
}

static void get_string(size_t i)
{
    char *text;

    (void)i;
    if (oriel_value_dup_string(string, &text, NULL) != ORIEL_OK)
        abort();
    sink += (size_t)text[0];
    oriel_free(text);
}

static void parse_frame(size_t i)
{
    (void)i;
    oriel_value_unref(parsed(frame, sizeof(frame) - 1));
}

static void parse_frame_peer(size_t i)
{
    (void)i;
    json_decref(json_loadb(frame, sizeof(frame) - 1, JSON_REJECT_DUPLICATES, NULL));
}

static void parse_string(size_t i)
{
    (void)i;
    oriel_value_unref(parsed(megabyte_json, MEGABYTE + 2));
}

static void parse_string_peer(size_t i)
{
    (void)i;
    json_decref(json_loadb(megabyte_json, MEGABYTE + 2, JSON_DECODE_ANY, NULL));
}

static void pack(size_t i)
{
    oriel_value_t *value = NULL;

    if (oriel_value_pack(&value, "{s:f, s:[ii], s:s}", "load", 0.5, "size", (int)i, 4, "name", "cpu") != ORIEL_OK)
        abort();
    oriel_value_unref(value);
}

static void pack_peer(size_t i)
{
    json_t *json = json_pack("{s:f, s:[ii], s:s}", "load", 0.5, "size", (int)i, 4, "name", "cpu");

    free(json_dumps(json, JSON_COMPACT));
    json_decref(json);
}

static void walk(size_t i)
{
    oriel_reader_t reader = oriel_value_read(object);

    (void)i;
    while (oriel_reader_next(&reader).type != ORIEL_TOKEN_END)
        sink++;
}

static const struct row rows[] = {
    { "make an int", make_int, make_int_peer, "jansson, dumped", 2000000 },
    { "make a real, 0.35", make_real, make_real_peer, "jansson, dumped", 2000000 },
    { "make a real, 17 digits", make_long_real, make_long_real_peer, "jansson, dumped", 500000 },
    { "make a string, 1 MB", make_string, copy_peer, "malloc and memcpy", 500 },
    { "get a string, 1 MB", get_string, copy_peer, "malloc and memcpy", 500 },
    { "parse a call, 63 bytes", parse_frame, parse_frame_peer, "jansson, tree", 200000 },
    { "parse a string, 1 MB", parse_string, parse_string_peer, "jansson, tree", 50 },
    { "pack an object, 5 values", pack, pack_peer, "jansson, dumped", 500000 },
    { "walk 100 members", walk, NULL, NULL, 50000 },
};

static double measure(void (*run)(size_t i), size_t times)
{
    double start;

    for (size_t i = 0; i < times / 20 + 1; i++)
        run(i);
    start = now_us();
    for (size_t i = 0; i < times; i++)
        run(i);
    return (now_us() - start) / (double)times;
}

static void prepare(void)
{
    oriel_writer_t *writer;

    megabyte = malloc(MEGABYTE + 1);
    megabyte_json = malloc(MEGABYTE + 2);
    if (!megabyte || !megabyte_json || oriel_writer_new(&writer) != ORIEL_OK)
        abort();
    memset(megabyte, 'a', MEGABYTE);
    megabyte_json[0] = megabyte_json[MEGABYTE + 1] = '"';
    memcpy(megabyte_json + 1, megabyte, MEGABYTE);
    string = oriel_value_string_n(megabyte, MEGABYTE);

    oriel_writer_begin_object(writer);
    for (int i = 0; i < 100; i++) {
        char key[16];
        int len = snprintf(key, sizeof(key), "key%d", i);

        oriel_writer_key(writer, key, (size_t)len);
        oriel_writer_real(writer, i + 0.5);
    }
    oriel_writer_end(writer);
    if (oriel_writer_finish(writer, &object) != ORIEL_OK)
        abort();
    oriel_writer_free(writer);
}

int main(void)
{
    prepare();
    printf("%-26s %12s %12s %8s\n", "", "us", "peer us", "ratio");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        double ours = measure(rows[i].run, rows[i].times);
        double peer = rows[i].peer ? measure(rows[i].peer, rows[i].times) : 0;

        printf("%-26s %12.3f", rows[i].what, ours);
        if (rows[i].peer)
            printf(" %12.3f %8.2f  %s", peer, ours / peer, rows[i].peer_name);
        printf("\n");
    }
    oriel_value_unref(object);
    oriel_value_unref(string);
    free(megabyte);
    free(megabyte_json);
    return 0;
}
