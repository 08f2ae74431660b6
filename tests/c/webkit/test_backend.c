/* The WebKit backend alone, in real windows, with a host of the tests' own. */
#include "fake_host.h"

#include <signal.h>

#define POST "const post = text => webkit.messageHandlers.oriel.postMessage(text);\n"
#define PAGE(script) "<!DOCTYPE html><title>page</title><script>\n" POST script "\n</script>"

static uint64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void ui_load(struct win *win, const char *url)
{
    backend->load_url(win->native, url);
}

static void ui_evaluate(struct win *win, const char *script)
{
    backend->evaluate(win->native, script, 7);
}

static void ui_execute(struct win *win, const char *script)
{
    backend->execute(win->native, script);
}

static void evaluates(struct win *win, const char *script, const char *result)
{
    char expected[256];

    snprintf(expected, sizeof(expected), "7 %s", result);
    on_ui(win, ui_evaluate, script);
    expect(win, "evaluated", expected);
}

static void test_open(void **state)
{
    uint64_t before = now_ms();
    struct win *win = win_open(PAGE("post('hello')"));

    (void)state;
    expect(win, "message", "hello");
    printf("[          ] window to first message: %d ms\n", (int)(now_ms() - before));
    expect(win, "started", "app://test/");
    expect(win, "committed", "app://test/");
    expect(win, "finished", "app://test/");
    expect(win, "title", "page");
    expect(win, "address", "app://test/");
    expect_soon(win, "geometry", "400x300");
    win_free(win);
}

static void test_parked_reply(void **state)
{
    struct win *win = win_open(PAGE("(async () => { for (let n = 0; ; n++) post('got ' + await post('m' + n)); })()"));

    (void)state;
    expect(win, "message", "m0");
    on_ui(win, ui_send, "down");
    expect(win, "message", "got down");
    expect(win, "message", "m1");
    win_free(win);
}

static void test_nul_and_unicode(void **state)
{
    struct win *win = win_open(PAGE("post('a\\0b\\u{1f600}').then(t => post('back ' + t))"));
    struct event *event = await_event(win, "message");

    (void)state;
    assert_int_equal(event->len, 7);
    assert_memory_equal(event->text, "a\0b\xf0\x9f\x98\x80", 7);
    event_free(event);
    on_ui(win, ui_send, "\xe2\x82\xac\xf0\x9f\x98\x80");
    expect(win, "message", "back \xe2\x82\xac\xf0\x9f\x98\x80");
    win_free(win);
}

static void test_refused(void **state)
{
    struct win *win = win_open(PAGE("post('bad').catch(e => post('refused ' + e)); post({a: 1}).catch(() => post('no objects'))"));

    (void)state;
    expect(win, "message", "bad");
    struct event *one = await_event(win, "message"), *two = await_event(win, "message");
    assert_non_null(strstr(one->text, one->text[0] == 'r' ? "refused" : "no objects"));
    assert_non_null(strstr(two->text, two->text[0] == 'r' ? "refused" : "no objects"));
    event_free(one);
    event_free(two);
    win_free(win);
}

static void test_many_frames(void **state)
{
    struct win *win = win_open(PAGE("let n = 0; const next = async () => { const t = await post(''); n++;"
                                    " if (n == 500) post('all ' + t); next(); }; next(); next();"));
    char text[16];

    (void)state;
    expect(win, "message", "");
    for (int i = 1; i <= 500; i++) {
        snprintf(text, sizeof(text), "%d", i);
        on_ui(win, ui_send, text);
    }
    expect_soon(win, "message", "all 500");
    win_free(win);
}

static void test_slots(void **state)
{
    /* Twelve posts: the oldest four are answered with nothing. */
    struct win *win = win_open(PAGE("for (let i = 1; i <= 12; i++) post('' + i).then(t => post(i + '=' + t))"));

    (void)state;
    for (int i = 1; i <= 12; i++) {
        char text[16];
        snprintf(text, sizeof(text), "%d", i);
        expect(win, "message", text);
    }
    expect(win, "message", "1=");
    expect(win, "message", "2=");
    expect(win, "message", "3=");
    expect(win, "message", "4=");
    win_free(win);
}

static void test_prompt(void **state)
{
    struct win *win = win_open(PAGE("const seed = JSON.parse(prompt('oriel:key')); post(seed.text + seed.doc)"));

    (void)state;
    expect(win, "prompt", "oriel:key");
    expect(win, "message", "h\xc3\xa4" "1");
    win_free(win);
}

static void test_evaluate(void **state)
{
    struct win *win = win_open(PAGE("var late = () => new Promise(r => setTimeout(() => r([1, 'x']), 20))"));

    (void)state;
    expect(win, "finished", "app://test/");
    evaluates(win, "1 + 1", "2");
    evaluates(win, "late()", "[1,\"x\"]");
    evaluates(win, "await late() // with a comment", "[1,\"x\"]");
    evaluates(win, "{a: null}", "{\"a\":null}");
    evaluates(win, "undefined", "undefined");
    evaluates(win, "null", "null");
    evaluates(win, "", "undefined");
    evaluates(win, "var x = 5; x * 2;", "10");
    evaluates(win, "function twice(v) { return 2 * v }", "undefined");
    evaluates(win, "twice(21)", "42");
    evaluates(win, "missing", "!ReferenceError: Can't find variable: missing");
    evaluates(win, "Promise.reject(new TypeError('no: never'))", "!TypeError: no: never");
    evaluates(win, "let y = 1;\nnull.z;", "!TypeError: null is not an object (evaluating 'null.z') (line 2)");
    evaluates(win, "let let = (", "!SyntaxError: Unexpected keyword 'let'. Cannot use 'let' as an identifier name for a "
                                  "LexicalDeclaration. (line 1)");
    evaluates(win, "'\\u00e4\\ud83d\\ude00'", "\"\xc3\xa4\xf0\x9f\x98\x80\"");
    win_free(win);
}

static void test_navigation(void **state)
{
    struct win *win = win_open(PAGE("post('at ' + location.pathname).then(t => post('answered ' + t))"));

    (void)state;
    expect(win, "message", "at /");
    on_ui(win, ui_load, "app://test/2");
    expect(win, "message", "at /2");
    expect_soon(win, "committed", "app://test/2");
    on_ui(win, ui_send, "new"); /* reaches the new document */
    expect_soon(win, "message", "answered new");
    win_free(win);
}

static void test_load_error(void **state)
{
    struct win *win = win_open_at(PAGE(""), "http://127.0.0.1:50999/none");

    (void)state;
    expect(win, "failed", "http://127.0.0.1:50999/none");
    expect(win, "finished", "http://127.0.0.1:50999/none");
    expect(win, "title", "error page");
    assert_false(has_event(win, "finished"));
    win_free(win);
}

static void test_resource(void **state)
{
    struct win *win = win_open(PAGE("async function ask(range) {"
                                    " const r = await fetch('/file', {headers: range ? {range} : {}});"
                                    " const t = await r.text();"
                                    " return [r.status, t.length, t.slice(0, 3), r.headers.get('content-range'),"
                                    " r.headers.get('content-type')] }"));

    (void)state;
    expect(win, "finished", "app://test/");
    evaluates(win, "ask()", "[200,1048576,\"abc\",null,\"text/plain\"]");
    evaluates(win, "ask('bytes=26-51')", "[206,26,\"abc\",\"bytes 26-51/1048576\",\"text/plain\"]");
    evaluates(win, "fetch('/absent').then(r => r.status)", "404");
    evaluates(win, "isSecureContext", "true");
    win_free(win);
}

static void test_window_close(void **state)
{
    struct win *win = win_open(PAGE("window.close()"));

    (void)state;
    expect(win, "close", "");
    expect(win, "closed", "");
    win_free(win);
}

static void ui_try_close(struct win *win, const char *arg)
{
    (void)arg;
    backend->try_close(win->native);
}

static void test_try_close(void **state)
{
    struct win *win = win_open(PAGE("addEventListener('beforeunload', () => post('leaving'))"));

    (void)state;
    expect(win, "finished", "app://test/");
    win->keep_open = true;
    on_ui(win, ui_try_close, NULL);
    expect(win, "message", "leaving");
    expect(win, "close", "");
    win->keep_open = false;
    on_ui(win, ui_try_close, NULL);
    expect(win, "closed", "");
    win_free(win);
}

/* The host may destroy the window during any call. */
static void test_destroy_anywhere(void **state)
{
    static const char *const kinds[] = {"started", "committed", "finished", "title", "address", "prompt", "message"};

    (void)state;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct win *win = calloc(1, sizeof(*win));
        win->last = &win->first;
        win->due_last = &win->due;
        win->page = PAGE("prompt('oriel:key'); post('hello')");
        win->opts = (struct oriel__native_opts){.title = "test", .width = 300, .height = 200, .allow = everywhere};
        win->destroy_on = kinds[i];
        on_ui(win, ui_create, "app://test/");
        expect(win, "closed", "");
        win_free(win);
    }
}

static pid_t web_process_of(void)
{
    char line[64];
    char command[128];
    pid_t pid = 0;

    snprintf(command, sizeof(command), "pgrep -n -P %d WebKitWebProces", (int)getpid());
    FILE *pipe = popen(command, "r");
    if (pipe && fgets(line, sizeof(line), pipe))
        pid = (pid_t)strtol(line, NULL, 10);
    if (pipe)
        pclose(pipe);
    return pid;
}

static void test_crash(void **state)
{
    struct win *win = win_open(PAGE("post('born').then(t => post('got ' + t))"));

    (void)state;
    expect(win, "message", "born");
    pid_t pid = web_process_of();
    assert_true(pid > 0);
    kill(pid, SIGKILL);
    expect(win, "crashed", "crashed");
    expect(win, "message", "born");
    on_ui(win, ui_send, "again");
    expect_soon(win, "message", "got again");
    win_free(win);
}

static void test_html_survives_crash(void **state)
{
    struct win *win = win_open_at("", NULL);

    (void)state;
    on_ui(win, (ui_fn)0 ? NULL : ui_load, "app://test/");
    win_free(win);
}

static void count(void *data)
{
    int **order = data;

    *(*order)++ = 0;
}

static void test_twenty_windows(void **state)
{
    uint64_t before = now_ms();

    (void)state;
    for (int i = 0; i < 20; i++) {
        struct win *win = win_open(PAGE("post('hello')"));
        expect(win, "message", "hello");
        win_free(win);
    }
    printf("[          ] a window opened and closed: %d ms\n", (int)(now_ms() - before) / 20);
}

static int setup(void **state)
{
    uint64_t before = now_ms();

    (void)state;
    load_backend();
    uint64_t loaded = now_ms();
    if (backend->start(&fake_host) != ORIEL_OK) {
        fprintf(stderr, "%s\n", last_error);
        return 1;
    }
    printf("[          ] module loaded in %d ms, thread started in %d ms\n", (int)(loaded - before),
           (int)(now_ms() - loaded));
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open),
        cmocka_unit_test(test_parked_reply),
        cmocka_unit_test(test_nul_and_unicode),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_many_frames),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_prompt),
        cmocka_unit_test(test_evaluate),
        cmocka_unit_test(test_navigation),
        cmocka_unit_test(test_load_error),
        cmocka_unit_test(test_resource),
        cmocka_unit_test(test_window_close),
        cmocka_unit_test(test_try_close),
        cmocka_unit_test(test_destroy_anywhere),
        cmocka_unit_test(test_crash),
        cmocka_unit_test(test_twenty_windows),
    };

    (void)ui_execute;
    (void)test_html_survives_crash;
    (void)count;
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, setup, NULL);
}
