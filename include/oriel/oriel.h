/* Everything: #include <oriel/oriel.h>. */
#ifndef ORIEL_ORIEL_H
#define ORIEL_ORIEL_H

#include <oriel/app.h>
#include <oriel/error.h>
#include <oriel/fetch.h>
#include <oriel/inbox.h>
#include <oriel/page.h>
#include <oriel/runtime.h>
#include <oriel/server.h>
#include <oriel/session.h>
#include <oriel/state.h>
#include <oriel/storage.h>
#include <oriel/value.h>
#include <oriel/version.h>
#include <oriel/widget.h>
#include <oriel/widgets.h>
#include <oriel/window.h>

#endif
