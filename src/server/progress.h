/* How far a connection's bytes have come. */
#ifndef ORIEL_SERVER_PROGRESS_H
#define ORIEL_SERVER_PROGRESS_H

#include <stdint.h>

/* Bytes that the other side has acknowledged; 0 when the kernel does not say. */
uint64_t oriel__bytes_taken(int fd);

#endif
