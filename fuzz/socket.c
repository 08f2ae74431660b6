/* What anybody may send to a server before and beside frames: introductions,
 * heads of texts, control messages, headers, and what older clients say. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>

#include "base/alloc.h"
#include "server/http.h"
#include "server/legacy.h"
#include "server/proxy.h"
#include "server/title.h"
#include "server/wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            abort();                                                                                                   \
    } while (0)

static bool ignore(void *user, const void *bytes, size_t len)
{
    (void)user;
    CHECK(bytes || len == 0);
    return true;
}

static bool ignore_text(void *user, const char *text, size_t len)
{
    oriel_value_t *value = NULL;

    /* Whatever frame it was, what goes out is JSON. */
    CHECK(oriel_value_from_json(text, len, &value) == ORIEL_OK);
    oriel_value_unref(value);
    return ignore(user, text, len);
}

static void try_wire(const char *text, size_t len)
{
    struct oriel__greeting greeting;
    uint64_t number, seen;
    const char *rest;

    if (oriel__wire_head(text, len, &number, &seen, &rest))
        CHECK(rest > text && rest <= text + len);
    if (oriel__greeting_read(text, len, &greeting) == ORIEL_OK)
        oriel__greeting_fini(&greeting);
}

static void try_legacy(const char *text, size_t len)
{
    const struct oriel__legacy_sink sink = { ignore_text, ignore, NULL };
    struct oriel__legacy legacy;
    struct oriel_buf ops;

    oriel__legacy_init(&legacy);
    oriel__buf_init(&ops, (size_t)16 << 20);
    (void)!oriel__legacy_message(&legacy, text, len, &ops);
    (void)!oriel__legacy_frame(&legacy, text, len, &sink);
    oriel__buf_fini(&ops);
    oriel__legacy_fini(&legacy);
}

static void try_headers(const char *text)
{
    static const char *const list[] = { "10.0.0.0/8", "::1", "example.org:80", NULL };
    const struct oriel__hosts hosts = { "127.0.0.1", list, 80, 81 };
    struct oriel__network network;
    char peer[ORIEL__ADDRESS_SIZE];
    uint64_t start, length;

    (void)oriel__host_is_ours(&hosts, text);
    (void)oriel__origin_is_ours(&hosts, list, "http", "127.0.0.1", text);
    (void)oriel__network_read(text, &network);
    oriel__peer_of(list, "10.0.0.1", text, peer);
    CHECK(memchr(peer, '\0', sizeof(peer)));
    (void)oriel__http_accepts(text, "br");
    if (oriel__http_range(text, 100, &start, &length) == 1)
        CHECK(start < 100 && length > 0 && start + length <= 100);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    size_t len = 0;

    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    try_wire(text, size);
    try_legacy(text, size);
    try_headers(text);
    oriel__free(oriel__page_titled(text, size, "<&>", 7, true, &len));
    free(text);
    return 0;
}
