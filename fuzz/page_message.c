/* Feeds bytes to a page as if its document had sent them. The first byte says
 * how: '0' as they are, anything else behind the right key and document. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/error.h>

#include "page/call.h"
#include "page/page.h"
#include "state/state.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            abort();                                                                                                   \
    } while (0)

struct target {
    struct oriel__drain_hook hook;
    struct oriel__carrier carrier;
    struct oriel__inbox *inbox;
    struct oriel__mailbox *mailbox;
    struct oriel__bindings bindings;
    oriel_state_t *state;
    struct oriel_page *page;
};

static bool is_turn(struct oriel__drain_hook *hook)
{
    (void)hook;
    return true;
}

static void request(struct oriel__drain_hook *hook, oriel_state_t *state)
{
    (void)hook;
    (void)state;
}

static void ignore_carrier(struct oriel__carrier *carrier)
{
    (void)carrier;
}

static void ignore_owner(void *owner)
{
    (void)owner;
}

static void ignore_log(oriel_log_level_t level, const char *topic, const char *text, void *user)
{
    (void)level;
    (void)topic;
    (void)text;
    (void)user;
}

/* Reads every argument in every way, and answers with the first. */
static oriel_err_t echo(oriel_call_t *call, void *user)
{
    size_t count = oriel_call_get_arg_count(call), len;
    const void *bytes;
    const char *text;
    double real;

    (void)user;
    for (size_t i = 0; i < count && i < 16; i++) {
        if (oriel_call_arg_string(call, i, &text, &len) == ORIEL_OK)
            CHECK(text[len] == '\0');
        if (oriel_call_arg_bytes(call, i, &bytes, &len) == ORIEL_OK)
            CHECK(bytes);
        (void)!oriel_call_arg_real(call, i, &real);
    }
    oriel_value_t *first = oriel_call_dup_arg(call, 0);

    if (first)
        (void)oriel_call_reply(call, first);
    return ORIEL_OK;
}

static oriel_err_t next(oriel_call_t *pull, void *user)
{
    (void)user;
    (void)oriel_call_reply(pull, oriel_value_int(1));
    return ORIEL_OK;
}

static oriel_err_t stream(oriel_call_t *call, void *user)
{
    static const oriel_stream_ops_t ops = { sizeof(ops), next, NULL };

    return oriel_call_reply_stream(call, &ops, user);
}

static void expose(struct target *target, const char *name, oriel_call_cb handler)
{
    bool is_new;

    CHECK(!oriel__bindings_set(&target->bindings, target->inbox, "o", name, handler, NULL, NULL, &is_new));
}

static void open_target(struct target *target)
{
    struct oriel__page_parts parts = { .owner_ref = ignore_owner, .owner_unref = ignore_owner };
    struct oriel_buf seed;

    memset(target, 0, sizeof(*target));
    target->hook = (struct oriel__drain_hook){ is_turn, request, NULL };
    target->carrier = (struct oriel__carrier){ ignore_carrier, ignore_carrier, ignore_carrier, ignore_carrier, NULL };
    oriel__bindings_init(&target->bindings);
    CHECK(!oriel__inbox_new(&target->inbox) && !oriel__mailbox_new(target->inbox, false, &target->mailbox));
    CHECK(!oriel__state_make(&target->hook, &target->state));
    parts.inbox = target->inbox;
    parts.mailbox = target->mailbox;
    parts.bindings = &target->bindings;
    parts.state = target->state;
    CHECK(!oriel__page_new(&parts, &target->carrier, &target->page));
    expose(target, "echo", echo);
    expose(target, "stream", stream);
    oriel__buf_init(&seed, (size_t)1 << 20);
    CHECK(!oriel__page_begin(target->page, &seed));
    oriel__buf_fini(&seed);
}

static void close_target(struct target *target)
{
    oriel__page_detach(target->page);
    oriel__inbox_close(target->inbox);
    oriel__page_unref(target->page);
    oriel__bindings_fini(&target->bindings);
    oriel_state_unref(target->state);
    oriel__mailbox_unref(target->mailbox);
    oriel__inbox_unref(target->inbox);
}

/* Every frame must be what a page can read. */
static void take_all(struct oriel_page *page)
{
    char *text;
    size_t len;

    while (oriel__page_take(page, &text, &len)) {
        const char *line = memchr(text, '\n', len);
        const char *end = line ? memchr(line + 1, '\n', len - (size_t)(line + 1 - text)) : NULL;
        oriel_value_t *value = NULL;

        CHECK(line && text[len] == '\0');
        if (len < ((size_t)1 << 16) && /* answers nest as deep as arguments: one level more than a value may */
            oriel_value_from_json(line + 1, (size_t)((end ? end : text + len) - line - 1), &value) == ORIEL_ESYNTAX)
            abort();
        oriel_value_unref(value);
        free(text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool whole = size > 0 && data[0] == '0';
    struct target target;
    struct oriel_buf text;

    oriel_set_log(ignore_log, NULL);
    open_target(&target);
    oriel__buf_init(&text, size + 256);
    if (!whole)
        CHECK(!oriel__buf_addf(&text, "%s 1\n", oriel__page_get_key(target.page)));
    if (size > 1)
        CHECK(!oriel__buf_add(&text, data + 1, size - 1));
    CHECK(!oriel__buf_reserve(&text, 1));
    bool accepted = oriel__page_receive(target.page, text.data, text.len);

    CHECK(!(whole && accepted)); /* nobody guesses the key */
    oriel__buf_fini(&text);
    while (oriel__inbox_dispatch(target.inbox, 0) > 0)
        ;
    take_all(target.page);
    close_target(&target);
    oriel_set_log(NULL, NULL);
    return 0;
}
