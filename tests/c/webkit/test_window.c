/* Windows of the WebKit backend: where scripts run, how windows end, what
 * becomes of a page whose process dies. */
#include "fake_host.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <signal.h>
#include <sys/socket.h>

static void ui_load(struct win *win, const char *url)
{
    backend->load_url(win->native, url);
}

static void ui_load_html(struct win *win, const char *base)
{
    backend->load_html(win->native, win->page, base);
}

#define SCRIPT "webkit.messageHandlers.oriel.postMessage('in ' + location.href)"

static void ui_allow(struct win *win, const char *pattern)
{
    const char *allow[] = { pattern, NULL };

    backend->set_script(win->native, SCRIPT, pattern ? allow : allow + 1);
}

/* Loads `url` with the script allowed for `pattern` and tells whether it ran. */
static bool runs(struct win *win, const char *pattern, const char *url)
{
    on_ui(win, ui_allow, pattern);
    on_ui(win, ui_load, url);
    for (bool is_done = false; !is_done;) {
        struct event *event = await_event(win, "finished");
        is_done = strncmp(event->text, url, strlen(url)) == 0;
        event_free(event);
    }
    bool ran = has_event(win, "message");
    if (ran)
        event_free(await_event(win, "message"));
    return ran;
}

static void *serve_once(void *data)
{
    static const char answer[] = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>web</title>";
    int listener = *(int *)data, fd;
    char buffer[4096];

    while ((fd = accept(listener, NULL, NULL)) >= 0) {
        if (read(fd, buffer, sizeof(buffer)) > 0 && write(fd, answer, sizeof(answer) - 1) < 0)
            perror("write");
        close(fd);
    }
    return NULL;
}

static void test_allow(void **state)
{
    struct win *win = win_open("<iframe src=/2></iframe>");

    (void)state;
    expect(win, "finished", "app://test/");
    assert_true(runs(win, "app://*/*", "app://test/"));
    assert_true(runs(win, "app://test", "app://test"));
    assert_true(runs(win, "app://test/*", "app://test/2?q#f"));
    assert_false(runs(win, "app://tes/*", "app://test/"));
    assert_false(runs(win, "*://*/*", "app://test/"));
    assert_false(runs(win, NULL, "app://test/"));
    assert_true(runs(win, "file:///*", "file:///etc/hostname"));
    assert_false(runs(win, "file:///usr/*", "file:///etc/hostname"));
    win_free(win);
}

struct server {
    int listener;
    pthread_t thread;
    char url[64];
};

static void server_start(struct server *server)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof(address);

    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(server->listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(server->listener, 8), 0);
    assert_int_equal(getsockname(server->listener, (struct sockaddr *)&address, &size), 0);
    pthread_create(&server->thread, NULL, serve_once, &server->listener);
    snprintf(server->url, sizeof(server->url), "http://127.0.0.1:%d/", ntohs(address.sin_port));
}

static void server_stop(struct server *server)
{
    shutdown(server->listener, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->listener);
}

static void test_allow_port(void **state)
{
    struct server server;
    char pattern[80];

    (void)state;
    server_start(&server);
    snprintf(pattern, sizeof(pattern), "%s*", server.url);

    struct win *win = win_open("");
    assert_true(runs(win, pattern, server.url));
    assert_false(runs(win, "http://localhost/*", server.url));
    win_free(win);
    server_stop(&server);
}

/* An empty page that still begins is not what becomes of the address after it,
 * and its end is not that page's. */
static void test_load_after_blank(void **state)
{
    struct server server;
    struct win *win = win_new("<title>html</title>");

    (void)state;
    server_start(&server);
    win_start(win, "about:blank");
    on_ui(win, ui_load, server.url);
    expect(win, "finished", server.url);
    on_ui(win, ui_load_html, NULL);
    on_ui(win, ui_load, server.url);
    expect(win, "finished", server.url);
    assert_false(has_event(win, "failed"));
    win_free(win);
    server_stop(&server);
}

/* A page goes to an address without a path: the script still runs there. */
static void test_allow_without_path(void **state)
{
    struct win *win = win_new(PAGE("if (location.hostname == 'test') location = 'app://next.test'"));

    (void)state;
    win->opts.script = SCRIPT;
    win->opts.allow = (const char *const[]){ "app://*/*", NULL };
    win_start(win, "app://test");
    expect(win, "message", "in app://test/");
    expect(win, "message", "in app://next.test/");
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
    static const char *const kinds[] = { "started", "committed", "finished", "title", "address", "prompt", "message" };

    (void)state;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct win *win = win_new(PAGE("prompt('oriel:key'); post('hello')"));
        win->destroy_on = kinds[i];
        on_ui(win, ui_create, "app://test/");
        expect(win, "closed", "");
        win_free(win);
    }
}

/* The parent of process `pid`, or 0; `*is_page`: it is a web process. */
static int parent_of(int pid, bool *is_page)
{
    char path[64], line[256] = "";
    int parent = 0;

    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    if (fgets(line, sizeof(line), file) && strrchr(line, ')'))
        parent = (int)strtol(strrchr(line, ')') + 4, NULL, 10);
    fclose(file);
    *is_page = strstr(line, "(WebKitWebProces)") != NULL;
    return parent;
}

/* Kills our web processes; with a sandbox they are not our children, but
 * theirs. */
static void kill_pages(void)
{
    DIR *proc = opendir("/proc");
    int n_killed = 0;

    assert_non_null(proc);
    for (struct dirent *entry; (entry = readdir(proc));) {
        int pid = (int)strtol(entry->d_name, NULL, 10);
        bool is_page = false, ignored;
        int above = pid > 0 ? parent_of(pid, &is_page) : 0;

        while (above > 1 && above != getpid())
            above = parent_of(above, &ignored);
        if (is_page && above == getpid() && kill(pid, SIGKILL) == 0)
            n_killed++;
    }
    closedir(proc);
    assert_true(n_killed > 0);
}

static void test_crash(void **state)
{
    struct win *win = win_open(PAGE("post('born').then(t => post('got ' + t))"));

    (void)state;
    expect(win, "message", "born");
    kill_pages();
    expect(win, "crashed", "crashed");
    expect(win, "message", "born");
    on_ui(win, ui_send, "again");
    expect_soon(win, "message", "got again");
    win_free(win);
}

static void test_crash_of_html(void **state)
{
    struct win *win = win_new(PAGE("post('born')"));

    (void)state;
    win_start(win, NULL);
    on_ui(win, ui_load_html, "app://test/");
    expect(win, "message", "born");
    kill_pages();
    expect(win, "crashed", "crashed");
    expect(win, "message", "born");
    win_free(win);
}

/* So does one that was given while an empty page began. */
static void test_crash_of_html_after_blank(void **state)
{
    struct win *win = win_new(PAGE("post('born')"));

    (void)state;
    win_start(win, "about:blank");
    on_ui(win, ui_load_html, "app://test/html");
    expect(win, "finished", "app://test/html");
    expect(win, "message", "born");
    kill_pages();
    expect(win, "crashed", "crashed");
    expect(win, "message", "born");
    win_free(win);
}

/* A page that kills its process is not loaded for ever. */
static void test_crash_again(void **state)
{
    struct win *win = win_open(PAGE("post('born')"));

    (void)state;
    for (int i = 0; i < 4; i++) {
        expect(win, "message", "born");
        kill_pages();
        expect(win, "crashed", "crashed");
    }
    expect(win, "failed", "app://test/");
    expect_soon(win, "title", "error page");
    win_free(win);
}

static void test_hidden(void **state)
{
    struct win *win = win_new(PAGE("let n = 0; setInterval(() => { if (++n == 50) post('timers run') }, 10)"));

    (void)state;
    win->opts.hidden = true;
    uint64_t before = now_ms();
    win_start(win, "app://test/");
    expect(win, "message", "timers run");
    assert_true(now_ms() - before < 10000);
    assert_false(has_event(win, "geometry"));
    win_free(win);
}

static void ui_frame(struct win *win, const char *arg)
{
    (void)arg;
    backend->set_title(win->native, "other");
    backend->set_size(win->native, 640, 480);
    backend->set_position(win->native, 10, 20);
    win->err = backend->set_icon(win->native, "/nonexistent.png");
    backend->maximize(win->native, true);
    backend->maximize(win->native, false);
    backend->minimize(win->native);
}

static void test_frame(void **state)
{
    struct win *win = win_new(PAGE("post(innerWidth + 'x' + innerHeight);"
                                   "onresize = () => post(innerWidth + 'x' + innerHeight)"));

    (void)state;
    win->opts.resizable = false;
    win->opts.frameless = true;
    win->opts.icon = "/nonexistent.png"; /* logged */
    win_start(win, "app://test/");
    expect(win, "message", "400x300");
    on_ui(win, ui_frame, NULL);
    assert_int_equal(win->err, ORIEL_ENOENT);
    assert_non_null(strstr(last_error, "/nonexistent.png"));
    expect_soon(win, "geometry", "640x480");
    expect_soon(win, "message", "640x480");
    win_free(win);
}

static void on_snapshot(oriel_err_t err, void *data)
{
    notes(data, "snapshot", err == ORIEL_OK ? "ok" : err == ORIEL_ECLOSED ? "closed" : "failed");
}

static void ui_snapshot(struct win *win, const char *path)
{
    backend->snapshot(win->native, path, on_snapshot, win);
}

static void ui_snapshot_and_destroy(struct win *win, const char *path)
{
    backend->snapshot(win->native, path, on_snapshot, win);
    backend->destroy(win->native);
}

static void test_snapshot(void **state)
{
    struct win *win = win_open(PAGE(""));
    char path[] = "/tmp/oriel-snapshot-XXXXXX", magic[8] = "";
    int fd = mkstemp(path);

    (void)state;
    expect(win, "finished", "app://test/");
    on_ui(win, ui_snapshot, path);
    expect(win, "snapshot", "ok");
    assert_int_equal(read(fd, magic, sizeof(magic)), 8);
    assert_memory_equal(magic, "\x89PNG", 4);
    on_ui(win, ui_snapshot, "/nonexistent/picture.png");
    expect(win, "snapshot", "failed");
    on_ui(win, ui_snapshot_and_destroy, path);
    expect(win, "snapshot", "closed");
    close(fd);
    unlink(path);
    win_free(win);
}

static void test_no_new_window(void **state)
{
    struct win *win = win_open(PAGE("post('' + window.open('app://test/2'))"));

    (void)state;
    expect(win, "message", "null");
    win_free(win);
}

static int order[2000], n_order;

static void note_order(void *data)
{
    order[n_order++] = (int)(intptr_t)data;
    assert_true(backend->is_ui_thread());
}

static void ui_nothing(struct win *win, const char *arg)
{
    (void)win;
    (void)arg;
}

static void test_order(void **state)
{
    struct win *win = win_open(PAGE(""));

    (void)state;
    assert_false(backend->is_ui_thread());
    for (int i = 0; i < 1000; i++)
        assert_int_equal(backend->post(note_order, (void *)(intptr_t)i), ORIEL_OK);
    on_ui(win, ui_nothing, NULL);
    assert_int_equal(n_order, 1000);
    for (int i = 1000; i < 2000; i++)
        assert_int_equal(backend->after(30, note_order, (void *)(intptr_t)i), ORIEL_OK);
    while (n_order < 2000)
        on_ui(win, ui_nothing, NULL);
    for (int i = 0; i < 2000; i++)
        assert_int_equal(order[i], i);
    win_free(win);
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

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allow),
        cmocka_unit_test(test_allow_port),
        cmocka_unit_test(test_load_after_blank),
        cmocka_unit_test(test_allow_without_path),
        cmocka_unit_test(test_window_close),
        cmocka_unit_test(test_try_close),
        cmocka_unit_test(test_destroy_anywhere),
        cmocka_unit_test(test_crash),
        cmocka_unit_test(test_crash_of_html),
        cmocka_unit_test(test_crash_of_html_after_blank),
        cmocka_unit_test(test_crash_again),
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_frame),
        cmocka_unit_test(test_snapshot),
        cmocka_unit_test(test_no_new_window),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_twenty_windows),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, start_backend, NULL);
}
