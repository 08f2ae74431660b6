/* Figures in the text format of Prometheus. */
#include "server/metrics.h"

#include <inttypes.h>
#include <stdatomic.h>

#include "base/buf.h"

static oriel_err_t add(struct oriel_buf *buf, const char *name, const char *type, const char *help, uint64_t value)
{
    return oriel__buf_addf(buf, "# HELP oriel_%s %s\n# TYPE oriel_%s %s\noriel_%s %" PRIu64 "\n", name, help, name,
                           type, name, value);
}

char *oriel__metrics_text(oriel_server_t *server, size_t *len)
{
    struct oriel__figures *f = &server->figures;
    const struct {
        const char *name, *type, *help;
        uint64_t value;
    } rows[] = {
        { "sessions", "gauge", "Sessions there are.", oriel_server_get_session_count(server) },
        { "sessions_waiting", "gauge", "Browsers that wait for a place.", atomic_load(&f->waiting) },
        { "connections", "gauge", "Connections of any kind.", atomic_load(&f->connections) },
        { "connections_total", "counter", "Connections accepted.", atomic_load(&f->connections_total) },
        { "accept_failures_total", "counter", "Times that no descriptor was left.", atomic_load(&f->accept_failures) },
        { "refused_total", "counter", "Connections and requests refused.", atomic_load(&f->refused_total) },
        { "requests_total", "counter", "HTTP requests.", atomic_load(&f->requests_total) },
        { "sockets", "gauge", "WebSocket connections.", atomic_load(&f->sockets) },
        { "sockets_total", "counter", "WebSocket connections accepted.", atomic_load(&f->sockets_total) },
        { "resumed_total", "counter", "Pages that came back and missed nothing.", atomic_load(&f->resumed_total) },
        { "messages_received_total", "counter", "Messages from pages.", atomic_load(&f->texts_in) },
        { "received_bytes_total", "counter", "Their bytes.", atomic_load(&f->bytes_in) },
        { "messages_sent_total", "counter", "Messages to pages.", atomic_load(&f->frames_out) },
        { "sent_bytes_total", "counter", "Their bytes.", atomic_load(&f->bytes_out) },
    };
    struct oriel_buf buf;
    oriel_err_t err = ORIEL_OK;

    oriel__buf_init(&buf, 65536);
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows) && !err; i++)
        err = add(&buf, rows[i].name, rows[i].type, rows[i].help, rows[i].value);
    char *text = err ? NULL : oriel__buf_steal(&buf, len);

    oriel__buf_fini(&buf);
    return text;
}
