/* Clients that know part A of the widget protocol only. */
#include "fixture.h"

#include <semaphore.h>

#include "base/alloc.h"
#include "server/internal.h"
#include "server/legacy.h"

static sem_t idle;

struct heard {
    char text[4096];
};

static bool hear_text(void *user, const char *text, size_t len)
{
    struct heard *heard = user;

    snprintf(heard->text + strlen(heard->text), sizeof(heard->text) - strlen(heard->text), "%.*s|", (int)len, text);
    return true;
}

static bool hear_bytes(void *user, const void *bytes, size_t len)
{
    struct heard *heard = user;

    snprintf(heard->text + strlen(heard->text), sizeof(heard->text) - strlen(heard->text), "<%.*s>|", (int)len,
             (const char *)bytes);
    return true;
}

static oriel_err_t translate(struct oriel__legacy *legacy, const char *frame, struct heard *heard)
{
    const struct oriel__legacy_sink sink = { hear_text, hear_bytes, heard };

    memset(heard, 0, sizeof(*heard));
    return oriel__legacy_frame(legacy, frame, strlen(frame), &sink);
}

static void check_down(struct oriel__legacy *legacy, const char *frame, const char *want)
{
    struct heard heard;

    assert_int_equal(translate(legacy, frame, &heard), ORIEL_OK);
    assert_string_equal(heard.text, want);
}

static void test_down(void **context)
{
    struct oriel__legacy legacy;
    struct heard heard;

    (void)context;
    oriel__legacy_init(&legacy);
    check_down(&legacy, "1\n[]", "");
    check_down(&legacy, "2\n[[\"s\",\"a\",\"b\",1,2,0],[\"v\",1],[\"W\",3],[\"f\",\"a\",\"b\"]]", "");
    check_down(
        &legacy,
        "3\n[[\"w\",{\"type\":\"create\",\"wid\":1,\"class\":\"Label\",\"args\":[\"x\"],"
        "\"set\":[[\"set_color\",[\"red\",null]],[\"append_text\",[\"y\"]]],\"listen\":[\"activated\",\"resize\"]}]]",
        "[{\"id\":1,\"type\":\"create\",\"wid\":1,\"class\":\"Label\",\"args\":[\"x\"]},"
        "{\"id\":2,\"type\":\"call\",\"wid\":1,\"method\":\"set_color\",\"args\":[\"red\",null]},"
        "{\"id\":3,\"type\":\"call\",\"wid\":1,\"method\":\"append_text\",\"args\":[\"y\"]},"
        "{\"id\":4,\"type\":\"listen\",\"wid\":1,\"action\":\"activated\"},"
        "{\"id\":5,\"type\":\"listen\",\"wid\":1,\"action\":\"resize\"}]|");
    check_down(&legacy, "4\n[[\"w\",{\"type\":\"destroy\",\"wid\":7}]]",
               "{\"id\":6,\"type\":\"call\",\"wid\":7,\"method\":\"destroy\",\"args\":[]}|");
    check_down(&legacy,
               "5\n[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"a\",\"args\":[]}],"
               "[\"w\",{\"type\":\"binary-call\",\"wid\":1,\"method\":\"b\",\"args\":[]},1],"
               "[\"w\",{\"type\":\"bye\",\"text\":\"x\"}],[\"w\",{\"type\":\"reconstruct-end\"}]]\nYQ==\nYWJj",
               "{\"id\":7,\"type\":\"call\",\"wid\":1,\"method\":\"a\",\"args\":[]}|"
               "{\"id\":8,\"type\":\"binary-call\",\"wid\":1,\"method\":\"b\",\"args\":[]}|<abc>|"
               "{\"id\":9,\"type\":\"reconstruct-end\"}|");
    assert_int_equal(translate(&legacy, "6\n[[\"w\",{\"type\":\"binary-call\"},4]]\nYQ==", &heard), ORIEL_ESYNTAX);
    assert_int_equal(translate(&legacy, "6", &heard), ORIEL_ESYNTAX);
    assert_int_equal(translate(&legacy, "6\nx", &heard), ORIEL_ESYNTAX);
    oriel__legacy_fini(&legacy);
}

static void check_up(struct oriel__legacy *legacy, const char *text, const char *want)
{
    struct oriel_buf ops;

    oriel__buf_init(&ops, 65536);
    assert_int_equal(oriel__legacy_message(legacy, text, strlen(text), &ops), ORIEL_OK);
    assert_int_equal(ops.len, strlen(want));
    assert_memory_equal(ops.data ? ops.data : "", want, ops.len);
    oriel__buf_fini(&ops);
}

static void test_up(void **context)
{
    static const char *const bad[] = { "", "x", "7", "\"a\"", "[7]", "[[]]", "{\"a\":1", "[{}]]" };
    struct oriel__legacy legacy;
    struct heard heard;

    (void)context;
    oriel__legacy_init(&legacy);
    check_up(&legacy, "{\"type\":\"callback\",\"wid\":1,\"action\":\"a\",\"args\":[2]}",
             "[\"w\",{\"type\":\"callback\",\"wid\":1,\"action\":\"a\",\"args\":[2]}]");
    check_up(&legacy, "[{\"type\":\"viewport\",\"width\":1,\"height\":2},null,{\"type\":\"nothing\"}]",
             "[\"w\",{\"type\":\"viewport\",\"width\":1,\"height\":2}]");
    check_up(&legacy, "{\"type\":\"result\",\"id\":1,\"value\":3}", ""); /* nobody asked */
    assert_int_equal(
        translate(&legacy, "1\n[[\"w\",{\"type\":\"call\",\"wid\":1,\"method\":\"q\",\"args\":[],\"id\":77}]]", &heard),
        ORIEL_OK);
    assert_string_equal(heard.text, "{\"id\":1,\"type\":\"call\",\"wid\":1,\"method\":\"q\",\"args\":[]}|");
    check_up(&legacy, "[{\"type\":\"result\",\"id\":1,\"value\":{\"a\":[1]}}]",
             "[\"w\",{\"type\":\"result\",\"id\":77,\"value\":{\"a\":[1]}}]");
    check_up(&legacy, "{\"type\":\"result\",\"id\":1,\"value\":3}", ""); /* again */
    check_up(&legacy, "{\"type\":\"error\",\"id\":5,\"error\":\"no\"}",
             "[\"w\",{\"type\":\"error\",\"wid\":0,\"error\":\"no\"}]");
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct oriel_buf ops;

        oriel__buf_init(&ops, 65536);
        if (oriel__legacy_message(&legacy, bad[i], strlen(bad[i]), &ops) == ORIEL_OK)
            fail_msg("%s", bad[i]);
        oriel__buf_fini(&ops);
    }
    oriel__legacy_fini(&legacy);
}

static void test_uploads(void **context)
{
    struct oriel__legacy legacy;
    struct oriel_buf ops, blocks;

    (void)context;
    oriel__legacy_init(&legacy);
    oriel__buf_init(&ops, 1 << 20);
    oriel__buf_init(&blocks, 1 << 20);
    check_up(&legacy,
             "{\"type\":\"callback\",\"wid\":4,\"action\":\"drop-end\",\"args\":[{\"x\":1,\"transfer_id\":7,"
             "\"files\":[{\"name\":\"a\",\"size\":3}]}]}",
             "[\"w\",{\"type\":\"upload\",\"transfer\":7,\"wid\":4,\"action\":\"drop-end\",\"payload\":{\"x\":1,"
             "\"transfer_id\":7,\"files\":[{\"name\":\"a\",\"size\":3}]},\"files\":[{\"name\":\"a\",\"size\":3}]}]");
    check_up(&legacy,
             "{\"type\":\"binary-chunk\",\"wid\":4,\"transfer_id\":7,\"file_index\":0,\"file_count\":1,"
             "\"chunk_index\":0,\"num_chunks\":1,\"encoding\":\"binary\"}",
             "");
    assert_int_equal(oriel__legacy_bytes(&legacy, "abc", 3, &ops, &blocks), ORIEL_OK);
    static const char want[] = "[\"w\",{\"type\":\"chunk\",\"transfer\":7,\"file\":0},0],"
                               "[\"w\",{\"type\":\"upload-end\",\"transfer\":7}]";

    assert_int_equal(ops.len, sizeof(want) - 1);
    assert_memory_equal(ops.data, want, ops.len);
    assert_int_equal(blocks.len, 5);
    assert_memory_equal(blocks.data, "\nYWJj", 5);
    assert_int_equal(oriel__legacy_bytes(&legacy, "abc", 3, &ops, &blocks), ORIEL_ESYNTAX);
    for (int i = 0; i < ORIEL__LEGACY_CHUNKS_MAX; i++)
        check_up(&legacy, "{\"type\":\"binary-chunk\",\"transfer_id\":1}", "");
    struct oriel_buf none;

    oriel__buf_init(&none, 100);
    assert_int_equal(oriel__legacy_message(&legacy, "{\"type\":\"binary-chunk\"}", 23, &none), ORIEL_ETOOBIG);
    oriel__buf_fini(&none);
    oriel__buf_fini(&ops);
    oriel__buf_fini(&blocks);
    oriel__legacy_fini(&legacy);
}

/* Every allocation fails once. */
static void test_memory(void **context)
{
    static const char frame[] =
        "1\n[[\"w\",{\"type\":\"create\",\"wid\":1,\"args\":[],\"set\":[[\"a\",[]]],\"listen\":[\"b\"]}],"
        "[\"w\",{\"type\":\"call\",\"id\":7}],[\"w\",{\"type\":\"binary-call\"},0]]\nYQ==";
    static const char text[] = "[{\"type\":\"callback\"},{\"type\":\"result\",\"id\":4,\"value\":1}]";
    bool has_failed = true;

    (void)context;
    for (long n = 1; has_failed; n++) {
        struct oriel__legacy legacy;
        struct oriel_buf ops;
        struct heard heard;

        oriel__legacy_init(&legacy);
        oriel__buf_init(&ops, 65536);
        oriel__alloc_fail_at(n);
        oriel_err_t err = translate(&legacy, frame, &heard);

        if (!err)
            err = oriel__legacy_message(&legacy, text, sizeof(text) - 1, &ops);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_true(has_failed ? err != ORIEL_OK : err == ORIEL_OK);
        oriel__buf_fini(&ops);
        oriel__legacy_fini(&legacy);
    }
}

static oriel_widget_t *button;
static _Atomic int clicks;

static oriel_err_t build(oriel_event_t *event, void *user)
{
    oriel_value_t *args = NULL;

    (void)user;
    oriel_err_t err = oriel_value_pack(&args, "[s]", "Press");

    if (!err)
        err = oriel_widget_new(oriel_event_get_session(event), "Button", args, NULL, &button);
    return err ? err : oriel_widget_on(button, "activated", count, &clicks, NULL, NULL);
}

/* Reads until a message holds `what`. */
static void hear(struct client *client, const char *what)
{
    while (client_read(client))
        if (strstr(client->text, what))
            return;
    fail_msg("closed with %d before %s came", client->close_code, what);
}

static void start(bool is_allowed)
{
    oriel_server_opts_t opts = ORIEL_SERVER_OPTS_INIT;

    opts.legacy_client = is_allowed;
    fixture_make(&opts);
    atomic_store(&clicks, 0);
    assert_int_equal(oriel_server_on(fixture.server, "connect", build, NULL, NULL), ORIEL_OK);
    assert_int_equal(oriel_server_start(fixture.server), ORIEL_OK);
    fixture.port = oriel_server_get_port(fixture.server);
    assert_int_equal(pthread_create(&fixture.thread, NULL, dispatch, fixture.app), 0);
}

static void test_session(void **context)
{
    struct client client, again;
    char text[512];

    (void)context;
    start(true);
    client_open(&client, fixture.port);
    client_say(&client, "{\"type\":\"result\",\"id\":0,\"session_id\":17,\"token\":\"mine\"}");
    hear(&client, "session-info");
    assert_true(client_member(&client, "session_id", client.id, sizeof(client.id)));
    assert_true(client_member(&client, "token", client.token, sizeof(client.token)));
    assert_string_not_equal(client.id, "17");
    assert_string_not_equal(client.token, "mine");
    assert_null(strstr(client.text, "oriel"));
    hear(&client, "\"class\":\"Button\"");
    assert_non_null(strstr(client.text, "reconstruct-start"));
    assert_non_null(strstr(client.text, "\"next_wid\":1000000000"));
    assert_non_null(strstr(client.text, "\"type\":\"listen\""));
    assert_non_null(strstr(client.text, "reconstruct-end"));
    client_say(&client, "{\"type\":\"viewport\",\"width\":800,\"height\":600}");
    snprintf(text, sizeof(text), "[{\"type\":\"callback\",\"wid\":%d,\"action\":\"activated\",\"args\":[]}]",
             (int)oriel_widget_get_id(button));
    client_say(&client, text);
    wait_for(&clicks, 1);
    assert_int_equal(oriel_widget_callf(button, "set_text", "s", "Pressed"), ORIEL_OK);
    hear(&client, "\"set_text\",\"args\":[\"Pressed\"]");

    client_open(&again, fixture.port);
    snprintf(text, sizeof(text), "{\"type\":\"ack\",\"id\":0,\"session_id\":\"%s\",\"token\":\"%s\"}", client.id,
             client.token);
    client_say(&again, text);
    hear(&again, client.id);
    hear(&again, "\"Pressed\"");
    client_free(&again);
    snprintf(text, sizeof(text), "{\"type\":\"result\",\"id\":0,\"session_id\":\"%s\"}", client.id);
    client_open(&again, fixture.port);
    client_say(&again, text);
    assert_null(client_read(&again));
    assert_int_equal(again.close_code, 4001);
    assert_string_equal(again.close_text, "Invalid session credentials");
    client_free(&again);
    client_say(&client, "{");
    while (client_read(&client))
        ;
    assert_int_equal(client.close_code, 1002);
    client_free(&client);
    oriel_widget_unref(button);
    fixture_end();
}

static void run_post(oriel_server_t *server, struct oriel__job *job)
{
    (void)server;
    (void)job;
    assert_int_equal(sem_post(&idle), 0);
}

/* Until the server's thread has done what it was at. */
static void wait_for_server(void)
{
    struct oriel__job job = { .run = run_post };

    assert_int_equal(sem_init(&idle, 0, 0), 0);
    oriel__list_init(&job.link);
    assert_true(oriel__server_post(fixture.server, &job));
    assert_int_equal(sem_wait(&idle), 0);
    assert_int_equal(sem_destroy(&idle), 0);
}

/* What a client is shown first may be large: it comes, however many messages it is. */
static void test_large_page(void **context)
{
    oriel_session_t *session = NULL;
    oriel_widget_t *label = NULL;
    struct client client;
    char *text = malloc(12001);

    (void)context;
    assert_non_null(text);
    memset(text, 'x', 12000);
    text[12000] = '\0';
    start(true);
    assert_int_equal(oriel_server_create_session(fixture.server, "room", "secret", &session), ORIEL_OK);
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(oriel_label_new(session, text, NULL, &label), ORIEL_OK);
        label = oriel_widget_unref(label);
    }
    client_open(&client, fixture.port);
    client_say(&client, "{\"type\":\"result\",\"id\":0,\"session_id\":\"room\",\"token\":\"secret\"}");
    wait_for(&fixture.attaches, 1);
    wait_for_server(); /* nothing was read yet */
    hear(&client, "session-info");
    hear(&client, "reconstruct-end");
    client_free(&client);
    free(text);
    oriel_session_unref(session);
    fixture_end();
}

static void test_refused(void **context)
{
    struct client client;

    (void)context;
    start(false);
    client_open(&client, fixture.port);
    client_say(&client, "{\"type\":\"result\",\"id\":0}");
    assert_null(client_read(&client));
    assert_int_equal(client.close_code, 4003);
    client_free(&client);
    fixture_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_down),       cmocka_unit_test(test_up),      cmocka_unit_test(test_uploads),
        cmocka_unit_test(test_memory),     cmocka_unit_test(test_session), cmocka_unit_test(test_refused),
        cmocka_unit_test(test_large_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
