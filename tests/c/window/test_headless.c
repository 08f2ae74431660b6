/* The backend without engine, and the parts that it lets tests play. One file
 * of this length because all its tests share one host. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "window/headless/headless.h"

#define WAIT_MS 10000

static const struct oriel__backend *const backend = &oriel__headless_backend;
static const char *const allow[] = { "app://*/*", "http://127.0.0.1:80/*", NULL };

/* ---- the host: writes down what it hears ---- */

struct window {
    struct oriel__native *native;
    const char *destroy_at; /* an event that destroys the window */
    bool stays;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char story[4096];
static char due[256]; /* what take() gives; UI thread only */
static unsigned display_losses;

static void note(struct window *window, const char *event, const char *detail)
{
    size_t len;

    assert_true(backend->is_ui_thread());
    pthread_mutex_lock(&lock);
    len = strlen(story);
    (void)snprintf(story + len, sizeof(story) - len, "%s%s%s ", event, detail ? ":" : "", detail ? detail : "");
    pthread_mutex_unlock(&lock);
    if (window && window->destroy_at && strcmp(window->destroy_at, event) == 0) {
        window->destroy_at = NULL;
        backend->destroy(window->native);
    }
}

static void check_story(const char *want)
{
    char got[sizeof(story)];

    oriel__headless_sync(); /* what was posted, */
    oriel__headless_sync(); /* and what that scheduled */
    pthread_mutex_lock(&lock);
    memcpy(got, story, sizeof(got));
    story[0] = '\0';
    pthread_mutex_unlock(&lock);
    assert_string_equal(got, want);
}

static void forget_story(void)
{
    pthread_mutex_lock(&lock);
    story[0] = '\0';
    pthread_mutex_unlock(&lock);
}

static bool on_prompt(void *window, const char *message, char **answer)
{
    note(window, "prompt", message);
    if (strncmp(message, "oriel:", 6) != 0)
        return false;
    *answer = strdup(strcmp(message, "oriel:k1") == 0 ? "{\"doc\":7,\"rev\":0}" : "null");
    return true;
}

static bool on_message(void *window, const char *text, size_t len)
{
    bool is_ours = len > 4 && strncmp(text, "k1 7", 4) == 0;
    char line[128];

    (void)snprintf(line, sizeof(line), "%.*s", (int)len, text);
    for (char *c = line; *c; c++)
        *c = *c == '\n' ? '|' : *c;
    note(window, is_ours ? "message" : "refused", line);
    return is_ours;
}

static bool on_take(void *window, char **text, size_t *len)
{
    (void)window;
    if (!due[0])
        return false;
    *text = strdup(due);
    *len = strlen(due);
    due[0] = '\0';
    return true;
}

static void on_load(void *window, enum oriel__load phase, const char *url)
{
    static const char *const names[] = { "started", "committed", "finished" };

    note(window, names[phase], url);
}

static void on_load_failed(void *window, const char *url, const char *text)
{
    note(window, "failed", url);
    note(NULL, "why", text);
}

static void on_title(void *window, const char *title)
{
    note(window, "title", title);
}

static void on_address(void *window, const char *url)
{
    note(window, "address", url);
}

static void on_geometry(void *window, int x, int y, int width, int height)
{
    char text[64];

    (void)snprintf(text, sizeof(text), "%d,%d,%d,%d", x, y, width, height);
    note(window, "geometry", text);
}

static void on_fullscreen(void *window, bool fullscreen)
{
    note(window, "fullscreen", fullscreen ? "on" : "off");
}

static bool on_close_requested(void *window)
{
    bool goes = !((struct window *)window)->stays;

    note(window, "asked", NULL);
    return goes;
}

static void on_closed(void *window)
{
    ((struct window *)window)->native = NULL;
    note(NULL, "closed", NULL);
}

static void on_crashed(void *window, const char *reason)
{
    note(window, "crashed", reason);
}

static void on_resource(void *window, const char *method, const char *url, const char *range,
                        struct oriel__resource *ret)
{
    note(window, method, url);
    assert_null(range);
    *ret = (struct oriel__resource){ .status = 404, .fd = -1 };
}

static void on_evaluated(void *window, uint64_t token, const struct oriel__evaluation *result)
{
    char text[128];

    (void)snprintf(text, sizeof(text), "%d %s %s", (int)token, oriel_err_name(result->err),
                   result->err == ORIEL_OK ? result->json : result->text);
    note(window, "evaluated", text);
}

static char *on_error_page(const char *url, const char *text)
{
    (void)url;
    return strdup(text);
}

static void on_log(oriel_log_level_t level, const char *text)
{
    (void)level;
    note(NULL, "log", text);
}

static void on_display_lost(void)
{
    display_losses++;
}

static oriel_err_t on_fail(oriel_err_t err, const char *text)
{
    (void)text;
    return err;
}

static const struct oriel__host host = {
    .prompt = on_prompt,
    .message = on_message,
    .take = on_take,
    .load = on_load,
    .load_failed = on_load_failed,
    .title_changed = on_title,
    .address_changed = on_address,
    .geometry_changed = on_geometry,
    .fullscreen_changed = on_fullscreen,
    .close_requested = on_close_requested,
    .closed = on_closed,
    .crashed = on_crashed,
    .resource = on_resource,
    .evaluated = on_evaluated,
    .error_page = on_error_page,
    .log = on_log,
    .display_lost = on_display_lost,
    .fail = on_fail,
};

/* ---- calls on the UI thread ---- */

struct job {
    struct window *window;
    const char *text;
    int number;
};

/* Posts and waits: oriel__headless_sync() comes after what was posted. */
static void on_ui(void (*fn)(void *data), struct window *window, const char *text, int number)
{
    struct job job = { .window = window, .text = text, .number = number };

    assert_int_equal(backend->post(fn, &job), ORIEL_OK);
    oriel__headless_sync();
}

static void do_create(void *data)
{
    struct job *job = data;
    struct oriel__native_opts opts = {
        .title = "Title",
        .width = 800,
        .height = 600,
        .resizable = true,
        .hidden = true,
        .script = "(function(){var c={\"key\":\"k1\",\"origins\":[\"app:\"]};})()",
        .allow = allow,
    };

    assert_int_equal(backend->create(job->window, &opts, &job->window->native), ORIEL_OK);
}

static void do_load(void *data)
{
    struct job *job = data;

    backend->load_url(job->window->native, job->text);
}

static void do_load_html(void *data)
{
    struct job *job = data;

    backend->load_html(job->window->native, "<b>x</b>", job->text);
}

static void do_go(void *data)
{
    struct job *job = data;

    backend->go(job->window->native, job->number);
}

static void do_destroy(void *data)
{
    struct job *job = data;

    backend->destroy(job->window->native);
}

static void do_try_close(void *data)
{
    struct job *job = data;

    backend->try_close(job->window->native);
}

static void do_flush(void *data)
{
    struct job *job = data;

    (void)snprintf(due, sizeof(due), "%s", job->text);
    backend->flush(job->window->native);
}

static void do_evaluate(void *data)
{
    struct job *job = data;

    backend->evaluate(job->window->native, job->text, (uint64_t)job->number);
}

static void do_evaluate_and_load(void *data)
{
    do_evaluate(data);
    do_load(data);
}

static void do_execute(void *data)
{
    struct job *job = data;

    backend->execute(job->window->native, job->text);
}

static void do_frame(void *data)
{
    struct oriel__native *native = ((struct job *)data)->window->native;

    backend->set_title(native, "Other");
    backend->set_size(native, 320, 200);
    backend->set_position(native, 10, 20);
    backend->set_fullscreen(native, true);
    backend->minimize(native);
    backend->maximize(native, true);
    assert_int_equal(backend->set_icon(native, "/nowhere.png"), ORIEL_ENOENT);
    assert_int_equal(backend->set_icon(native, "/proc/self/stat"), ORIEL_OK);
}

static void open_page(struct window *window, const char *url)
{
    on_ui(do_create, window, NULL, 0);
    on_ui(do_load, window, url, 0);
    check_story(""
                "started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
}

static void destroy(struct window *window)
{
    on_ui(do_destroy, window, NULL, 0);
    check_story("closed ");
    assert_null(window->native);
    assert_false(oriel__headless_exists(window));
}

/* ---- the thread ---- */

static char order[64];
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static void append(void *data)
{
    pthread_mutex_lock(&lock);
    strcat(order, data);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static char letters[] = "a\0b\0c\0d\0e";

static void test_thread(void **state)
{
    (void)state;
    assert_false(backend->is_ui_thread());
    assert_int_equal(backend->start(&host), ORIEL_OK);
    for (int i = 0; i < 5; i++)
        assert_int_equal(backend->post(append, letters + 2 * i), ORIEL_OK);
    oriel__headless_sync();
    assert_string_equal(order, "abcde");

    order[0] = '\0';
    assert_int_equal(backend->after(30, append, letters + 8), ORIEL_OK);
    assert_int_equal(backend->after(5, append, letters + 2), ORIEL_OK);
    assert_int_equal(backend->after(5, append, letters + 4), ORIEL_OK);
    assert_int_equal(backend->after(5, append, letters + 6), ORIEL_OK);
    assert_int_equal(backend->after(0, append, letters), ORIEL_OK);
    pthread_mutex_lock(&lock);
    while (strlen(order) < 5)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    assert_string_equal(order, "abcde");
}

static void look_at_signals(void *data)
{
    assert_int_equal(pthread_sigmask(SIG_SETMASK, NULL, data), 0);
}

static void test_signals(void **state)
{
    sigset_t set, mine;

    (void)state;
    assert_int_equal(backend->post(look_at_signals, &set), ORIEL_OK);
    oriel__headless_sync();
    assert_true(sigismember(&set, SIGINT) && sigismember(&set, SIGTERM) && sigismember(&set, SIGCHLD));
    assert_true(sigismember(&set, SIGUSR1)); /* there is no engine here that needs it */
    assert_false(sigismember(&set, SIGSEGV) || sigismember(&set, SIGBUS));
    assert_int_equal(pthread_sigmask(SIG_SETMASK, NULL, &mine), 0);
    assert_false(sigismember(&mine, SIGINT));
}

/* ---- windows ---- */

static void test_loads(void **state)
{
    struct window window = { 0 };
    struct oriel__headless_look look;

    (void)state;
    open_page(&window, "app://x"); /* the path becomes "/" */
    assert_true(oriel__headless_exists(NULL) && oriel__headless_exists(window.native));
    on_ui(do_load_html, &window, NULL, 0);
    check_story("started:about:blank address:about:blank committed:about:blank finished:about:blank ");
    on_ui(do_go, &window, NULL, -1);
    check_story("started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
    on_ui(do_go, &window, NULL, -1);
    check_story("");
    on_ui(do_go, &window, NULL, 1);
    check_story("started:about:blank address:about:blank committed:about:blank finished:about:blank ");
    on_ui(do_go, &window, NULL, 1);
    check_story("");
    on_ui(do_go, &window, NULL, -1);
    check_story("started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
    on_ui(do_load_html, &window, "app://y/", 0); /* forgets what lay ahead */
    on_ui(do_go, &window, NULL, 0);
    check_story("started:app://y/ address:app://y/ committed:app://y/ finished:app://y/ "
                "started:app://y/ address:app://y/ committed:app://y/ finished:app://y/ ");
    assert_true(oriel__headless_look(&window, &look));
    assert_string_equal(look.url, "app://y/");
    assert_int_equal(look.loads, 7);
    oriel__headless_fail_load(&window, "no route");
    oriel__headless_set_address(&window, "app://y/#z");
    oriel__headless_set_page_title(&window, "T");
    check_story("failed:app://y/ why:no route address:app://y/#z title:T ");
    destroy(&window);
}

static void test_frame(void **state)
{
    struct window window = { 0 };
    struct oriel__headless_look look;

    (void)state;
    on_ui(do_create, &window, NULL, 0);
    assert_true(oriel__headless_look(&window, &look));
    assert_string_equal(look.title, "Title");
    assert_true(look.width == 800 && look.height == 600 && look.resizable && !look.frameless && !look.is_shown);
    on_ui(do_frame, &window, NULL, 0);
    check_story("geometry:10,20,320,200 fullscreen:on ");
    assert_true(oriel__headless_look(&window, &look));
    assert_string_equal(look.title, "Other");
    assert_string_equal(look.icon, "/proc/self/stat");
    assert_true(look.is_fullscreen && look.is_minimized && look.is_maximized && look.x == 10 && look.width == 320);
    oriel__headless_move(&window, 1, 2, 3, 4);
    check_story("geometry:1,2,3,4 ");
    destroy(&window);
    assert_false(oriel__headless_look(&window, &look));
}

/* ---- the page ---- */

static void check_reply(struct window *window, const char *want)
{
    size_t len = 0;
    char *text = oriel__headless_reply(window, WAIT_MS, &len);

    assert_non_null(text);
    assert_int_equal(len, strlen(want));
    assert_memory_equal(text, want, len);
    free(text);
}

static void test_document(void **state)
{
    struct window window = { 0 };
    struct oriel__headless_look look;
    char *seed = NULL;

    (void)state;
    open_page(&window, "app://x/");
    assert_true(oriel__headless_document(&window, NULL, &seed));
    assert_string_equal(seed, "{\"doc\":7,\"rev\":0}");
    free(seed);
    check_story("prompt:oriel:k1 message:k1 7|[] ");
    assert_null(oriel__headless_reply(&window, 0, NULL));

    /* The post that waits carries what is due; then another waits. */
    on_ui(do_flush, &window, "1\n[]", 0);
    check_reply(&window, "1\n[]");
    check_story("message:k1 7|[] ");
    on_ui(do_flush, &window, "2\n[]", 0);
    check_story("message:k1 7|[] ");
    assert_true(oriel__headless_operations(&window, "[[\"k\"]]"));
    check_story("message:k1 7|[[\"k\"]] ");
    check_reply(&window, "2\n[]");
    for (int i = 0; i < 12; i++)
        assert_true(oriel__headless_post(&window, "k1 7\n[]", 7));
    assert_true(oriel__headless_look(&window, &look));
    assert_int_equal(look.waiting, 8);
    assert_null(oriel__headless_reply(&window, 0, NULL)); /* empty answers say nothing */
    assert_false(oriel__headless_post(&window, "k2 7\n[]", 7));
    assert_true(oriel__headless_look(&window, &look));
    assert_int_equal(look.waiting, 8);
    forget_story();
    destroy(&window);
    assert_null(oriel__headless_reply(&window, WAIT_MS, NULL));
}

static void test_refused_documents(void **state)
{
    struct window window = { 0 };
    char *text = NULL;

    (void)state;
    open_page(&window, "app://x/");
    assert_true(oriel__headless_document(&window, "wrong", &text));
    assert_string_equal(text, "null");
    free(text);
    assert_false(oriel__headless_operations(&window, "[]"));
    text = NULL;
    assert_false(oriel__headless_prompt(&window, "How are you?", &text));
    assert_null(text);
    check_story("prompt:oriel:wrong prompt:How are you? ");

    /* Not on the allow list; an empty path, too, has no script. */
    oriel__headless_set_address(&window, "http://127.0.0.2/");
    assert_false(oriel__headless_document(&window, NULL, NULL));
    oriel__headless_set_address(&window, "app://x");
    assert_false(oriel__headless_document(&window, NULL, NULL));
    check_story("address:http://127.0.0.2/ address:app://x ");
    oriel__headless_set_address(&window, "http://127.0.0.1:8000/x");
    assert_true(oriel__headless_document(&window, NULL, NULL));
    check_story("address:http://127.0.0.1:8000/x prompt:oriel:k1 message:k1 7|[] ");

    /* A new document has yet to begin. */
    on_ui(do_go, &window, NULL, 0);
    oriel__headless_sync();
    assert_false(oriel__headless_operations(&window, "[]"));
    check_story("started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
    destroy(&window);
}

static void play_script(void *window, const char *script, struct oriel__evaluation *ret, void *user)
{
    assert_string_equal(user, "user");
    note(NULL, ret ? "evaluate" : "execute", script);
    (void)window;
    if (ret)
        ret->json = "42";
}

static void test_scripts(void **state)
{
    static char user[] = "user";
    struct window window = { 0 };

    (void)state;
    open_page(&window, "app://x/");
    on_ui(do_evaluate, &window, "6*7", 1);
    on_ui(do_execute, &window, "6*7", 0);
    check_story("evaluated:1 ESCRIPT no engine ");
    oriel__headless_set_script_hook(play_script, user);
    on_ui(do_evaluate, &window, "6*7", 2);
    on_ui(do_execute, &window, "alert()", 0);
    check_story("evaluate:6*7 evaluated:2 OK 42 execute:alert() ");
    /* A page that goes takes its scripts along. */
    on_ui(do_load, &window, "app://x/", 0);
    check_story("started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
    oriel__headless_crash(&window, "killed");
    check_story("crashed:killed started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
    window.destroy_at = "evaluated";
    on_ui(do_evaluate, &window, "6*7", 3);
    check_story("evaluate:6*7 evaluated:3 OK 42 closed ");
    oriel__headless_set_script_hook(NULL, NULL);
}

static void test_scripts_of_pages_that_go(void **state)
{
    struct window window = { 0 };

    (void)state;
    open_page(&window, "app://x/");
    on_ui(do_evaluate_and_load, &window, "app://x/", 4); /* still in time */
    check_story("evaluated:4 ESCRIPT no engine "
                "started:app://x/ address:app://x/ committed:app://x/ finished:app://x/ ");
    destroy(&window);
}

/* ---- the end ---- */

static void test_close(void **state)
{
    struct window window = { .stays = true };

    (void)state;
    open_page(&window, "app://x/");
    assert_false(oriel__headless_user_closes(&window));
    oriel__headless_set_agrees(&window, false);
    on_ui(do_try_close, &window, NULL, 0);
    check_story("asked ");
    oriel__headless_set_agrees(&window, true);
    on_ui(do_try_close, &window, NULL, 0);
    check_story("asked ");
    window.stays = false;
    on_ui(do_try_close, &window, NULL, 0);
    check_story("asked closed ");
    on_ui(do_create, &window, NULL, 0);
    assert_true(oriel__headless_user_closes(NULL));
    check_story("asked closed ");
    assert_false(oriel__headless_user_closes(&window));
}

/* The host may destroy a window from inside of whatever it is told. */
static void test_destroy_inside(void **state)
{
    static const char *const events[] = { "started", "address", "committed", "finished", "prompt",   "message",
                                          "asked",   "crashed", "failed",    "title",    "geometry", "fullscreen" };

    (void)state;
    for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++) {
        struct window window = { .destroy_at = events[i] };

        on_ui(do_create, &window, NULL, 0);
        on_ui(do_load, &window, "app://x/", 0);
        oriel__headless_sync();
        (void)oriel__headless_document(&window, NULL, NULL);
        if (i >= 7)
            oriel__headless_crash(&window, "x");
        oriel__headless_fail_load(&window, "x");
        oriel__headless_set_page_title(&window, "x");
        if (oriel__headless_exists(&window))
            on_ui(do_frame, &window, NULL, 0);
        oriel__headless_sync();
        (void)oriel__headless_user_closes(&window);
        assert_false(oriel__headless_exists(&window));
        assert_null(window.native);
    }
    forget_story();
}

static void do_register(void *data)
{
    struct job *job = data;

    assert_int_equal(backend->register_scheme(job->text), ORIEL_OK);
}

static oriel_err_t snapshot_err = ORIEL_PENDING;

static void on_snapshot(oriel_err_t err, void *user)
{
    assert_string_equal(user, "user");
    snapshot_err = err;
}

static void do_snapshot(void *data)
{
    static char user[] = "user";
    struct job *job = data;

    backend->snapshot(job->window->native, job->text, on_snapshot, user);
}

static void test_resources(void **state)
{
    char name[] = "/tmp/oriel-headless-XXXXXX";
    struct oriel__resource resource;
    struct window window = { 0 };
    struct stat st;

    (void)state;
    open_page(&window, "app://x/");
    assert_false(oriel__headless_fetch(&window, "GET", "app://x/y", NULL, &resource));
    on_ui(do_register, NULL, "app", 0);
    on_ui(do_register, NULL, "app", 0);
    assert_true(oriel__headless_fetch(&window, "GET", "app://x/y", NULL, &resource));
    assert_int_equal(resource.status, 404);
    assert_false(oriel__headless_fetch(&window, "GET", "apps://x/y", NULL, &resource));
    check_story("GET:app://x/y ");

    assert_int_equal(close(mkstemp(name)), 0);
    on_ui(do_snapshot, &window, name, 0);
    assert_int_equal(snapshot_err, ORIEL_OK);
    assert_int_equal(stat(name, &st), 0);
    assert_true(st.st_size > 60);
    assert_int_equal(unlink(name), 0);
    on_ui(do_snapshot, &window, "/nowhere/x.png", 0);
    assert_int_equal(snapshot_err, ORIEL_EIO);
    destroy(&window);
}

/* Many threads use windows of their own. */
static void *live(void *unused)
{
    struct window window = { 0 };
    char *text;

    (void)unused;
    on_ui(do_create, &window, NULL, 0);
    on_ui(do_load, &window, "app://x/", 0);
    oriel__headless_sync();
    assert_true(oriel__headless_document(&window, NULL, NULL));
    for (int i = 0; i < 50; i++) {
        on_ui(do_flush, &window, "1\n[]", 0);
        text = oriel__headless_reply(&window, WAIT_MS, NULL);
        assert_non_null(text);
        free(text);
        oriel__headless_sync();
        oriel__headless_sync();
    }
    assert_true(oriel__headless_user_closes(&window));
    forget_story();
    return NULL;
}

static void test_threads(void **state)
{
    pthread_t threads[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, live, NULL), 0);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
}

/* The last: nothing runs afterwards. */
static void test_display_lost(void **state)
{
    (void)state;
    oriel__headless_lose_display();
    assert_int_equal(display_losses, 1);
    assert_int_equal(backend->post(append, letters), ORIEL_ENODISPLAY);
    assert_int_equal(backend->after(1, append, letters), ORIEL_ENODISPLAY);
    assert_false(oriel__headless_exists(NULL));
    oriel__headless_sync();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread),       cmocka_unit_test(test_signals),
        cmocka_unit_test(test_loads),        cmocka_unit_test(test_frame),
        cmocka_unit_test(test_document),     cmocka_unit_test(test_refused_documents),
        cmocka_unit_test(test_scripts),      cmocka_unit_test(test_scripts_of_pages_that_go),
        cmocka_unit_test(test_close),        cmocka_unit_test(test_destroy_inside),
        cmocka_unit_test(test_resources),    cmocka_unit_test(test_threads),
        cmocka_unit_test(test_display_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
