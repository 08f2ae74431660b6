/* The WebKit backend alone, in real windows, with a host of the tests' own. */
#include "fake_host.h"

static void ui_load(struct win *win, const char *url)
{
    backend->load_url(win->native, url);
}

static void ui_evaluate(struct win *win, const char *script)
{
    backend->evaluate(win->native, script, 7);
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
    struct win *win =
        win_open(PAGE("post('bad').catch(e => post('refused ' + e)); post({a: 1}).catch(() => post('no objects'))"));

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
    expect(win, "message",
           "h\xc3\xa4"
           "1");
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
    evaluates(win, "let let = (",
              "!SyntaxError: Unexpected keyword 'let'. Cannot use 'let' as an identifier name for a "
              "LexicalDeclaration. (line 1)");
    evaluates(win, "'\\u00e4\\ud83d\\ude00'", "\"\xc3\xa4\xf0\x9f\x98\x80\"");
    win_free(win);
}

/* A Content-Security-Policy is about the page, not about us. */
static void test_evaluate_csp(void **state)
{
    struct win *win = win_open("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">");

    (void)state;
    expect(win, "finished", "app://test/");
    evaluates(win, "Promise.resolve(3)", "3");
    evaluates(win, "var x = 4; x", "4");
    win_free(win);
}

static void ui_execute(struct win *win, const char *script)
{
    backend->execute(win->native, script);
}

static void test_execute(void **state)
{
    struct win *win = win_open(PAGE(""));

    (void)state;
    expect(win, "finished", "app://test/");
    on_ui(win, ui_execute, "post('executed')");
    expect(win, "message", "executed");
    win_free(win);
}

static void ui_go(struct win *win, const char *steps)
{
    backend->go(win->native, (int)strtol(steps, NULL, 10));
}

/* Nothing is restored from a page cache: the document begins anew. */
static void test_back(void **state)
{
    struct win *win = win_open(PAGE("post(location.pathname)"));

    (void)state;
    expect(win, "message", "/");
    expect_soon(win, "finished", "app://test/");
    on_ui(win, ui_load, "app://test/2");
    expect(win, "message", "/2");
    expect_soon(win, "finished", "app://test/2");
    on_ui(win, ui_go, "-1");
    expect(win, "message", "/");
    expect_soon(win, "finished", "app://test/");
    on_ui(win, ui_go, "1");
    expect(win, "message", "/2");
    on_ui(win, ui_go, "0");
    expect(win, "message", "/2");
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
    struct win *win = win_new(PAGE(""));

    (void)state;
    win_start(win, "http://127.0.0.1:50999/none");
    expect(win, "failed", "http://127.0.0.1:50999/none");
    expect(win, "finished", "http://127.0.0.1:50999/none");
    expect(win, "title", "error page");
    assert_false(has_event(win, "finished"));
    win_free(win);
}

/* The engine turns a forbidden port into an empty page, in silence. */
static void test_load_blocked(void **state)
{
    struct win *win = win_new(PAGE(""));

    (void)state;
    win_start(win, "http://127.0.0.1:1/");
    expect(win, "failed", "http://127.0.0.1:1/");
    expect(win, "finished", "http://127.0.0.1:1/");
    expect(win, "title", "error page");
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

/* Every host of a scheme shows the same folder, so its pages may read it from any;
 * a frame without an origin of its own may not. */
static void test_resource_of_another_host(void **state)
{
    struct win *win = win_open(PAGE(""));

    (void)state;
    expect(win, "finished", "app://test/");
    evaluates(win, "fetch('app://sister/').then(r => r.status)", "200");
    evaluates(win, "fetch('app:///').then(r => r.status)", "200");
    evaluates(win,
              "new Promise(done => {"
              " addEventListener('message', event => done(event.data));"
              " const frame = document.createElement('iframe');"
              " frame.sandbox = 'allow-scripts';"
              " frame.srcdoc = `<script>fetch('app://sister/').then(() => 'read', () => 'refused')"
              ".then(text => parent.postMessage(text, '*'))</script>`;"
              " document.documentElement.append(frame) })",
              "\"refused\"");
    win_free(win);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resource_of_another_host),
        cmocka_unit_test(test_open),
        cmocka_unit_test(test_parked_reply),
        cmocka_unit_test(test_nul_and_unicode),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_many_frames),
        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_prompt),
        cmocka_unit_test(test_evaluate),
        cmocka_unit_test(test_evaluate_csp),
        cmocka_unit_test(test_execute),
        cmocka_unit_test(test_back),
        cmocka_unit_test(test_navigation),
        cmocka_unit_test(test_load_error),
        cmocka_unit_test(test_load_blocked),
        cmocka_unit_test(test_resource),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, start_backend, NULL);
}
