/* A page in a browser, beyond its connection: frames that were not acknowledged
 * are kept, and a connection that was lost may come back to them. Everything but
 * waking is on the server's thread. */
#ifndef ORIEL_SERVER_DOCUMENT_H
#define ORIEL_SERVER_DOCUMENT_H

#include "server/internal.h"

/* Frames go out only while less than this was not acknowledged; beyond KEPT, a
 * lost connection cannot be taken up again. */
#define ORIEL__WINDOW_BYTES ((size_t)2 << 20)
#define ORIEL__KEPT_BYTES ((size_t)4 << 20)

struct oriel__legacy;
struct oriel__seat;
struct oriel__frame;

struct oriel__document {
    struct oriel__carrier carrier;
    _Atomic unsigned refs;
    oriel_server_t *server;   /* held */
    oriel_session_t *session; /* a reference */
    struct oriel__seat *seat; /* the session's */
    struct oriel_list link;   /* in the seat */
    struct oriel_list due;    /* in the server, under its mutex */
    bool is_due;
    struct oriel_page *page;       /* NULL: it has ended */
    struct oriel__socket *socket;  /* NULL: lost */
    struct oriel_list frames;      /* not acknowledged */
    struct oriel__frame *unsent;   /* the first of them that this connection has not had, or NULL */
    size_t kept_bytes;             /* of them */
    uint64_t number;               /* of the document */
    uint64_t last_frame, last_ack; /* taken; seen by the page */
    uint64_t dropped;              /* the last frame that was too much to keep */
    uint64_t heard;                /* the last text of the page that came */
    struct oriel__legacy *legacy;  /* how such a client is spoken to; NULL: a page of ours */
    struct oriel__timeout park;
    struct oriel__job begin;
    bool has_begun, is_away;
    bool is_final; /* it cannot be resumed */
};

/* The page of a new connection. The seat holds the reference. */
oriel_err_t oriel__document_new(struct oriel__seat *seat, struct oriel__socket *socket) ORIEL_MUST_CHECK;
/* Seeds the page, at once or when the session's "connect" handlers, which this
 * posts, have returned. False: out of memory, they will not be called. */
void oriel__document_begin(struct oriel__document *document);
bool oriel__document_connect(struct oriel__document *document);
/* The page's frames up to `seen` came, and so on with what follows. False: what
 * it misses is not there any more. */
bool oriel__document_resume(struct oriel__document *document, struct oriel__socket *socket, uint64_t seen);
/* A text: `number`, what it acknowledges, and the page's own part. False: it breaks the protocol. */
bool oriel__document_receive(struct oriel__document *document, uint64_t number, uint64_t seen, const char *text,
                             size_t len);
/* A message of a client that knows no frames. False: it breaks the protocol. */
bool oriel__document_receive_legacy(struct oriel__document *document, const char *data, size_t len, bool is_text);
/* Sends what is due, as far as the connection takes it. */
void oriel__document_flush(struct oriel__document *document);
/* The connection is gone: `left`, the page too. */
void oriel__document_lost(struct oriel__document *document, bool left);
/* It waited long enough. */
void oriel__document_timed_out(struct oriel__timeout *timeout);
void oriel__document_end(struct oriel__document *document);

/* All that have something due; all of them, without sending. */
void oriel__documents_flush(oriel_server_t *server);
void oriel__documents_forget(oriel_server_t *server);

#endif
