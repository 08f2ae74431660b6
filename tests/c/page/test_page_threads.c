/* Two pages under load: eight threads set and post, pages have a thousand calls
 * under way, one thread or four dispatch. Every number arrives once, in order. */
#include "play.h"

#include <stdatomic.h>

#define SETTERS 8
#define SETS 400
#define PAGES 2
#define CALLS 1000 /* under way at once */
#define ROUNDS 3

struct load {
    oriel_app_t *app;
    oriel_session_t *session;
    bool ordered; /* one handler at a time: each page's calls come in order */
    atomic_int posted, calls, mistakes, overlaps, inside;
    int last_call[PAGES]; /* by handlers that run one at a time */
    atomic_bool ends;
};

struct worker {
    pthread_t thread;
    struct load *load;
    oriel_window_t *window;
    int number;
    int next_post;     /* of its own posts, on a single dispatching thread */
    int last[SETTERS]; /* a page's: the last value it was told of each setter */
    unsigned long frame;
    int answers;
};

struct post {
    struct worker *worker;
    int number;
};

static void run_post(void *user)
{
    struct post *post = user;
    struct load *load = post->worker->load;

    if (!load->ordered && post->worker->next_post++ != post->number)
        atomic_fetch_add(&load->mistakes, 1);
    atomic_fetch_add(&load->posted, 1);
}

static void *set_and_post(void *user)
{
    struct worker *worker = user;
    oriel_state_t *state = oriel_session_get_state(worker->load->session);
    char key[16];

    (void)snprintf(key, sizeof(key), "k%d", worker->number);
    for (int i = 0; i < SETS; i++) {
        struct post *post = malloc(sizeof(*post));

        if (!post)
            abort();
        *post = (struct post){ worker, i };
        if (oriel_state_set(state, "n", key, oriel_value_int(i + 1)) ||
            oriel_app_post(worker->load->app, run_post, post, free))
            atomic_fetch_add(&worker->load->mistakes, 1);
    }
    return NULL;
}

/* f(page, number) answers number. */
static oriel_err_t handler(oriel_call_t *call, void *user)
{
    struct load *load = user;
    int64_t page = 0, number = 0;
    oriel_err_t err = oriel_call_arg_int(call, 0, &page);

    if (!err)
        err = oriel_call_arg_int(call, 1, &number);
    if (err)
        return err;
    if (atomic_fetch_add(&load->inside, 1) != 0)
        atomic_fetch_add(&load->overlaps, 1);
    if (number != load->last_call[page] + 1)
        atomic_fetch_add(&load->mistakes, 1);
    load->last_call[page] = (int)number;
    atomic_fetch_sub(&load->inside, 1);
    atomic_fetch_add(&load->calls, 1);
    (void)oriel_call_reply(call, oriel_value_int(number));
    return ORIEL_OK;
}

static void mistake(struct worker *worker)
{
    atomic_fetch_add(&worker->load->mistakes, 1);
}

/* One operation of a frame: `["v",id,id]` or `["s","n","kN",value,...]`. */
static void read_operation(struct worker *worker, const char *at)
{
    int who = 0, value = 0, id = 0;

    if (sscanf(at, "[\"s\",\"n\",\"k%d\",%d,", &who, &value) == 2) {
        if (value <= worker->last[who])
            mistake(worker);
        worker->last[who] = value;
    } else if (sscanf(at, "[\"v\",%d,%d]", &id, &value) == 2) {
        if (id != value || id != worker->answers + 1)
            mistake(worker);
        worker->answers = id;
    } else {
        mistake(worker);
    }
}

static bool read_frame(struct worker *worker)
{
    char *frame = oriel__headless_reply(worker->window, PATIENCE_MS, NULL), *at;

    if (!frame || strtoul(frame, NULL, 10) != ++worker->frame) {
        mistake(worker);
        free(frame);
        return false;
    }
    for (at = strchr(frame, '\n') + 1; (at = strstr(at + 1, "[\""));)
        read_operation(worker, at);
    free(frame);
    return true;
}

static bool is_told_all(const struct worker *worker)
{
    for (int i = 0; i < SETTERS; i++)
        if (worker->last[i] != SETS)
            return false;
    return true;
}

/* A page: a thousand calls at once, and the next when those are answered. */
static void *call_back(void *user)
{
    struct worker *worker = user;
    size_t size = (size_t)CALLS * 48;
    char *ops = malloc(size);
    int id = 0;

    if (!ops)
        abort();
    for (int round = 0; round < ROUNDS; round++) {
        char *at = ops;

        for (int i = 0; i < CALLS; i++) {
            id++;
            at += snprintf(at, size - (size_t)(at - ops), "%c[\"c\",%d,\"o\",\"f\",[%d,%d]]", i == 0 ? '[' : ',', id,
                           worker->number, id);
        }
        memcpy(at, "]", 2);
        if (!oriel__headless_operations(worker->window, ops))
            mistake(worker);
        while (worker->answers < id && read_frame(worker))
            ;
    }
    while (!is_told_all(worker) && read_frame(worker))
        ;
    free(ops);
    return NULL;
}

static void *dispatch_until_end(void *user)
{
    struct load *load = user;

    while (!atomic_load(&load->ends))
        oriel_app_dispatch(load->app, 20);
    return NULL;
}

static void run_load(bool ordered, int dispatchers)
{
    oriel_session_opts_t opts = ORIEL_SESSION_OPTS_INIT;
    struct load load = { .app = new_app(), .ordered = ordered };
    struct worker setters[SETTERS] = { 0 }, pages[PAGES] = { 0 };
    pthread_t threads[4];

    opts.order = ordered ? ORIEL_ORDER_SESSION : ORIEL_ORDER_NONE;
    assert_int_equal(oriel_session_new(load.app, &opts, &load.session), ORIEL_OK);
    assert_int_equal(oriel_session_expose(load.session, "o", "f", handler, &load), ORIEL_OK);
    for (int i = 0; i < dispatchers; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, dispatch_until_end, &load), 0);
    for (int i = 0; i < PAGES; i++) {
        pages[i].load = &load;
        pages[i].number = i;
        pages[i].window = new_window(load.app, load.session);
        begin_document(pages[i].window);
        assert_int_equal(pthread_create(&pages[i].thread, NULL, call_back, &pages[i]), 0);
    }
    for (int i = 0; i < SETTERS; i++) {
        setters[i].load = &load;
        setters[i].number = i;
        assert_int_equal(pthread_create(&setters[i].thread, NULL, set_and_post, &setters[i]), 0);
    }
    for (int i = 0; i < SETTERS; i++)
        assert_int_equal(pthread_join(setters[i].thread, NULL), 0);
    for (int i = 0; i < PAGES; i++)
        assert_int_equal(pthread_join(pages[i].thread, NULL), 0);
    atomic_store(&load.ends, true);
    for (int i = 0; i < dispatchers; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    dispatch(load.app);
    assert_int_equal(load.mistakes, 0);
    assert_int_equal(load.overlaps, 0);
    assert_int_equal(load.posted, SETTERS * SETS);
    assert_int_equal(load.calls, PAGES * ROUNDS * CALLS);
    for (int i = 0; i < PAGES; i++) {
        assert_int_equal(pages[i].answers, ROUNDS * CALLS);
        assert_true(is_told_all(&pages[i]));
        oriel_window_destroy(pages[i].window);
        oriel_window_unref(pages[i].window);
    }
    oriel_session_unref(load.session);
    oriel_app_unref(load.app);
}

static void test_one_dispatches(void **context)
{
    (void)context;
    run_load(false, 1);
}

static void test_four_dispatch(void **context)
{
    (void)context;
    run_load(true, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_dispatches),
        cmocka_unit_test(test_four_dispatch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
