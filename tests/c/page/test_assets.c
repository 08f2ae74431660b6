/* The files of the page client, as the library holds them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page/assets.h"

static const struct oriel__asset *find(const char *path)
{
    return oriel__asset_find(path, strlen(path));
}

static void test_every_file_is_found_and_whole(void **state)
{
    (void)state;
    assert_true(oriel__asset_count >= 5);
    for (size_t i = 0; i < oriel__asset_count; i++) {
        const struct oriel__asset *asset = &oriel__assets[i];

        assert_ptr_equal(find(asset->path), asset);
        assert_true(i == 0 || strcmp(oriel__assets[i - 1].path, asset->path) < 0);
        assert_true(asset->len > 0 && asset->data != NULL);
        assert_int_equal(asset->gzip == NULL, asset->gzip_len == 0);
        assert_int_equal(asset->br == NULL, asset->br_len == 0);
        assert_true(asset->gzip_len < asset->len && asset->br_len < asset->len);
        assert_int_equal(asset->etag[0], '"');
        assert_int_equal(asset->immutable, strncmp(asset->path, "/assets/", 8) == 0);
    }
}

static void test_a_path_is_found_as_a_whole(void **state)
{
    const struct oriel__asset *page = find("/");

    (void)state;
    assert_non_null(page);
    assert_string_equal(page->type, "text/html; charset=utf-8");
    assert_non_null(find("/oriel/page.js"));
    assert_non_null(find("/favicon.svg"));
    assert_null(find(""));
    assert_null(find("/assets/"));
    assert_null(find("/oriel/page.jsx"));
    assert_null(find("/oriel/page.j"));
    assert_null(find("~"));
    assert_ptr_equal(oriel__asset_find("/favicon.svg?x", 12), find("/favicon.svg"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_file_is_found_and_whole),
        cmocka_unit_test(test_a_path_is_found_as_a_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
