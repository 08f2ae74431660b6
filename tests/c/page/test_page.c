/* Pages: the seed of a document, and what is refused of what they send. */
#include "play.h"

#include "value/value.h"

static oriel_err_t nothing(oriel_call_t *call, void *user)
{
    (void)call;
    (void)user;
    return ORIEL_OK;
}

static void test_seed(void **context)
{
    struct stage *stage = *context;
    char *seed;

    seed = new_document(stage->window);
    assert_string_equal(seed, "{\"doc\":1,\"b\":{},\"rev\":0,\"s\":{},\"p\":[]}");
    free(seed);
    assert_int_equal(oriel_state_set(stage->state, "system", "cpu", oriel_value_real(42.5)), ORIEL_OK);
    assert_int_equal(oriel_session_expose(stage->session, "app", "save", nothing, NULL), ORIEL_OK);
    assert_int_equal(oriel_session_expose(stage->session, "", "beep", nothing, NULL), ORIEL_OK);
    assert_int_equal(oriel_session_expose(stage->session, "app", "a \"b\"", nothing, NULL), ORIEL_OK);
    send_ops(stage->window, "[[\"s\",\"settings\",\"theme\",\"dark\"]]");
    seed = new_document(stage->window);
    assert_string_equal(seed, "{\"doc\":2,\"b\":{\"app\":[\"save\",\"a \\\"b\\\"\"],\"\":[\"beep\"]},\"rev\":2,"
                              "\"s\":{\"system\":{\"cpu\":42.5},\"settings\":{\"theme\":\"dark\"}},"
                              "\"p\":[[\"settings\",\"theme\"]]}");
    free(seed);
    assert_int_equal(oriel_session_get_page_count(stage->session), 1);
}

static void test_wrong_key(void **context)
{
    struct stage *stage = *context;
    char *answer = NULL;
    static const char *const texts[] = {
        "", "\n", "wrong 1\n[]", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 1\n[]", " 1\n[]", "1\n[]",
    };

    begin_document(stage->window);
    assert_false(oriel__headless_prompt(stage->window, "oriel:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &answer));
    assert_false(oriel__headless_prompt(stage->window, "oriel:", &answer));
    assert_false(oriel__headless_prompt(stage->window, "what is your name?", &answer));
    assert_null(answer);
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        assert_false(oriel__headless_post(stage->window, texts[i], strlen(texts[i])));
        assert_logged("page: a message without the key of this document was refused");
    }
}

/* The key alone does not do: the document must be the one that lives. */
static void test_wrong_document(void **context)
{
    struct stage *stage = *context;
    const char *key = oriel__page_get_key(stage->window->page);
    static const char *const documents[] = { "1", "3", "0", "", "-2", "2 ", "02x", "18446744073709551618" };
    char text[256];

    begin_document(stage->window);
    begin_document(stage->window);
    for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
        (void)snprintf(text, sizeof(text), "%s %s\n[]", key, documents[i]);
        assert_false(oriel__headless_post(stage->window, text, strlen(text)));
        if (i > 0) /* a late post of the document before is nobody's fault */
            assert_logged("a message without the key of this document was refused");
    }
    (void)snprintf(text, sizeof(text), "%s 2", key); /* no line to follow */
    assert_false(oriel__headless_post(stage->window, text, strlen(text)));
    (void)snprintf(text, sizeof(text), "%s 2\n[]", key);
    assert_true(oriel__headless_post(stage->window, text, strlen(text)));
}

static void refuse(struct stage *stage, const char *ops, const char *why)
{
    if (oriel__headless_operations(stage->window, ops))
        print_error("was not refused: %s\n", ops);
    assert_logged(why);
}

static void test_malformed(void **context)
{
    struct stage *stage = *context;

    assert_int_equal(oriel_session_expose(stage->session, "o", "f", nothing, NULL), ORIEL_OK);
    assert_frame(stage->window, "1\n[[\"f\",\"o\",\"f\"]]");
    refuse(stage, "", "a malformed message was refused: ");
    refuse(stage, "[", "a malformed message was refused: ");
    refuse(stage, "[[\"s\",\"n\",\"k\",NaN]]", "a malformed message was refused: ");
    refuse(stage, "[[\"s\",\"n\",\"\xff\",1]]", "a malformed message was refused: ");
    refuse(stage, "{}", "operation: operations are an array");
    refuse(stage, "7", "operation: operations are an array");
    refuse(stage, "[7]", "operation: each is an array");
    refuse(stage, "[[]]", "operation: it has no name");
    refuse(stage, "[[7]]", "operation: it has no name");
    refuse(stage, "[[\"what\"]]", "operation: it has no name");
    refuse(stage, "[[\"q\"]]", "operation: its name is unknown");
    refuse(stage, "[[\"k\",1]]", "operation: it is too long");
    refuse(stage, "[[\"s\",\"n\"]]", "operation: a string is wanted");
    refuse(stage, "[[\"s\",\"n\",\"k\"]]", "operation: a value is missing");
    refuse(stage, "[[\"s\",\"n\",\"k\",1,2]]", "operation: it is too long");
    refuse(stage, "[[\"r\",\"n\",\"k\",1]]", "operation: it is too long");
    refuse(stage, "[[\"x\",0]]", "operation: a positive integer is wanted");
    refuse(stage, "[[\"x\",\"1\"]]", "operation: a positive integer is wanted");
    refuse(stage, "[[\"x\",1.5]]", "operation: a positive integer is wanted");
    refuse(stage, "[[\"n\",1]]", "operation: a positive integer is wanted");
    refuse(stage, "[[\"c\",-1,\"o\",\"f\",[]]]", "operation: a positive integer is wanted");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",{}]]", "operation: arguments are an array");
    refuse(stage, "[[\"c\",1,\"o\",\"f\"]]", "operation: a value is missing");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[],7]]", "operation: a list of blocks is wanted");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[],[],7]]", "operation: it is too long");
    assert_int_equal(dispatch(stage->app), 0);
    assert_quiet(stage->window);
}

/* What stood before the mistake was done. */
static void test_malformed_after_others(void **context)
{
    struct stage *stage = *context;
    oriel_value_t *value;

    refuse(stage, "[[\"s\",\"n\",\"k\",1],[\"q\"],[\"s\",\"n\",\"k\",2]]", "its name is unknown");
    value = oriel_state_dup(stage->state, "n", "k");
    assert_string_equal(oriel_value_get_text(value, NULL), "1");
    oriel_value_unref(value);
}

static void test_bad_blocks(void **context)
{
    struct stage *stage = *context;
    static char many[16384];

    assert_int_equal(oriel_session_expose(stage->session, "o", "f", nothing, NULL), ORIEL_OK);
    refuse(stage, "[]\nAQI", "block 0 is not base64");
    refuse(stage, "[]\nAQID\n!!!!", "block 1 is not base64");
    refuse(stage, "[]\nAQID\nAR==", "block 1 is not base64"); /* bits that say nothing */
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[0,0]]]]", "operation: a block that is not there");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[0,1]]]]\nAQID", "operation: a block that is not there");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[0,-1]]]]\nAQID", "operation: a block that is not there");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[1,0]]]]\nAQID", "block for argument 1 of 1");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[-1,0]]]]\nAQID", "operation: a block that is not there");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[0]]]]\nAQID", "operation: a block that is not there");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[[0,0,0]]]]\nAQID", "operation: it is too long");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[null],[0]]]\nAQID", "operation: a list of blocks is wanted");
    refuse(stage, "[[\"c\",1,\"o\",\"f\",[],[[0,0]]]]\nAQID", "block for argument 0 of 0");
    memset(many, '\n', sizeof(many) - 1);
    memcpy(many, "[]", 2);
    refuse(stage, many, "blocks, limit 4096");
    assert_int_equal(dispatch(stage->app), 0);
}

static void test_too_deep(void **context)
{
    struct stage *stage = *context;
    char text[2 * ORIEL_VALUE_DEPTH_MAX + 64];
    int most = ORIEL_VALUE_DEPTH_MAX + ORIEL__MESSAGE_DEPTH - 2; /* the message and the operation are levels too */

    for (int deep = most; deep <= most + 1; deep++) {
        int n = snprintf(text, sizeof(text), "[[\"s\",\"n\",\"k\",");
        memset(text + n, '[', (size_t)deep);
        memset(text + n + deep, ']', (size_t)deep);
        memcpy(text + n + 2 * deep, "]]", 3);
        if (deep == most)
            send_ops(stage->window, text);
        else
            refuse(stage, text, "a malformed message was refused: ");
    }
}

/* Nobody reads a message that is over the limit. */
static void test_too_big(void **context)
{
    struct stage *stage = *context;

    assert_false(oriel__headless_post(stage->window, "x", ORIEL__PAGE_MESSAGE_MAX + 1));
    assert_logged("page: message of 268435457 bytes, limit 268435456");
}

static void test_closed_page(void **context)
{
    struct stage *stage = *context;
    oriel_session_t *session = oriel_session_ref(stage->session);

    assert_int_equal(oriel_session_get_page_count(session), 1);
    oriel_window_destroy(stage->window);
    oriel__headless_sync();
    assert_int_equal(oriel_session_get_page_count(session), 0);
    assert_false(oriel__headless_document(stage->window, NULL, NULL));
    assert_int_equal(oriel_session_expose(session, "o", "f", nothing, NULL), ORIEL_OK);
    oriel_session_unref(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STAGE(test_seed),
        STAGE(test_wrong_key),
        STAGE(test_wrong_document),
        STAGE_WITH_DOCUMENT(test_malformed),
        STAGE_WITH_DOCUMENT(test_malformed_after_others),
        STAGE_WITH_DOCUMENT(test_bad_blocks),
        STAGE_WITH_DOCUMENT(test_too_deep),
        STAGE_WITH_DOCUMENT(test_too_big),
        STAGE_WITH_DOCUMENT(test_closed_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
