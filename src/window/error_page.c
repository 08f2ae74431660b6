/* The page that stands in for one that could not be loaded. */
#include "window/error_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define PAGE_MAX 65536U
#define TEXT_MAX 4096U /* of address and reason, each */

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
    "<title>Cannot be shown</title><style>"
    ":root{color-scheme:light dark;--back:#f6f6f7;--front:#1d1d20;--soft:#5c5c66;--card:#fff;--line:#dcdce2;--mark:#c4452d}"
    "@media(prefers-color-scheme:dark){:root{--back:#18181b;--front:#ececf0;--soft:#a0a0ab;--card:#232327;"
    "--line:#393940;--mark:#ff8a70}}"
    "*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;"
    "background:var(--back);color:var(--front);font:15px/1.55 system-ui,sans-serif}"
    "main{width:100%;max-width:36rem;padding:1.75rem 2rem;background:var(--card);border:1px solid var(--line);"
    "border-left:4px solid var(--mark);border-radius:10px}"
    "h1{margin:0 0 .75rem;font-size:1.25rem;font-weight:600}p{margin:0;color:var(--soft);overflow-wrap:anywhere}"
    "code{display:block;margin:0 0 1rem;font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}"
    "</style></head><body><main><h1>This page cannot be shown</h1><code>";

/* The length of the UTF-8 character at `text`; 0 when it is none. */
static size_t character(const unsigned char *text)
{
    size_t n = text[0] < 0x80 ? 1 : text[0] >= 0xc2 && text[0] < 0xe0 ? 2 : text[0] >= 0xe0 && text[0] < 0xf0 ? 3 : 4;

    if (n == 4 && (text[0] < 0xf0 || text[0] > 0xf4))
        return 0;
    for (size_t i = 1; i < n; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    }
    if ((text[0] == 0xe0 && text[1] < 0xa0) || (text[0] == 0xed && text[1] > 0x9f) ||
        (text[0] == 0xf0 && text[1] < 0x90) || (text[0] == 0xf4 && text[1] > 0x8f))
        return 0;
    return n;
}

/* Appends as text; what is no text becomes U+FFFD. */
static oriel_err_t add_escaped(struct oriel_buf *buf, const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    size_t start = buf->len;
    oriel_err_t err = ORIEL_OK;

    while (*c && err == ORIEL_OK) {
        size_t n = character(c);

        if (buf->len - start > TEXT_MAX)
            return oriel__buf_adds(buf, "\xe2\x80\xa6");
        if (*c == '&' || *c == '<' || *c == '>' || *c == '"' || *c == '\'')
            err = oriel__buf_addf(buf, "&#%d;", *c);
        else if (n == 0 || *c < ' ' || *c == 0x7f)
            err = oriel__buf_adds(buf, "\xef\xbf\xbd");
        else
            err = oriel__buf_add(buf, c, n);
        c += n ? n : 1;
    }
    return err;
}

char *oriel__error_page(const char *url, const char *text)
{
    struct oriel_buf buf;
    char *page = NULL;

    oriel__buf_init(&buf, PAGE_MAX);
    if (oriel__buf_adds(&buf, head) == ORIEL_OK && add_escaped(&buf, url) == ORIEL_OK &&
        oriel__buf_adds(&buf, "</code><p>") == ORIEL_OK && add_escaped(&buf, text) == ORIEL_OK &&
        oriel__buf_adds(&buf, "</p></main></body></html>\n") == ORIEL_OK) {
        page = malloc(buf.len + 1); /* for free(), as the header says */
        if (page) {
            memcpy(page, buf.data, buf.len);
            page[buf.len] = '\0';
        }
    }
    oriel__buf_fini(&buf);
    return page;
}
