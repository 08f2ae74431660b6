/* Figures in the text format of Prometheus. */
#ifndef ORIEL_SERVER_METRICS_H
#define ORIEL_SERVER_METRICS_H

#include "server/internal.h"

/* The caller frees it; NULL: out of memory. */
char *oriel__metrics_text(oriel_server_t *server, size_t *len);

#endif
