/* The outbox: frames, their sizes, and what becomes of a page that is slow. */
#include "fake.h"

static void test_many_changes_in_one_frame(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    for (int i = 0; i < 3; i++)
        fake_set(&fake, "k", oriel_value_int(i));
    assert_int_equal(oriel_state_remove(fake.state, "n", "k"), ORIEL_OK);
    assert_int_equal(fake.wakes, 1); /* it has not taken yet */
    assert_taken(&fake, "1\n[[\"s\",\"n\",\"k\",0,1,0],[\"s\",\"n\",\"k\",1,2,0],[\"s\",\"n\",\"k\",2,3,0],"
                        "[\"r\",\"n\",\"k\",4]]");
    assert_nothing_due(&fake);
    fake_set(&fake, "k", oriel_value_null());
    assert_int_equal(fake.wakes, 2);
    assert_taken(&fake, "2\n[[\"s\",\"n\",\"k\",null,5,0]]");
    assert_true(oriel__outbox_is_empty(&fake.page->outbox));
    fake_fini(&fake);
}

/* An atomic update is in one frame whole, one wake for all of it. */
static void test_update(void **context)
{
    struct fake_page fake;
    oriel_value_t *one = oriel_value_int(1);
    const oriel_state_change_t changes[] = { { "n", "a", one }, { "m", "b", one }, { "n", "a", NULL } };

    (void)context;
    fake_init(&fake);
    assert_int_equal(oriel_state_update(fake.state, changes, 3), ORIEL_OK);
    assert_int_equal(fake.wakes, 1);
    assert_taken(&fake, "1\n[[\"s\",\"n\",\"a\",1,1,0,1],[\"s\",\"m\",\"b\",1,2,0,1],[\"r\",\"n\",\"a\",3]]");
    oriel_value_unref(one);
    fake_fini(&fake);
}

static void test_nothing_without_a_document(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    fake_set(&fake, "k", oriel_value_int(1));
    oriel__page_end(fake.page);
    oriel__page_end(fake.page);
    assert_nothing_due(&fake);
    fake_set(&fake, "k", oriel_value_int(2));
    oriel__page_announce(fake.page, 'f', "o", "f");
    assert_false(oriel__page_send(fake.page, 1, oriel__strdup("[]"), 2, NULL));
    assert_nothing_due(&fake);
    assert_true(fake_begin(&fake)); /* frames are counted anew */
    assert_false(oriel__page_send(fake.page, 1, oriel__strdup("[]"), 2, NULL));
    fake_set(&fake, "k", oriel_value_int(3));
    assert_taken(&fake, "1\n[[\"s\",\"n\",\"k\",3,3,0]]");
    fake_fini(&fake);
}

static void test_ready(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    assert_true(fake_send(&fake, "[[\"k\"]]"));
    assert_int_equal(fake.readies, 1);
    fake_fini(&fake);
}

/* A frame ends with the operation that passes 1 MiB. */
static void test_frames_are_split(void **context)
{
    static const size_t sizes[] = { 600000, 600000, 600000, 3000000, 10 };
    static const size_t counts[] = { 2, 2, 1 }; /* operations in each frame */
    struct fake_page fake;
    char op[64];

    (void)context;
    fake_init(&fake);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        int len = snprintf(op, sizeof(op), "[\"b\",%zu", i);
        oriel_value_t *text = fake_bulk('x', sizes[i]);
        size_t n;

        /* Bytes count as much as text. */
        oriel_value_t *bytes = oriel_value_bytes(oriel_value_get_text(text, &n), sizes[i]);

        assert_true(oriel__page_send(fake.page, 1, oriel__strdup(op), (size_t)len, bytes));
        oriel_value_unref(text);
    }
    for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
        char *frame = fake_take(&fake);
        size_t found = 0;

        assert_non_null(frame);
        assert_int_equal(atoi(frame), i + 1);
        for (const char *at = frame; (at = strchr(at + 1, '\n'));)
            found++;
        assert_int_equal(found - 1, counts[i]);
        free(frame);
    }
    assert_nothing_due(&fake);
    fake_fini(&fake);
}

static void test_blocks_are_numbered_in_each_frame(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    for (int i = 0; i < 2; i++) {
        assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"b\",7"), 6, oriel_value_bytes("a", 1)));
        assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"v\",8]"), 7, NULL));
        assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"b\",9"), 6, oriel_value_bytes("bcd", 3)));
        char *frame = fake_take(&fake);

        assert_string_equal(frame + 2, "[[\"b\",7,0],[\"v\",8],[\"b\",9,1]]\nYQ==\nYmNk");
        free(frame);
    }
    fake_fini(&fake);
}

/* Above the high-water mark the latest value of each key is enough; what was
 * spared is counted, and each key keeps its place behind what came before. */
static void test_collapse(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.high = 400;
    fake_set(&fake, "a", oriel_value_int(1));
    fake_set(&fake, "a", oriel_value_int(2));
    fake_set(&fake, "b", oriel_value_int(3));
    assert_int_equal(fake.page->collapsed, 0);
    fake_set(&fake, "big", fake_bulk('x', 400));
    assert_int_equal(fake.page->collapsed, 1); /* the first a */
    fake_set(&fake, "b", oriel_value_int(4));
    fake_set(&fake, "a", oriel_value_int(5));
    assert_int_equal(oriel_state_remove(fake.state, "n", "b"), ORIEL_OK);
    fake_set(&fake, "big", oriel_value_int(6));
    assert_int_equal(fake.page->collapsed, 5);
    assert_taken(&fake, "1\n[[\"s\",\"n\",\"a\",5,6,0],[\"r\",\"n\",\"b\",7],[\"s\",\"n\",\"big\",6,8,0]]");
    assert_false(fake.page->outbox.is_indexed);
    for (int i = 0; i < 3; i++) /* and then each counts again */
        fake_set(&fake, "a", oriel_value_int(i));
    assert_taken(&fake, "2\n[[\"s\",\"n\",\"a\",0,9,0],[\"s\",\"n\",\"a\",1,10,0],[\"s\",\"n\",\"a\",2,11,0]]");
    assert_int_equal(fake.page->collapsed, 5);
    fake_fini(&fake);
}

/* With the limits in force: 1 MiB, and every key there in the end. */
static void test_collapse_for_real(void **context)
{
    struct fake_page fake;
    int last[8] = { 0 };
    char *frame;

    (void)context;
    fake_init(&fake);
    for (int i = 0; i < 50000; i++) {
        char key[2] = { (char)('a' + i % 8), '\0' };

        fake_set(&fake, key, oriel_value_int(i));
    }
    assert_in_range(fake.page->collapsed, 10000, 50000);
    assert_true(fake.page->outbox.change_bytes <= ORIEL__OUTBOX_HIGH);
    int seen = 0;

    while ((frame = fake_take(&fake))) {
        for (char *at = frame; (at = strstr(at, "[\"s\",\"n\",\"")); at += 10) {
            int key = at[10] - 'a', value = atoi(at + 13);

            assert_true(value >= last[key]);
            last[key] = value;
            seen++;
        }
        free(frame);
    }
    for (int i = 0; i < 8; i++)
        assert_int_equal(last[i], 50000 - 8 + i);
    assert_int_equal(seen + (int)fake.page->collapsed, 50000);
    fake_fini(&fake);
}

/* Past the second mark: one snapshot, then what came later; answers stay, in
 * their order. */
static void test_snapshot(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.high = 400;
    fake.page->outbox.full = 1000;
    assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"v\",1]"), 7, NULL));
    fake_set(&fake, "a", fake_bulk('a', 600));
    assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"v\",2]"), 7, NULL));
    fake_set(&fake, "b", fake_bulk('b', 600));
    assert_true(fake.page->outbox.needs_snapshot);
    fake_set(&fake, "a", oriel_value_int(1));
    fake_set(&fake, "b", oriel_value_int(2));
    assert_int_equal(fake.page->outbox.change_bytes, 0);
    assert_taken(&fake, "1\n[[\"z\",{\"rev\":4,\"s\":{\"n\":{\"a\":1,\"b\":2}},\"p\":[]}],[\"v\",1],[\"v\",2]]");
    fake_set(&fake, "a", oriel_value_int(3));
    assert_taken(&fake, "2\n[[\"s\",\"n\",\"a\",3,5,0]]");
    assert_nothing_due(&fake);
    fake_fini(&fake);
}

/* With the limits in force: keys that differ do not collapse. */
static void test_snapshot_for_real(void **context)
{
    struct fake_page fake;
    char key[16];
    char *frame;

    (void)context;
    fake_init(&fake);
    for (int i = 0; i < 100; i++) {
        (void)snprintf(key, sizeof(key), "k%d", i);
        fake_set(&fake, key, fake_bulk('x', 100000));
    }
    assert_true(fake.page->outbox.needs_snapshot);
    frame = fake_take(&fake);
    assert_non_null(frame);
    assert_memory_equal(frame, "1\n[[\"z\",{\"rev\":100,", 19);
    assert_true(strlen(frame) > 100 * 100000);
    free(frame);
    assert_nothing_due(&fake);
    fake_fini(&fake);
}

/* What the page did itself is in the snapshot: it must know before it reads
 * that, or it would pass over those keys and keep an older value. */
static void test_snapshot_after_own_changes(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.high = 400;
    fake.page->outbox.full = 1000;
    assert_true(fake_send(&fake, "[[\"s\",\"n\",\"k\",1]]"));
    fake_set(&fake, "k", oriel_value_int(2));
    fake_set(&fake, "a", fake_bulk('a', 1200));
    assert_true(fake_send(&fake, "[[\"s\",\"n\",\"j\",3]]"));
    fake_set(&fake, "a", oriel_value_int(4));
    assert_taken(&fake,
                 "1\n[[\"o\",2],[\"z\",{\"rev\":5,\"s\":{\"n\":{\"k\":2,\"a\":4,\"j\":3}},\"p\":[[\"n\",\"j\"]]}]]");
    assert_true(fake_send(&fake, "[[\"s\",\"n\",\"j\",5]]"));
    assert_taken(&fake, "2\n[[\"o\",3]]");
    fake_fini(&fake);
}

static void test_confirmations_merge(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    assert_true(fake_send(&fake, "[[\"s\",\"n\",\"k\",1],[\"s\",\"n\",\"k\",2],[\"r\",\"n\",\"none\"]]"));
    fake_set(&fake, "k", oriel_value_int(3));
    assert_true(fake_send(&fake, "[[\"r\",\"n\",\"gone\"],[\"r\",\"n\",\"k\"]]"));
    assert_taken(&fake, "1\n[[\"o\",3],[\"s\",\"n\",\"k\",3,4,0],[\"o\",5]]");
    fake_fini(&fake);
}

/* Without memory for a change the page is sent everything. */
static void test_no_memory_for_a_change(void **context)
{
    struct fake_page fake;
    bool has_failed = true;
    char *frame;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.high = 64; /* with the index, too */
    for (long n = 1; has_failed; n++) {
        fake_set(&fake, "a", oriel_value_int(1));
        fake_set(&fake, "b", oriel_value_int(1));
        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel_state_set(fake.state, "n", "c", oriel_value_null());

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        assert_true(err == ORIEL_OK || err == ORIEL_ENOMEM);
        frame = fake_take(&fake);
        assert_non_null(frame);
        assert_true(err || strstr(frame, "\"c\",null") || strstr(frame, "\"c\":null"));
        free(frame);
    }
    fake_fini(&fake);
}

/* A frame over the limit is not written again and again; what is due later goes
 * out with the number that the page waits for. */
static void test_frame_that_cannot_be_written(void **context)
{
    struct fake_page fake;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.frame_limit = 1000;
    fake_set(&fake, "a", fake_bulk('a', 2000));
    assert_taken(&fake, "1\n[]");
    assert_nothing_due(&fake);
    assert_true(oriel__outbox_is_empty(&fake.page->outbox));
    fake_set(&fake, "a", oriel_value_int(1));
    assert_taken(&fake, "2\n[[\"s\",\"n\",\"a\",1,2,0]]");
    fake_set(&fake, "a", fake_bulk('a', 2000)); /* the same again: the last one came */
    fake_set(&fake, "a", oriel_value_int(2));
    assert_taken(&fake, "3\n[]");
    assert_taken(&fake, "4\n[[\"z\",{\"rev\":4,\"s\":{\"n\":{\"a\":2}},\"p\":[]}]]");
    fake_fini(&fake);
}

/* Without memory for a confirmation, too: the page would pass over that key. */
static void test_no_memory_for_a_confirmation(void **context)
{
    struct fake_page fake;
    bool has_failed = true;
    int own = 0;
    char expected[32], *frame;

    (void)context;
    fake_init(&fake);
    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        bool is_accepted = fake_send(&fake, "[[\"s\",\"n\",\"k\",1]]");

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        own += fake.page->outbox.own > (uint64_t)own;
        assert_int_equal(fake.page->outbox.own, own);
        frame = fake_take(&fake);
        (void)snprintf(expected, sizeof(expected), "[\"o\",%d]", own);
        if (own > 0 && is_accepted) {
            assert_non_null(frame);
            assert_non_null(strstr(frame, expected));
        }
        free(frame);
    }
    assert_true(own > 1);
    fake_fini(&fake);
}

/* An update of three keys, of which two would fill a frame. */
static void update_in_bulk(struct fake_page *fake)
{
    oriel_value_t *bulk = fake_bulk('x', 600000), *one = oriel_value_int(1);
    const oriel_state_change_t changes[] = { { "n", "a", bulk }, { "n", "b", bulk }, { "n", "c", one } };

    assert_int_equal(oriel_state_update(fake->state, changes, 3), ORIEL_OK);
    oriel_value_unref(bulk);
    oriel_value_unref(one);
}

static void test_update_is_not_cut(void **context)
{
    struct fake_page fake;
    char *frame;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.high = fake.page->outbox.full; /* nothing collapses */
    update_in_bulk(&fake);
    fake_set(&fake, "d", oriel_value_int(2));
    frame = fake_take(&fake);
    assert_non_null(strstr(frame, "[\"s\",\"n\",\"c\",1,3,0]]"));
    free(frame);
    assert_taken(&fake, "2\n[[\"s\",\"n\",\"d\",2,4,0]]");
    fake_fini(&fake);
}

/* When changes collapsed, an update may stand in several places: what there is of
 * changes goes together. */
static void test_collapsed_updates_are_not_cut(void **context)
{
    struct fake_page fake;
    char *frame;

    (void)context;
    fake_init(&fake);
    update_in_bulk(&fake);
    fake_set(&fake, "c", oriel_value_int(3));
    assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"v\",1]"), 7, NULL));
    frame = fake_take(&fake);
    assert_non_null(strstr(frame, "[\"s\",\"n\",\"c\",3,4,0]]"));
    free(frame);
    assert_taken(&fake, "2\n[[\"v\",1]]");
    fake_fini(&fake);
}

/* What was in a frame that could not be written is in the next one. */
static void test_answers_survive_a_lost_frame(void **context)
{
    struct fake_page fake;
    bool has_failed = true;

    (void)context;
    fake_init(&fake);
    for (long n = 1; has_failed; n++) {
        oriel_value_t *bytes = oriel_value_bytes("abc", 3);
        int ones = 0, blocks = 0, sets = 0;
        char *frame;

        assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"v\",1]"), 7, NULL));
        fake_set(&fake, "a", oriel_value_int(1));
        assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"b\",2"), 6, bytes));
        oriel__alloc_fail_at(n);
        frame = fake_take(&fake);
        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        for (; frame; frame = fake_take(&fake)) {
            ones += strstr(frame, "[\"v\",1]") != NULL;
            blocks += strstr(frame, "[\"b\",2,0]") && strstr(frame, "\nYWJj");
            sets += strstr(frame, "\"a\"") != NULL;
            free(frame);
        }
        assert_int_equal(ones, 1);
        assert_int_equal(blocks, 1);
        assert_int_equal(sets, 1);
        assert_int_equal(fake.page->outbox.answer_bytes, 0);
        assert_int_equal(fake.page->outbox.change_bytes, 0);
    }
    fake_fini(&fake);
}

/* Bytes that fill a frame of their own. */
static void test_large_bytes_go_alone(void **context)
{
    struct fake_page fake;
    char data[740] = "", *frame;

    (void)context;
    fake_init(&fake);
    fake.page->outbox.frame_limit = 1000;
    assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"b\",1"), 6, oriel_value_bytes("abc", 3)));
    assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"b\",2"), 6, oriel_value_bytes(data, sizeof(data))));
    assert_true(oriel__page_send(fake.page, 1, oriel__strdup("[\"b\",3"), 6, oriel_value_bytes("abc", 3)));
    assert_taken(&fake, "1\n[[\"b\",1,0]]\nYWJj");
    frame = fake_take(&fake);
    assert_memory_equal(frame, "2\n[[\"b\",2,0]", 12);
    free(frame);
    fake_fini(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_changes_in_one_frame),
        cmocka_unit_test(test_update),
        cmocka_unit_test(test_nothing_without_a_document),
        cmocka_unit_test(test_ready),
        cmocka_unit_test(test_frames_are_split),
        cmocka_unit_test(test_blocks_are_numbered_in_each_frame),
        cmocka_unit_test(test_collapse),
        cmocka_unit_test(test_collapse_for_real),
        cmocka_unit_test(test_snapshot),
        cmocka_unit_test(test_snapshot_for_real),
        cmocka_unit_test(test_snapshot_after_own_changes),
        cmocka_unit_test(test_confirmations_merge),
        cmocka_unit_test(test_no_memory_for_a_change),
        cmocka_unit_test(test_frame_that_cannot_be_written),
        cmocka_unit_test(test_no_memory_for_a_confirmation),
        cmocka_unit_test(test_update_is_not_cut),
        cmocka_unit_test(test_collapsed_updates_are_not_cut),
        cmocka_unit_test(test_answers_survive_a_lost_frame),
        cmocka_unit_test(test_large_bytes_go_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
