/* What pages ask of custom schemes: whatever they send, nothing that comes out
 * of oriel__url_split() can climb out of a folder. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "window/error_page.h"
#include "window/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_path(const char *path)
{
    size_t n = strlen(path);

    assert(!strchr(path, '\\'));
    assert(n == 0 || (path[0] != '/' && path[n - 1] != '/'));
    assert(strcmp(path, "..") != 0 && strncmp(path, "../", 3) != 0 && !strstr(path, "/../"));
    assert(n < 3 || strcmp(path + n - 3, "/..") != 0);
}

static void check_split(const char *text)
{
    struct oriel__url url = { 0 };

    if (oriel__url_split(text, &url) != ORIEL_OK) {
        assert(!url.scheme && !url.host && !url.path);
        return;
    }
    assert(url.scheme[0] && oriel__url_has_scheme(text, url.scheme));
    check_path(url.host);
    check_path(url.path);
    assert(strlen(url.host) + 1 + strlen(url.path) <= ORIEL__URL_PATH_MAX);
    oriel__url_fini(&url);
}

static void check_origin(const char *text)
{
    char *origin = NULL, *pattern = NULL;

    if (oriel__url_origin(text, &origin) != ORIEL_OK) {
        assert(!origin);
        assert(oriel__url_pattern(text, &pattern) != ORIEL_OK && !pattern);
        return;
    }
    assert(oriel__url_pattern(text, &pattern) == ORIEL_OK);
    assert(!strpbrk(origin, "@\\?# \"<") && pattern[strlen(pattern) - 1] == '*');
    oriel__free(origin);
    oriel__free(pattern);
}

static void check_error_page(const char *text)
{
    char *page = oriel__error_page(text, text);
    const char *shown = strstr(page, "<code>");

    assert(page && strstr(page, "</html>"));
    for (int tags = 0; (shown = strchr(shown, '<')) != NULL; shown++)
        assert(++tags <= 7); /* <code></code><p></p></main></body></html> */
    free(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = size <= 65536 ? oriel__strndup((const char *)data, size) : NULL;

    if (!text)
        return 0;
    check_split(text);
    check_origin(text);
    check_error_page(text);
    oriel__free(text);
    return 0;
}
