/* Tests of the log sink. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "base/log.h"

struct heard {
    int count;
    oriel_log_level_t level;
    char topic[32];
    char text[2048];
};

static void hear(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    struct heard *heard = user;

    heard->count++;
    heard->level = level;
    (void)snprintf(heard->topic, sizeof(heard->topic), "%s", topic);
    (void)snprintf(heard->text, sizeof(heard->text), "%s", text);
}

static void test_sink(void **state)
{
    struct heard heard = { 0 };

    (void)state;
    oriel_set_log(hear, &heard);
    oriel__log(ORIEL_LOG_DEBUG, "window", "%s %d", "closed", 7);
    oriel_set_log(NULL, NULL);
    assert_int_equal(heard.count, 1);
    assert_int_equal(heard.level, ORIEL_LOG_DEBUG);
    assert_string_equal(heard.topic, "window");
    assert_string_equal(heard.text, "closed 7");
}

static void test_long_line_is_cut(void **state)
{
    struct heard heard = { 0 };
    char text[2000];

    (void)state;
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    oriel_set_log(hear, &heard);
    oriel__log(ORIEL_LOG_ERROR, "page", "%s", text);
    oriel_set_log(NULL, NULL);
    assert_int_equal(strlen(heard.text), 1023);
}

static void test_stderr(void **state)
{
    char text[256] = "";
    int ends[2];
    int saved = dup(STDERR_FILENO);
    ssize_t n;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_true(saved >= 0 && dup2(ends[1], STDERR_FILENO) >= 0);
    oriel__log(ORIEL_LOG_DEBUG, "state", "unseen");
    oriel__log(ORIEL_LOG_INFO, "state", "unseen");
    oriel__log(ORIEL_LOG_WARNING, "state", "odd");
    oriel__log(ORIEL_LOG_ERROR, "state", "bad");
    (void)fflush(stderr);
    (void)dup2(saved, STDERR_FILENO);
    n = read(ends[0], text, sizeof(text) - 1);
    assert_true(n > 0);
    text[n] = '\0';
    assert_string_equal(text, "oriel: warning: state: odd\noriel: error: state: bad\n");
    (void)close(saved);
    (void)close(ends[0]);
    (void)close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sink),
        cmocka_unit_test(test_long_line_is_cut),
        cmocka_unit_test(test_stderr),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
