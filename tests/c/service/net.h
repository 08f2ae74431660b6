/* An app, its runtime, and a server: what the tests of fetch share. */
#ifndef ORIEL_TEST_SERVICE_NET_H
#define ORIEL_TEST_SERVICE_NET_H

#include "fake.h"
#include "server.h"

struct net {
    struct place place; /* first: fake.h's functions take it */
    struct server server;
    oriel_runtime_t *runtime;
};

static inline int net_setup(void **context)
{
    struct net *net = calloc(1, sizeof(*net));
    void *place = NULL;

    unsetenv("http_proxy");
    assert_non_null(net);
    place_setup(&place);
    net->place = *(struct place *)place;
    free(place);
    server_start(&net->server);
    net->runtime = oriel_app_get_runtime(net->place.app);
    *context = net;
    return 0;
}

static inline int net_teardown(void **context)
{
    struct net *net = *context;

    oriel_app_unref(net->place.app);
    server_stop(&net->server);
    remove_folder(net->place.folder);
    free(net);
    return 0;
}

static inline const char *url_of(struct net *net, const char *path)
{
    static char url[256];

    (void)snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", net->server.port, path);
    return url;
}

static inline oriel_fetch_t *start_with(struct net *net, const char *path, oriel_fetch_opts_t opts)
{
    oriel_fetch_t *fetch = NULL;

    assert_int_equal(oriel_fetch_start(net->runtime, url_of(net, path), &opts, &fetch), ORIEL_OK);
    return fetch;
}

static inline oriel_fetch_t *start(struct net *net, const char *path)
{
    return start_with(net, path, (oriel_fetch_opts_t)ORIEL_FETCH_OPTS_INIT);
}

#endif
