/* Codes that let one more browser join a session. */
#include "server/codes.h"

#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/sync.h"
#include "server/registry.h"

struct code {
    uint64_t due_ns; /* good until then */
    char session_id[ORIEL__SESSION_ID_MAX + 1];
};

/* Under the mutex: takes out one that is no good any more. */
static bool drop_old(oriel_server_t *server, uint64_t now)
{
    size_t cursor = 0, len = 0;
    const char *key = NULL;
    struct code *code;

    while ((code = oriel__hash_each(&server->codes, &cursor, &key, &len))) {
        if (code->due_ns > now)
            continue;
        oriel__hash_remove(&server->codes, key, len);
        oriel__free(code);
        return true;
    }
    return false;
}

static bool add(oriel_server_t *server, const char *text, oriel_session_t *session, uint64_t now, uint64_t due_ns)
{
    struct code *code = oriel__new0(sizeof(*code));
    void *old = NULL;

    if (!code)
        return false;
    code->due_ns = due_ns;
    memcpy(code->session_id, oriel__seat_of(session)->member.id, sizeof(code->session_id));
    oriel__lock(&server->mutex);
    while (drop_old(server, now))
        ;
    bool is_in = oriel__hash_count(&server->codes) < ORIEL__CODES_MAX &&
                 oriel__hash_set(&server->codes, text, strlen(text), code, &old) == ORIEL_OK;

    oriel__unlock(&server->mutex);
    oriel__free(is_in ? old : code);
    return is_in;
}

char *oriel__codes_make(oriel_server_t *server, oriel_session_t *session)
{
    char text[oriel__token_size(ORIEL__CODE_BYTES)];
    uint64_t now = oriel__now_ns();

    if (oriel__token(text, ORIEL__CODE_BYTES) != ORIEL_OK ||
        !add(server, text, session, now, now + (uint64_t)server->opts.given.join_ms * 1000000u))
        return NULL;
    return oriel__strdup(text);
}

void oriel__codes_return(oriel_server_t *server, const char *text, oriel_session_t *session, uint64_t due_ns)
{
    uint64_t now = oriel__now_ns();

    if (session && due_ns > now)
        (void)add(server, text, session, now, due_ns);
}

oriel_session_t *oriel__codes_use(oriel_server_t *server, const char *text, uint64_t *due_ns)
{
    char id[ORIEL__SESSION_ID_MAX + 1] = "";

    oriel__lock(&server->mutex);
    struct code *code = oriel__hash_get(&server->codes, text, strlen(text));

    if (code && code->due_ns > oriel__now_ns())
        memcpy(id, code->session_id, sizeof(id));
    *due_ns = 0;
    if (code && !server->opts.given.join_again) {
        *due_ns = code->due_ns;
        oriel__hash_remove(&server->codes, text, strlen(text));
        oriel__free(code);
    }
    oriel__unlock(&server->mutex);
    return *id ? oriel__registry_find(server, id) : NULL;
}

void oriel__codes_clear(oriel_server_t *server)
{
    oriel__lock(&server->mutex);
    oriel__hash_fini(&server->codes, oriel__free);
    oriel__hash_init(&server->codes);
    oriel__unlock(&server->mutex);
}
