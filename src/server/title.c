/* The widget page with the program's own title in it. */
#include "server/title.h"

#include <string.h>

#include "base/buf.h"

#define PAGE_MAX ((size_t)16 << 20)

static oriel_err_t add_escaped(struct oriel_buf *buf, const char *text)
{
    oriel_err_t err = ORIEL_OK;

    for (; *text && !err; text++) {
        switch (*text) {
        case '&':
            err = oriel__buf_adds(buf, "&amp;");
            break;
        case '<':
            err = oriel__buf_adds(buf, "&lt;");
            break;
        case '>':
            err = oriel__buf_adds(buf, "&gt;");
            break;
        case '"':
            err = oriel__buf_adds(buf, "&quot;");
            break;
        default:
            err = oriel__buf_addc(buf, *text);
        }
    }
    return err;
}

/* Where `what` stands in the page; the page's end when it does not. */
static size_t find(const char *page, size_t len, const char *what)
{
    const char *at = memmem(page, len, what, strlen(what));

    return at ? (size_t)(at - page) : len;
}

char *oriel__page_titled(const char *page, size_t page_len, const char *title, int ws_port, bool is_secure, size_t *len)
{
    static const char open[] = "<title>", close[] = "</title>";
    size_t start = find(page, page_len, open), end = find(page, page_len, close), at = 0;
    size_t head = find(page, page_len, "</head>");
    struct oriel_buf buf;
    oriel_err_t err = ORIEL_OK;

    oriel__buf_init(&buf, PAGE_MAX);
    if (title && start < end && end < page_len) {
        err = oriel__buf_add(&buf, page, start + sizeof(open) - 1);
        if (!err)
            err = add_escaped(&buf, title);
        at = end;
    }
    if (!err && ws_port >= 0 && head >= at && head < page_len) {
        err = oriel__buf_add(&buf, page + at, head - at);
        if (!err)
            err = oriel__buf_addf(&buf, "<meta name=\"oriel-ws\" content=\"%s://:%d/\">", is_secure ? "wss" : "ws",
                                  ws_port);
        at = head;
    }
    if (!err)
        err = oriel__buf_add(&buf, page + at, page_len - at);
    char *text = err ? NULL : oriel__buf_steal(&buf, len);

    oriel__buf_fini(&buf);
    return text;
}
