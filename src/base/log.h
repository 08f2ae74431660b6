/* The one log sink. */
#ifndef ORIEL_BASE_LOG_H
#define ORIEL_BASE_LOG_H

#include <oriel/error.h>

void oriel__log(oriel_log_level_t level, const char *topic, const char *format, ...) ORIEL_PRINTF(3, 4);

#endif
