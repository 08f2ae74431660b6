/* Mailboxes: who waits for whom. */
#include "fake.h"

static struct oriel__mailbox *new_mailbox(struct oriel__inbox *inbox, bool ordered)
{
    struct oriel__mailbox *mailbox = NULL;

    assert_int_equal(oriel__mailbox_new(inbox, ordered, &mailbox), ORIEL_OK);
    return mailbox;
}

static void test_unordered(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct oriel__mailbox *mailbox = new_mailbox(inbox, false);
    struct teller a = teller("a"), b = teller("b");

    (void)context;
    oriel__mailbox_post(mailbox, &a.task);
    oriel__mailbox_post(mailbox, &b.task);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 2); /* b begins while a is pending */
    assert_story("a b ");
    oriel__mailbox_done(mailbox);
    oriel__mailbox_done(mailbox);
    oriel__mailbox_unref(mailbox);
    oriel__inbox_unref(inbox);
}

/* The next begins when the last is done, though that is long after it ran. */
static void test_pending_handlers(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct oriel__mailbox *mailbox = new_mailbox(inbox, true);
    struct teller a = teller("a"), b = teller("b"), c = teller("c"), other = teller("other");

    (void)context;
    oriel__mailbox_post(mailbox, &a.task);
    oriel__mailbox_post(mailbox, &b.task);
    oriel__mailbox_post(mailbox, &c.task);
    oriel__inbox_push(inbox, &other.task); /* waits for nobody */
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 2);
    assert_story("a other ");
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 0);
    oriel__mailbox_done(mailbox);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    assert_story("b ");
    oriel__mailbox_done(mailbox);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    oriel__mailbox_done(mailbox);
    assert_story("c ");
    oriel__mailbox_post(mailbox, &a.task); /* nobody is before it */
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    oriel__mailbox_done(mailbox);
    assert_story("a ");
    oriel__mailbox_unref(mailbox);
    oriel__inbox_unref(inbox);
}

static void done(struct teller *from)
{
    oriel__mailbox_done(from->user);
}

static void drop_and_done(struct oriel__task *task)
{
    teller_drop(task);
    done(oriel__container(task, struct teller, task));
}

/* Dropped ones make room for the next, which is dropped too. */
static void test_drop(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct oriel__mailbox *mailbox = new_mailbox(inbox, true);
    struct teller tasks[3] = { teller("a"), teller("b"), teller("c") };

    (void)context;
    for (int i = 0; i < 3; i++) {
        tasks[i].then = done;
        tasks[i].task.drop = drop_and_done;
        tasks[i].user = mailbox;
        oriel__mailbox_post(mailbox, &tasks[i].task);
    }
    oriel__inbox_drop_all(inbox);
    assert_story("-a -b -c ");
    oriel__mailbox_unref(mailbox);
    oriel__inbox_unref(inbox);
}

static void test_two_mailboxes(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct oriel__mailbox *one = new_mailbox(inbox, true), *two = new_mailbox(inbox, true);
    struct teller a = teller("a"), b = teller("b"), c = teller("c");

    (void)context;
    oriel__mailbox_post(one, &a.task);
    oriel__mailbox_post(one, &b.task);
    oriel__mailbox_post(two, &c.task); /* does not wait for the other's */
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 2);
    assert_story("a c ");
    oriel__mailbox_done(two);
    oriel__mailbox_done(one);
    assert_int_equal(oriel__inbox_dispatch(inbox, 0), 1);
    oriel__mailbox_done(one);
    assert_story("b ");
    oriel__mailbox_unref(one);
    oriel__mailbox_unref(oriel__mailbox_ref(two));
    oriel__mailbox_unref(two);
    oriel__inbox_unref(inbox);
}

static void test_no_memory(void **context)
{
    struct oriel__inbox *inbox = new_inbox();
    struct oriel__mailbox *mailbox = NULL;

    (void)context;
    oriel__alloc_fail_at(1);
    assert_int_equal(oriel__mailbox_new(inbox, true, &mailbox), ORIEL_ENOMEM);
    oriel__alloc_fail_at(0);
    assert_null(mailbox);
    oriel__mailbox_unref(NULL);
    oriel__inbox_unref(inbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unordered),     cmocka_unit_test(test_pending_handlers), cmocka_unit_test(test_drop),
        cmocka_unit_test(test_two_mailboxes), cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
