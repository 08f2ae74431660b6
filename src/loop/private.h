/* Inboxes of programs' own, as the rooms above see them. */
#ifndef ORIEL_LOOP_PRIVATE_H
#define ORIEL_LOOP_PRIVATE_H

#include <oriel/inbox.h>

#include "loop/inbox.h"

/* The same object; the reference stays where it is. */
struct oriel__inbox *oriel__inbox_of(oriel_inbox_t *inbox);

#endif
