/* The state from many threads: everyone hears every revision once, in order. */
#include "fake.h"

#include "base/sync.h"

enum {
    SETTERS = 8,
    SETS = 2000,
    TOTAL = SETTERS * SETS
};

/* A drain hook that a dispatching thread waits on. */
struct turn {
    struct fake_hook fake; /* first */
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    bool is_requested;
};

static void turn_request(struct oriel__drain_hook *hook, oriel_state_t *state)
{
    struct turn *turn = (struct turn *)hook;

    (void)state;
    oriel__lock(&turn->mutex);
    turn->is_requested = true;
    oriel__cond_broadcast(&turn->cond);
    oriel__unlock(&turn->mutex);
}

static oriel_state_t *turn_init(struct turn *turn, bool is_turn)
{
    oriel_state_t *state = fake_state(&turn->fake, is_turn);

    turn->fake.hook.request = turn_request;
    oriel__mutex_init(&turn->mutex);
    oriel__cond_init(&turn->cond);
    turn->is_requested = false;
    return state;
}

static void turn_fini(struct turn *turn)
{
    oriel__mutex_fini(&turn->mutex);
    oriel__cond_fini(&turn->cond);
}

/* Waits for a request and grants it. */
static void turn_dispatch(struct turn *turn, oriel_state_t *state)
{
    oriel__lock(&turn->mutex);
    while (!turn->is_requested)
        (void)oriel__cond_wait(&turn->cond, &turn->mutex, NULL);
    turn->is_requested = false;
    oriel__unlock(&turn->mutex);
    oriel__state_drain(state);
}

/* Counts what it hears; any revision but the next is a mistake. Plain fields:
 * the state must keep those who tell it apart by itself. */
struct ear {
    struct oriel__watcher watcher; /* first */
    uint64_t last, heard, mistakes;
    atomic_uint wakes;
    atomic_uint refs; /* of those that come and go */
    int destroyed;
};

static void hear(struct ear *ear, uint64_t revision)
{
    if (revision != ear->last + 1)
        ear->mistakes++;
    ear->last = revision;
    ear->heard++;
}

static void ear_event(const oriel_state_event_t *event, void *user)
{
    hear(user, event->revision);
}

static void ear_destroy(void *user)
{
    ((struct ear *)user)->destroyed++;
}

static void ear_push(struct oriel__watcher *watcher, struct oriel__change *change)
{
    hear((struct ear *)watcher, change->revision);
}

static void ear_wake(struct oriel__watcher *watcher)
{
    ((struct ear *)watcher)->wakes++;
}

/* Before the first set: the seed's revision is 0. */
static void ear_watch(struct ear *ear, oriel_state_t *state)
{
    struct oriel_buf buf;

    memset(ear, 0, sizeof(*ear));
    ear->watcher.push = ear_push;
    ear->watcher.wake = ear_wake;
    oriel__buf_init(&buf, 65536);
    assert_int_equal(oriel__state_watch(state, &ear->watcher, &buf), ORIEL_OK);
    oriel__buf_fini(&buf);
}

struct setter {
    pthread_t thread;
    oriel_state_t *state;
    int number;
};

static void *set_many(void *user)
{
    const struct setter *setter = user;
    char key[16];

    (void)snprintf(key, sizeof(key), "k%d", setter->number);
    for (int i = 0; i < SETS; i++) {
        oriel_err_t err;

        if (setter->number % 2 == 0) {
            err = oriel_state_set(setter->state, "n", key, oriel_value_int(i));
        } else {
            oriel_value_t *value = oriel_value_int(i);

            err = oriel__state_set_from_page(setter->state, "n", 1, key, 2, value, setter);
            oriel_value_unref(value);
        }
        if (err != ORIEL_OK)
            return (void *)"a set failed";
    }
    return NULL;
}

static void start(struct setter *setters, oriel_state_t *state)
{
    for (int i = 0; i < SETTERS; i++) {
        setters[i].state = state;
        setters[i].number = i;
        assert_int_equal(pthread_create(&setters[i].thread, NULL, set_many, &setters[i]), 0);
    }
}

static void join(struct setter *setters)
{
    for (int i = 0; i < SETTERS; i++) {
        void *problem = NULL;

        assert_int_equal(pthread_join(setters[i].thread, &problem), 0);
        assert_null(problem);
    }
}

static void assert_heard_all(const struct ear *ear)
{
    assert_int_equal(ear->mistakes, 0);
    assert_int_equal(ear->heard, TOTAL);
    assert_int_equal(ear->last, TOTAL);
}

/* Sets from eight threads, none of which may run handlers. */
static void test_one_drains(void **context)
{
    struct turn turn;
    oriel_state_t *state = turn_init(&turn, false);
    struct setter setters[SETTERS];
    struct ear first = { .last = 0 }, second = { .last = 0 }, watchers[2];

    (void)context;
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, ear_event, &first, ear_destroy, NULL), ORIEL_OK);
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, ear_event, &second, ear_destroy, NULL), ORIEL_OK);
    ear_watch(&watchers[0], state);
    ear_watch(&watchers[1], state);
    start(setters, state);
    while (first.heard < TOTAL)
        turn_dispatch(&turn, state);
    join(setters);
    assert_heard_all(&first);
    assert_heard_all(&second);
    for (int i = 0; i < 2; i++) {
        oriel__state_unwatch(state, &watchers[i].watcher);
        assert_heard_all(&watchers[i]);
        assert_in_range(watchers[i].wakes, 1, TOTAL); /* those that came together share one */
    }
    oriel_state_unref(state);
    assert_int_equal(first.destroyed + second.destroyed, 2);
    turn_fini(&turn);
}

/* Every program thread may run handlers, and a dispatching one helps. */
static void test_all_drain(void **context)
{
    struct turn turn;
    oriel_state_t *state = turn_init(&turn, true);
    struct setter setters[SETTERS];
    struct ear ear = { .last = 0 }, watcher;

    (void)context;
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, ear_event, &ear, ear_destroy, NULL), ORIEL_OK);
    ear_watch(&watcher, state);
    start(setters, state);
    join(setters);
    oriel__state_drain(state); /* what pages set last */
    assert_heard_all(&ear);
    oriel__state_unwatch(state, &watcher.watcher);
    assert_heard_all(&watcher);
    oriel_state_unref(state);
    assert_int_equal(ear.destroyed, 1);
    turn_fini(&turn);
}

/* --- Coming and going while others set ------------------------------------- */

static atomic_int destroyed_guests;

/* Once gone it must not be called: its memory is given back at once. */
struct guest {
    uint64_t last, mistakes;
};

static void guest_event(const oriel_state_event_t *event, void *user)
{
    struct guest *guest = user;

    if (guest->last && event->revision != guest->last + 1)
        guest->mistakes++;
    guest->last = event->revision;
}

static void guest_destroy(void *user)
{
    struct guest *guest = user;

    destroyed_guests += guest->mistakes ? 1000000 : 1;
    oriel__free(guest);
}

static void *subscribe_many(void *user)
{
    const struct setter *visitor = user;

    for (int i = 0; i < SETS; i++) {
        struct guest *guest = oriel__new0(sizeof(*guest));
        oriel_subscription_t *subscription = NULL;

        if (oriel_state_subscribe(visitor->state, NULL, 0, guest_event, guest, guest_destroy, &subscription) !=
            ORIEL_OK)
            return (void *)"a subscription failed";
        if (i % 4 == 0 && oriel_state_set(visitor->state, "visitor", "k", oriel_value_int(i)) != ORIEL_OK)
            return (void *)"a visitor's set failed";
        oriel_state_unsubscribe(visitor->state, subscription);
    }
    return NULL;
}

static void ear_ref(struct oriel__watcher *watcher)
{
    ((struct ear *)watcher)->refs++;
}

static void ear_unref(struct oriel__watcher *watcher)
{
    if (--((struct ear *)watcher)->refs == 0)
        oriel__free(watcher);
}

static void *watch_many(void *user)
{
    struct setter *visitor = user;

    for (int i = 0; i < SETS; i++) {
        struct ear *ear = oriel__new0(sizeof(*ear));
        struct oriel_buf buf;
        unsigned long long revision = 0;
        bool is_wrong;
        oriel_err_t err;

        oriel__buf_init(&buf, 65536);
        ear->watcher.push = ear_push;
        ear->watcher.wake = ear_wake;
        ear->watcher.ref = ear_ref;
        ear->watcher.unref = ear_unref;
        ear->refs = 1;
        err = oriel__state_watch(visitor->state, &ear->watcher, &buf);
        oriel__state_unwatch(visitor->state, &ear->watcher);
        if (err != ORIEL_OK || oriel__buf_addc(&buf, '\0') != ORIEL_OK ||
            sscanf(buf.data, "{\"rev\":%llu", &revision) != 1)
            return (void *)"a watch failed";
        /* It began at the seed's revision: the first it heard counts as one mistake, no more may. */
        is_wrong = ear->heard && (ear->last != revision + ear->heard || ear->mistakes > 1);
        oriel__buf_fini(&buf);
        ear_unref(&ear->watcher); /* another thread may be waking it */
        if (is_wrong)
            return (void *)"a watcher missed a change";
    }
    return NULL;
}

static void test_come_and_go(void **context)
{
    struct turn turn;
    oriel_state_t *state = turn_init(&turn, false);
    struct setter setters[SETTERS], subscriber = { .state = state }, watcher = { .state = state };
    struct ear ear = { .last = 0 };
    void *problem = NULL;

    (void)context;
    assert_int_equal(oriel_state_subscribe(state, NULL, 0, ear_event, &ear, ear_destroy, NULL), ORIEL_OK);
    start(setters, state);
    assert_int_equal(pthread_create(&subscriber.thread, NULL, subscribe_many, &subscriber), 0);
    assert_int_equal(pthread_create(&watcher.thread, NULL, watch_many, &watcher), 0);
    while (ear.heard < TOTAL + SETS / 4)
        turn_dispatch(&turn, state);
    join(setters);
    assert_int_equal(pthread_join(subscriber.thread, &problem), 0);
    assert_null(problem);
    assert_int_equal(pthread_join(watcher.thread, &problem), 0);
    assert_null(problem);
    oriel__state_drain(state);
    assert_int_equal(destroyed_guests, SETS);
    assert_int_equal(ear.mistakes, 0);
    oriel_state_unref(state);
    turn_fini(&turn);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_drains),
        cmocka_unit_test(test_all_drain),
        cmocka_unit_test(test_come_and_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
