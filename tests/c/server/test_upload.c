/* Files from pages, through a widget's event. */
#include "fixture.h"

#include <dirent.h>
#include <semaphore.h>

#include "../session/tab.h"
#include "base/base64.h"

static oriel_widget_t *dialog, *deaf;
static char folder[64];
static _Atomic bool is_slow;
static sem_t go_on;
static char paths[4][256];
static _Atomic int files, calls, chunks;

static oriel_err_t on_files(oriel_event_t *event, void *user)
{
    oriel_value_t *first = oriel_value_dup_element(oriel_event_get_args(event), 0);
    oriel_value_t *list = oriel_value_dup_member(first, "files");

    (void)user;
    for (size_t i = 0; i < oriel_value_get_count(list) && i < 4; i++) {
        oriel_value_t *file = oriel_value_dup_element(list, i), *path = oriel_value_dup_member(file, "path");
        char *text = NULL;

        assert_int_equal(oriel_value_dup_string(path, &text, NULL), ORIEL_OK);
        snprintf(paths[i], sizeof(paths[i]), "%s", text);
        oriel_free(text);
        oriel_value_unref(path);
        oriel_value_unref(file);
        atomic_fetch_add(&files, 1);
    }
    oriel_value_unref(list);
    oriel_value_unref(first);
    atomic_fetch_add(&calls, 1);
    return ORIEL_OK;
}

static oriel_err_t on_progress(oriel_event_t *event, void *user)
{
    (void)event;
    (void)user;
    if (atomic_fetch_add(&chunks, 1) == 0 && atomic_load(&is_slow))
        assert_int_equal(sem_wait(&go_on), 0);
    return ORIEL_OK;
}

static oriel_err_t build(oriel_event_t *event, void *user)
{
    (void)user;
    oriel_err_t err = oriel_widget_new(oriel_event_get_session(event), "Image", NULL, NULL, &dialog);

    if (!err)
        err = oriel_widget_new(oriel_event_get_session(event), "Image", NULL, NULL, &deaf);
    if (!err)
        err = oriel_widget_on(dialog, "click", on_files, NULL, NULL, NULL);
    if (!err)
        err = oriel_widget_on(dialog, "drop-start", on_files, NULL, NULL, NULL);
    if (!err)
        err = oriel_widget_on(dialog, "drop-progress", on_progress, NULL, NULL, NULL);
    return err ? err : oriel_widget_on(dialog, "drop-end", on_files, NULL, NULL, NULL);
}

static void say_chunk(struct client *client, int transfer, int file, const char *bytes)
{
    char ops[512], coded[256];

    oriel__base64_encode(bytes, strlen(bytes), coded);
    coded[(strlen(bytes) + 2) / 3 * 4] = '\0';
    snprintf(ops, sizeof(ops), "[[\"w\",{\"type\":\"chunk\",\"transfer\":%d,\"file\":%d},0]]\n%s", transfer, file,
             coded);
    client_send(client, ops);
}

static void say_upload_to(struct client *client, int transfer, oriel_widget_t *widget, const char *action,
                          const char *list)
{
    char ops[512];

    snprintf(ops, sizeof(ops),
             "[[\"w\",{\"type\":\"upload\",\"transfer\":%d,\"wid\":%d,\"action\":\"%s\",\"payload\":{\"x\":1},"
             "\"files\":%s}]]",
             transfer, (int)oriel_widget_get_id(widget), action, list);
    client_send(client, ops);
}

static void say_upload(struct client *client, int transfer, const char *list)
{
    say_upload_to(client, transfer, dialog, "drop-end", list);
}

static void say_end(struct client *client, int transfer)
{
    char ops[128];

    snprintf(ops, sizeof(ops), "[[\"w\",{\"type\":\"upload-end\",\"transfer\":%d}]]", transfer);
    client_send(client, ops);
}

static void check_file(const char *path, const char *want)
{
    char text[64] = "";
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    assert_int_equal(fread(text, 1, sizeof(text) - 1, file), strlen(want));
    assert_string_equal(text, want);
    fclose(file);
}

static void start(oriel_server_opts_t *opts, struct client *client)
{
    atomic_store(&files, 0);
    atomic_store(&calls, 0);
    atomic_store(&chunks, 0);
    fixture_make(opts);
    assert_int_equal(oriel_server_on(fixture.server, "connect", build, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
    client_join(client, fixture.port, NULL);
    client_send(client, "[[\"w\",{\"type\":\"attach\"}]]");
    client_wait(client, "reconstruct-end");
}

static void finish(void)
{
    oriel_widget_unref(dialog);
    oriel_widget_unref(deaf);
    fixture_end();
}

/* Until the program has taken what was sent. */
static void settle(struct client *client)
{
    client_send(client, "[[\"c\",1,\"app\",\"add\",[1,2]]]");
    client_wait(client, "[\"v\",1,3]");
}

/* Two pages of one session with the same numbers, at once: nothing is mixed up. */
static void test_two_pages(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client one, two;

    (void)context;
    start(&opts, &one);
    client_join(&two, fixture.port, &one);
    say_upload(&one, 1, "[{\"name\":\"a\",\"size\":6,\"type\":\"\"},{\"name\":\"../b\",\"size\":0,\"type\":\"\"}]");
    say_upload(&two, 1, "[{\"name\":\"c\",\"size\":4,\"type\":\"text/plain\"}]");
    say_chunk(&one, 1, 0, "one");
    say_chunk(&two, 1, 0, "two!");
    say_chunk(&one, 1, 0, "+1!");
    say_end(&one, 1);
    wait_for(&calls, 1);
    assert_int_equal(files, 2);
    check_file(paths[0], "one+1!");
    check_file(paths[1], "");
    say_end(&two, 1);
    wait_for(&calls, 2);
    check_file(paths[0], "two!");
    client_free(&one);
    client_free(&two);
    finish();
    assert_int_equal(access(paths[0], F_OK), -1); /* they went with the session */
}

static int count_descriptors(void)
{
    DIR *descriptors = opendir("/proc/self/fd");
    int n = 0;

    assert_non_null(descriptors);
    while (readdir(descriptors))
        n++;
    closedir(descriptors);
    return n;
}

/* However many files, a transfer has one open. */
static void test_many_files(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char list[512] = "[", byte[] = "0";

    (void)context;
    for (int i = 0; i < 12; i++)
        strcat(list, i == 0 ? "{\"name\":\"a\",\"size\":1}" : ",{\"name\":\"b\",\"size\":1}");
    strcat(list, "]");
    start(&opts, &client);
    int before = count_descriptors();

    say_upload(&client, 1, list);
    for (int i = 0; i < 12; i++) {
        byte[0] = (char)('a' + i);
        say_chunk(&client, 1, i, byte);
        wait_for(&chunks, i + 1);
        assert_in_range(count_descriptors(), before, before + 1);
    }
    say_end(&client, 1);
    wait_for(&calls, 1);
    assert_int_equal(files, 4); /* the handler looks at four */
    check_file(paths[0], "a");
    check_file(paths[3], "d");
    assert_int_equal(count_descriptors(), before);
    client_free(&client);
    finish();
}

static void test_refused(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    opts.max_upload = 10;
    opts.max_uploads = 2;
    start(&opts, &client);
    say_upload(&client, 1, "[{\"name\":\"a\",\"size\":11}]");
    say_upload(&client, 1, "[{\"name\":\"a\",\"size\":-1}]");
    say_upload(&client, 1, "[{\"size\":1}]");
    say_upload(&client, 1, "[]");
    say_upload(&client, 1, "7");
    say_chunk(&client, 1, 0, "x"); /* no such transfer */
    say_end(&client, 1);
    say_upload(&client, 2, "[{\"name\":\"a\",\"size\":3}]");
    say_upload(&client, 2, "[{\"name\":\"a\",\"size\":3}]"); /* again */
    say_chunk(&client, 2, 0, "toolong");
    say_upload(&client, 3, "[{\"name\":\"a\",\"size\":3}]");
    say_end(&client, 3); /* too early */
    say_upload(&client, 4, "[{\"name\":\"a\",\"size\":3}]");
    say_chunk(&client, 4, 1, "abc"); /* no such file */
    say_upload(&client, 5, "[{\"name\":\"a\",\"size\":3}]");
    say_upload(&client, 6, "[{\"name\":\"a\",\"size\":3}]");
    say_upload(&client, 7, "[{\"name\":\"a\",\"size\":3}]"); /* one too many */
    say_chunk(&client, 7, 0, "abc");
    say_end(&client, 7);
    say_chunk(&client, 6, 0, "abc");
    say_end(&client, 6);
    wait_for(&calls, 1);
    client_send(&client, "[[\"c\",1,\"app\",\"add\",[1,2]]]");
    client_wait(&client, "[\"v\",1,3]");
    assert_int_equal(calls, 1);
    client_free(&client);
    finish();
}

static int count_entries(void)
{
    DIR *entries = opendir(folder);
    int n = 0;

    assert_non_null(entries);
    while (readdir(entries))
        n++;
    closedir(entries);
    return n - 2;
}

/* Files in the one folder that is there. */
static int count_spooled(void)
{
    char path[400] = "";
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    int n = 0;

    assert_non_null(entries);
    while ((entry = readdir(entries)))
        if (entry->d_name[0] != '.')
            snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
    closedir(entries);
    entries = opendir(path);
    assert_non_null(entries);
    while (readdir(entries))
        n++;
    closedir(entries);
    return n - 2;
}

/* Files go where files are awaited, and somebody listens. */
static void test_targets(void **context)
{
    static const char *const others[] = { "click", "drop-start", "drop-progress", "child-added", "nothing" };
    static const char list[] = "[{\"name\":\"a\",\"size\":0}]";
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    start(&opts, &client);
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        say_upload_to(&client, 1, dialog, others[i], list);
        say_end(&client, 1);
    }
    say_upload_to(&client, 1, deaf, "drop-end", list);
    say_end(&client, 1);
    settle(&client);
    assert_int_equal(calls, 0);
    assert_int_equal(count_entries(), 0);
    say_upload(&client, 1, list);
    say_end(&client, 1);
    wait_for(&calls, 1);
    assert_int_equal(count_entries(), 1);
    client_free(&client);
    finish();
    assert_int_equal(count_entries(), 0);
}

/* What is there of a session's files is bounded; what the program takes away is not there. */
static void test_room(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    opts.max_upload = 10;
    opts.max_uploads = 2;
    start(&opts, &client);
    say_upload(&client, 1, "[{\"name\":\"a\",\"size\":10},{\"name\":\"b\",\"size\":10},{\"name\":\"c\",\"size\":1}]");
    say_upload(&client, 1, "[{\"name\":\"a\",\"size\":10},{\"name\":\"b\",\"size\":10}]");
    say_chunk(&client, 1, 0, "0123456789");
    say_chunk(&client, 1, 1, "0123456789");
    say_end(&client, 1);
    wait_for(&calls, 1);
    say_upload(&client, 2, "[{\"name\":\"a\",\"size\":1}]");
    say_chunk(&client, 2, 0, "0");
    say_end(&client, 2);
    settle(&client);
    assert_int_equal(calls, 1);
    client_free(&client);
    finish();
}

static void test_room_again(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    opts.max_upload = 3;
    opts.max_uploads = 1;
    start(&opts, &client);
    for (int i = 1; i < 3; i++) {
        say_upload(&client, i, "[{\"name\":\"a\",\"size\":3}]");
        say_chunk(&client, i, 0, "abc");
        say_end(&client, i);
        wait_for(&calls, i);
        assert_int_equal(unlink(paths[0]), 0);
    }
    client_free(&client);
    finish();
}

static void test_empty_chunk(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;

    (void)context;
    start(&opts, &client);
    say_upload(&client, 1, "[{\"name\":\"a\",\"size\":3}]");
    say_chunk(&client, 1, 0, "");
    say_chunk(&client, 1, 0, "abc");
    say_end(&client, 1);
    settle(&client);
    assert_int_equal(chunks, 0);
    assert_int_equal(calls, 0);
    client_free(&client);
    finish();
}

/* A program that is behind hears of so much progress, and of no more. */
static void test_slow_program(void **context)
{
    enum {
        COUNT = 10100
    };
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    struct client client;
    char list[64];

    (void)context;
    assert_int_equal(sem_init(&go_on, 0, 0), 0);
    atomic_store(&is_slow, true);
    start(&opts, &client);
    snprintf(list, sizeof(list), "[{\"name\":\"a\",\"size\":%d}]", COUNT);
    say_upload(&client, 1, list);
    for (int i = 0; i < COUNT; i++)
        say_chunk(&client, 1, 0, "x");
    while (client.heard < client.sent) {
        assert_non_null(client_read(&client));
        client.heard = strtoull(client.text, NULL, 10);
    }
    assert_int_equal(sem_post(&go_on), 0);
    settle(&client);
    assert_int_equal(chunks, 10000);
    say_end(&client, 1);
    wait_for(&calls, 1);
    client_free(&client);
    finish();
    atomic_store(&is_slow, false);
    assert_int_equal(sem_destroy(&go_on), 0);
}

/* A page in a window has the same transfers, and a new document of it none of the old one's. */
static void test_window_page(void **context)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;
    oriel_session_t *session = NULL;
    oriel_widget_t *image = NULL;
    struct tab tab;
    char ops[256];

    (void)context;
    fixture_start(&opts);
    assert_int_equal(oriel_server_create_session(fixture.server, NULL, NULL, &session), ORIEL_OK);
    assert_int_equal(oriel_widget_new(session, "Image", NULL, NULL, &image), ORIEL_OK);
    assert_int_equal(oriel_widget_on(image, "drop-end", on_files, NULL, NULL, NULL), ORIEL_OK);
    tab_join(&tab, session);
    snprintf(ops, sizeof(ops),
             "[[\"w\",{\"type\":\"upload\",\"transfer\":1,\"wid\":%d,\"action\":\"drop-end\","
             "\"files\":[{\"name\":\"a\",\"size\":3}]}]]",
             (int)oriel_widget_get_id(image));
    assert_true(tab_send(&tab, ops));
    assert_int_equal(count_spooled(), 1);
    tab_begin(&tab);
    assert_int_equal(count_spooled(), 0);
    tab_close(&tab);
    oriel_widget_unref(image);
    oriel_session_unref(session);
    fixture_end();
}

static int make_folder(void **context)
{
    (void)context;
    strcpy(folder, "/tmp/oriel-uploads-XXXXXX");
    return mkdtemp(folder) && setenv("TMPDIR", folder, 1) == 0 ? 0 : -1;
}

static int drop_folder(void **context)
{
    (void)context;
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_pages),   cmocka_unit_test(test_many_files),   cmocka_unit_test(test_refused),
        cmocka_unit_test(test_targets),     cmocka_unit_test(test_room),         cmocka_unit_test(test_room_again),
        cmocka_unit_test(test_empty_chunk), cmocka_unit_test(test_slow_program), cmocka_unit_test(test_window_page),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
