/* One WebSocket connection: what comes and goes over it. Server's thread. */
#ifndef ORIEL_SERVER_SOCKET_H
#define ORIEL_SERVER_SOCKET_H

#include "base/buf.h"
#include "server/internal.h"
#include "server/wire.h"

struct oriel__document;

enum oriel__socket_phase {
    ORIEL__SOCKET_GREETING, /* it has not introduced itself */
    ORIEL__SOCKET_ASKING,   /* the program decides */
    ORIEL__SOCKET_WAITING,  /* the server is full */
    ORIEL__SOCKET_STARTING, /* the program builds what it will show */
    ORIEL__SOCKET_OPEN,
    ORIEL__SOCKET_CLOSING
};

enum oriel__close_code {
    ORIEL__CLOSE_AWAY = 1001,
    ORIEL__CLOSE_PROTOCOL = 1002,
    ORIEL__CLOSE_TOO_BIG = 1009,
    ORIEL__CLOSE_BROKEN = 1011,
    ORIEL__CLOSE_LATER = 1013,
    ORIEL__CLOSE_CREDENTIALS = 4001,
    ORIEL__CLOSE_MALFORMED = 4002, /* by a page, which may not say 1002 */
    ORIEL__CLOSE_REFUSED = 4003,
    ORIEL__CLOSE_ENDED = 4004,
    ORIEL__CLOSE_SILENT = 4008
};

struct oriel__socket {
    struct oriel_list link;  /* in the server */
    struct oriel_list queue; /* in the server's queue, while it waits */
    oriel_server_t *server;
    struct lws *wsi;
    struct oriel__document *document; /* NULL until it is open */
    oriel_request_t *request;         /* who asks; NULL without a hook, and once it is open */
    oriel_session_t *target;          /* which session it may join, or NULL; a reference, until it is open */
    oriel_value_t *user;              /* what the hook said of it, until it is open */
    uint64_t code_due_ns;             /* until when the code it came with is good, until it is open; 0: none */
    struct oriel__greeting greeting;
    struct oriel__timeout handshake, silence, ack, closing;
    struct oriel_buf in;   /* a message in pieces */
    struct oriel_list out; /* control messages that are due */
    size_t out_bytes;
    uint64_t heard_ms;    /* when something came last */
    uint64_t taken_bytes; /* the other side had so many when it was silent last */
    unsigned pings;       /* sent since */
    unsigned unacked;     /* texts that were not acknowledged, */
    size_t unacked_bytes; /* and their bytes */
    size_t place;         /* the last one told */
    enum oriel__socket_phase phase;
    int close_code;
    char close_text[124];
    bool is_accepted; /* by the hook */
    bool is_legacy, wants_ping, has_left, has_said_close;
};

/* --- From the HTTP library ------------------------------------------------------ */
struct oriel__socket *oriel__socket_new(oriel_server_t *server, struct lws *wsi);
/* The connection is gone; frees it. */
void oriel__socket_gone(struct oriel__socket *socket);
/* Some bytes of a message. False: close (the reason is set). */
bool oriel__socket_receive(struct oriel__socket *socket, const char *data, size_t len, bool is_first, bool is_final,
                           bool is_text);
void oriel__socket_heard(struct oriel__socket *socket); /* anything at all */
void oriel__socket_peer_closes(struct oriel__socket *socket, int code);
/* It can be written to. False: close. */
bool oriel__socket_writable(struct oriel__socket *socket);

/* --- For the rest of the server --------------------------------------------------- */
/* A control message (JSON), or, for clients that know no frames, a message of any
 * kind; copied. False: it is closing. */
bool oriel__socket_send(struct oriel__socket *socket, const void *data, size_t len, bool is_text);
/* Whether frames may go out now; when not, oriel__document_flush() will follow. */
bool oriel__socket_may_write(struct oriel__socket *socket);
/* A frame; `data` has room for ORIEL__SOCKET_PRE bytes in front of it. */
bool oriel__socket_write(struct oriel__socket *socket, char *data, size_t len);
/* The page's texts up to now are acknowledged by what was sent. */
void oriel__socket_acked(struct oriel__socket *socket);
void oriel__socket_close(struct oriel__socket *socket, enum oriel__close_code code, const char *text);
void oriel__socket_timed_out(enum oriel__timeout_kind kind, struct oriel__timeout *timeout);
/* Introduces the session to the page; `seed` may be NULL. */
void oriel__socket_introduce(struct oriel__socket *socket, const struct oriel_buf *seed);
void oriel__socket_tell_place(struct oriel__socket *socket, size_t place);
/* `{"type":"bye"}`. */
void oriel__socket_say_bye(struct oriel__socket *socket, const char *text, bool again);
/* The program ends: that, and the end of the connection. */
void oriel__socket_say_goodbye(struct oriel__socket *socket);
void oriel__sockets_say_goodbye(oriel_server_t *server);

/* Room in front of what is written, for the library's own head. */
#define ORIEL__SOCKET_PRE 16

#endif
