/* Origins: which documents of a window get the bridge. */
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/sync.h"
#include "page/page_js.h"
#include "value/value.h"
#include "window/url.h"
#include "window/window.h"

#define ORIGINS_MAX 256
#define MARKER "__ORIEL_CONFIG__"

static void *grow(char ***array, size_t count)
{
    char **bigger = oriel__realloc(*array, (count + 2) * sizeof(**array));

    if (bigger)
        *array = bigger;
    return bigger;
}

/* For files the folder is enough; for the rest the pattern of the origin. Slashes
 * after the path, as in "page.html#/settings", do not make folders. */
static oriel_err_t make_pattern(const char *url, char **ret)
{
    if (strncmp(url, "file://", 7) != 0)
        return oriel__url_pattern(url, ret);
    const char *slash = memrchr(url, '/', strcspn(url, "?#"));
    size_t len = (size_t)(slash + 1 - url);
    char *pattern = oriel__alloc(len + 2);

    if (!pattern)
        return oriel__nomem();
    memcpy(pattern, url, len);
    memcpy(pattern + len, "*", 2);
    *ret = pattern;
    return ORIEL_OK;
}

oriel_err_t oriel__window_allow(oriel_window_t *window, const char *url)
{
    char *origin = NULL, *pattern = NULL;
    bool known = false;
    oriel_err_t err = oriel__url_origin(url, &origin);

    if (!err)
        err = make_pattern(url, &pattern);
    oriel__lock(&window->mutex);
    for (size_t i = 0; !err && i < window->origin_count; i++)
        known = known || strcmp(window->allow[i], pattern) == 0;
    if (!err && !known && window->origin_count == ORIGINS_MAX)
        err = oriel__fail(ORIEL_ETOOBIG, "window: %d origins are allowed, the limit", ORIGINS_MAX);
    if (!err && !known &&
        (!grow(&window->allow, window->origin_count) || !grow(&window->origins, window->origin_count)))
        err = oriel__nomem();
    if (!err && !known) {
        window->allow[window->origin_count] = pattern;
        window->origins[window->origin_count++] = origin;
        window->allow[window->origin_count] = NULL;
        window->origins[window->origin_count] = NULL;
        pattern = origin = NULL;
    }
    oriel__unlock(&window->mutex);
    oriel__free(pattern);
    oriel__free(origin);
    return err;
}

/* {"key":"...","origins":["app:",...]} */
static oriel_err_t write_config(oriel_window_t *window, struct oriel_buf *out)
{
    oriel_err_t err = oriel__buf_addf(out, "{\"key\":\"%s\",\"origins\":[", oriel__page_get_key(window->page));

    oriel__lock(&window->mutex);
    for (size_t i = 0; !err && i < window->origin_count; i++) {
        if (i > 0)
            err = oriel__buf_addc(out, ',');
        if (!err)
            err = oriel__json_add_string(out, window->origins[i], strlen(window->origins[i]));
    }
    oriel__unlock(&window->mutex);
    return err ? err : oriel__buf_adds(out, "]}");
}

oriel_err_t oriel__window_dup_script(oriel_window_t *window, char **ret)
{
    const char *marker = strstr(oriel__page_js, MARKER);
    struct oriel_buf buf;

    if (!marker)
        return oriel__fail(ORIEL_EIO, "the page script was built without its configuration");
    oriel__buf_init(&buf, (size_t)4 << 20);
    oriel_err_t err = oriel__buf_add(&buf, oriel__page_js, (size_t)(marker - oriel__page_js));

    if (!err)
        err = write_config(window, &buf);
    if (!err)
        err = oriel__buf_adds(&buf, marker + strlen(MARKER));
    if (!err) {
        *ret = oriel__buf_steal(&buf, NULL);
        err = *ret ? ORIEL_OK : oriel__nomem();
    }
    oriel__buf_fini(&buf);
    return err;
}

oriel_err_t oriel__window_update_script(oriel_window_t *window)
{
    char *script = NULL;
    oriel_err_t err = oriel__window_dup_script(window, &script);

    if (err)
        return err;
    oriel__lock(&window->mutex); /* the backend copies, and calls nothing of ours */
    window->backend->set_script(window->native, script, (const char *const *)window->allow);
    oriel__unlock(&window->mutex);
    oriel__free(script);
    return ORIEL_OK;
}
