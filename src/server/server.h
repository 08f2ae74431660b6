/* What the app needs of servers. */
#ifndef ORIEL_SERVER_SERVER_H
#define ORIEL_SERVER_SERVER_H

#include <pthread.h>

#include <oriel/server.h>

#include "base/list.h"

/* The started servers of an app. */
struct oriel__servers {
    pthread_mutex_t mutex;
    struct oriel_list list;
    size_t count;
};

void oriel__servers_init(struct oriel__servers *servers);
void oriel__servers_fini(struct oriel__servers *servers);
size_t oriel__servers_count(struct oriel__servers *servers);
/* Closes all that are started now. */
void oriel__servers_shutdown(struct oriel__servers *servers);
/* The app's, by the app room. */
struct oriel__servers *oriel__app_servers(oriel_app_t *app);

#endif
