/* Media types by file name, and the page for what cannot be shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/mime.h"
#include "window/error_page.h"

static void test_extension(void **state)
{
    (void)state;
    assert_string_equal(oriel__mime_extension("a/b.html"), "html");
    assert_string_equal(oriel__mime_extension("archive.tar.gz"), "gz");
    assert_string_equal(oriel__mime_extension(".htaccess"), "htaccess");
    assert_null(oriel__mime_extension("a.b/c"));
    assert_null(oriel__mime_extension("a."));
    assert_null(oriel__mime_extension(""));
    assert_null(oriel__mime_extension("plain"));
}

static void test_lookup(void **state)
{
    static const char *const rows[][2] = {
        { "html", "text/html; charset=utf-8" },
        { "css", "text/css; charset=utf-8" },
        { "js", "text/javascript; charset=utf-8" },
        { "mjs", "text/javascript; charset=utf-8" },
        { "json", "application/json" },
        { "map", "application/json" },
        { "wasm", "application/wasm" },
        { "svg", "image/svg+xml" },
        { "png", "image/png" },
        { "jpg", "image/jpeg" },
        { "jpeg", "image/jpeg" },
        { "webp", "image/webp" },
        { "avif", "image/avif" },
        { "gif", "image/gif" },
        { "ico", "image/vnd.microsoft.icon" },
        { "woff", "font/woff" },
        { "woff2", "font/woff2" },
        { "ttf", "font/ttf" },
        { "otf", "font/otf" },
        { "mp4", "video/mp4" },
        { "webm", "video/webm" },
        { "mp3", "audio/mpeg" },
        { "ogg", "audio/ogg" },
        { "wav", "audio/wav" },
        { "txt", "text/plain; charset=utf-8" },
        { "md", "text/markdown; charset=utf-8" },
        { "xml", "application/xml" },
        { "pdf", "application/pdf" },
        { "glb", "model/gltf-binary" },
        { "gltf", "model/gltf+json" },
        { "csv", "text/csv; charset=utf-8" },
        { "3gp", "video/3gpp" },
        { "zip", "application/zip" },
        { "htm", "text/html; charset=utf-8" },
        { "HTML", "text/html; charset=utf-8" },
        { "WoFF2", "font/woff2" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *type = oriel__mime_lookup(rows[i][0]);

        assert_non_null(type);
        assert_string_equal(type, rows[i][1]);
    }
    assert_null(oriel__mime_lookup("nonsense"));
    assert_null(oriel__mime_lookup("htmlx"));
    assert_null(oriel__mime_lookup("ht"));
    assert_null(oriel__mime_lookup(""));
    assert_null(oriel__mime_lookup("\xff"));
}

static void test_types(void **state)
{
    char copy[ORIEL__MIME_SIZE], longest[ORIEL__MIME_SIZE + 1];

    (void)state;
    assert_true(oriel__mime_is_type("model/gltf-binary"));
    assert_true(oriel__mime_is_type("text/html; charset=latin1"));
    assert_false(oriel__mime_is_type(""));
    assert_false(oriel__mime_is_type("text"));
    assert_false(oriel__mime_is_type("/html"));
    assert_false(oriel__mime_is_type("text/"));
    assert_false(oriel__mime_is_type("text/; x=a/b"));
    assert_false(oriel__mime_is_type("text/html\r\nX-Injected: 1"));
    assert_false(oriel__mime_is_type("text/h\xc3\xa4"));

    oriel__mime_copy(copy, "text/x-custom");
    assert_string_equal(copy, "text/x-custom; charset=utf-8");
    oriel__mime_copy(copy, "text/html; charset=latin1");
    assert_string_equal(copy, "text/html; charset=latin1");
    oriel__mime_copy(copy, "image/png");
    assert_string_equal(copy, "image/png");

    memset(longest, 'x', sizeof(longest));
    memcpy(longest, "text/", 5);
    longest[ORIEL__MIME_SIZE] = '\0';
    assert_false(oriel__mime_is_type(longest));
    longest[ORIEL__MIME_SIZE - 1] = '\0';
    assert_true(oriel__mime_is_type(longest));
    oriel__mime_copy(copy, longest);
    assert_string_equal(copy, longest);
}

static void test_error_page(void **state)
{
    char *page = oriel__error_page("app://x/<script>alert('1')</script>&\"", "no\x01 such \xff\xc3\xa4 \xed\xa0\x80.");
    char *large = oriel__alloc(100001);

    (void)state;
    assert_non_null(page);
    assert_null(strstr(page, "<script"));
    assert_non_null(strstr(page, "app://x/&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;&#34;"));
    assert_non_null(strstr(page, "no\xef\xbf\xbd such \xef\xbf\xbd\xc3\xa4 \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd."));
    assert_non_null(strstr(page, "prefers-color-scheme:dark"));
    free(page);

    memset(large, '<', 100000);
    large[100000] = '\0';
    page = oriel__error_page(large, large);
    assert_non_null(page);
    assert_true(strlen(page) < 16384);
    free(page);
    oriel__free(large);

    for (long n = 1;; n++) {
        oriel__alloc_fail_at(n);
        page = oriel__error_page("app://x", "why");
        if (!oriel__alloc_has_failed())
            break;
        assert_null(page);
    }
    oriel__alloc_fail_at(0);
    assert_non_null(page);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extension),
        cmocka_unit_test(test_lookup),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_error_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
