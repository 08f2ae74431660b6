/* Bindings: exposing, replacing, withdrawing, names. */
#include "play.h"

static oriel_err_t handler(oriel_call_t *call, void *user)
{
    (void)call;
    tell("run %s ", (const char *)user);
    return ORIEL_OK;
}

static void destroyed(void *user)
{
    tell("~%s ", (const char *)user);
}

static void expose(struct stage *stage, const char *object, const char *name, const char *user)
{
    assert_int_equal(
        oriel_session_expose_full(stage->session, object, name, handler, (void *)(uintptr_t)user, destroyed), ORIEL_OK);
}

static void test_expose_and_withdraw(void **context)
{
    struct stage *stage = *context;

    expose(stage, "app", "save", "a");
    assert_frame(stage->window, "1\n[[\"f\",\"app\",\"save\"]]");
    expose(stage, NULL, "be\"ep", "b"); /* NULL is "" */
    assert_frame(stage->window, "2\n[[\"f\",\"\",\"be\\\"ep\"]]");
    expose(stage, "app", "save", "c"); /* replaced: the page knows the name */
    assert_quiet(stage->window);
    assert_int_equal(oriel_session_withdraw(stage->session, "app", "save"), ORIEL_OK);
    assert_frame(stage->window, "3\n[[\"u\",\"app\",\"save\"]]");
    assert_int_equal(oriel_session_withdraw(stage->session, "app", "save"), ORIEL_ENOENT);
    assert_string_equal(oriel_last_error(), "withdraw: app.save is not exposed");
    assert_int_equal(oriel_session_withdraw(stage->session, "", "none"), ORIEL_ENOENT);
    assert_string_equal(oriel_last_error(), "withdraw: none is not exposed");
    assert_int_equal(oriel_session_withdraw(stage->session, "app", NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_session_withdraw(NULL, "app", "save"), ORIEL_EINVAL);
    send_ops(stage->window, "[[\"c\",1,\"app\",\"save\",[]]]");
    assert_frame(stage->window, "4\n[[\"e\",1,\"ReferenceError\",\"app.save is not exposed\"]]");
    dispatch(stage->app);
    assert_story("~a ~c ");
}

/* The old user data goes in dispatch, and after the calls that use it. */
static void test_replaced(void **context)
{
    struct stage *stage = *context;

    expose(stage, "o", "f", "old");
    begin_document(stage->window);
    send_ops(stage->window, "[[\"c\",1,\"o\",\"f\",[]]]");
    expose(stage, "o", "f", "new");
    send_ops(stage->window, "[[\"c\",2,\"o\",\"f\",[]]]");
    assert_story("");
    dispatch(stage->app);
    assert_story("run old run new ~old ");
    assert_frame(stage->window, "1\n[[\"v\",1],[\"v\",2]]");
    assert_int_equal(oriel_session_withdraw(stage->session, "o", "f"), ORIEL_OK);
    assert_story("");
    dispatch(stage->app);
    assert_story("~new ");
}

static void test_destroyed_with_the_session(void **context)
{
    struct stage *stage = *context;
    oriel_session_t *session = NULL;

    assert_int_equal(oriel_session_new(stage->app, NULL, &session), ORIEL_OK);
    assert_int_equal(oriel_session_expose_full(session, "o", "f", handler, (void *)"a", destroyed), ORIEL_OK);
    assert_int_equal(oriel_session_expose(session, "o", "g", handler, (void *)"b"), ORIEL_OK);
    assert_null(oriel_session_unref(session));
    assert_story("");
    dispatch(stage->app);
    assert_story("~a ");
}

static void refuse(struct stage *stage, const char *object, const char *name, oriel_err_t err, const char *text)
{
    assert_int_equal(oriel_session_expose_full(stage->session, object, name, handler, NULL, destroyed), err);
    assert_string_equal(oriel_last_error(), text);
}

static void test_reserved_names(void **context)
{
    struct stage *stage = *context;

    refuse(stage, "appState", "getState", ORIEL_EEXIST, "expose: appState.getState is a name of the page script's own");
    refuse(stage, "appState", "setState", ORIEL_EEXIST, "expose: appState.setState is a name of the page script's own");
    refuse(stage, "", "appState", ORIEL_EEXIST, "expose: appState is a name of the page script's own");
    refuse(stage, "state", "x", ORIEL_EEXIST, "expose: state.x is a name of the page script's own");
    refuse(stage, "", "attachWidgets", ORIEL_EEXIST, "expose: attachWidgets is a name of the page script's own");
    refuse(stage, "", "then", ORIEL_EEXIST, "expose: then is a name of the page script's own");
    refuse(stage, "o", "__proto__", ORIEL_EEXIST, "expose: o.__proto__ is a name of the page script's own");
    refuse(stage, "__proto__", "f", ORIEL_EEXIST, "expose: __proto__.f is a name of the page script's own");
    expose(stage, "appState", "mine", "a");
    expose(stage, "o", "then", "b");
    assert_story(""); /* what was refused was not destroyed */
}

static void test_names(void **context)
{
    struct stage *stage = *context;
    char name[300];

    memset(name, 'n', sizeof(name));
    name[256] = '\0';
    refuse(stage, "o", name, ORIEL_EINVAL, "expose: the function's name has 256 bytes, limit 255");
    refuse(stage, name, "f", ORIEL_EINVAL, "expose: the object's name has 256 bytes, limit 255");
    refuse(stage, "o", "", ORIEL_EINVAL, "expose: the function's name is missing");
    refuse(stage, "o", NULL, ORIEL_EINVAL, "expose: the function's name is missing");
    refuse(stage, "o", "a\nb", ORIEL_EINVAL, "expose: the function's name holds a control character");
    refuse(stage, "o\x7f", "f", ORIEL_EINVAL, "expose: the object's name holds a control character");
    refuse(stage, "o", "f\xc3", ORIEL_EINVAL, "expose: the function's name is not UTF-8");
    refuse(stage, "\"\xff\"", "f", ORIEL_EINVAL, "expose: the object's name is not UTF-8");
    assert_int_equal(oriel_session_expose(stage->session, "o", "f", NULL, NULL), ORIEL_EINVAL);
    assert_int_equal(oriel_session_expose(NULL, "o", "f", handler, NULL), ORIEL_EINVAL);
    name[255] = '\0';
    expose(stage, name, name, "longest");
    expose(stage, "\\\"", "\xc3\xa9\\", "odd");
    char *seed = new_document(stage->window);

    assert_non_null(strstr(seed, "\"\\\\\\\"\":[\"\xc3\xa9\\\\\"]"));
    assert_non_null(strstr(seed, name));
    free(seed);
    send_ops(stage->window, "[[\"c\",1,\"\\\\\\\"\",\"\\u00e9\\\\\",[]]]");
    dispatch(stage->app);
    assert_story("run odd ");
}

static void test_no_memory(void **context)
{
    struct stage *stage = *context;
    bool has_failed = true;

    for (long n = 1; has_failed; n++) {
        oriel__alloc_fail_at(n);
        oriel_err_t err = oriel_session_expose_full(stage->session, "o", "f", handler, (void *)"f", destroyed);

        has_failed = oriel__alloc_has_failed();
        oriel__alloc_fail_at(0);
        if (has_failed && err == ORIEL_OK) { /* exposed, though a page may not know yet */
            assert_int_equal(oriel_session_withdraw(stage->session, "o", "f"), ORIEL_OK);
            dispatch(stage->app);
            assert_story("~f ");
        } else {
            assert_int_equal(err, has_failed ? ORIEL_ENOMEM : ORIEL_OK);
            assert_story("");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE_WITH_DOCUMENT(test_expose_and_withdraw),
        STAGE(test_replaced),
        STAGE(test_destroyed_with_the_session),
        STAGE(test_reserved_names),
        STAGE(test_names),
        STAGE_WITH_DOCUMENT(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
