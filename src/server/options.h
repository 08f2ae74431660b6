/* A server's options, copied and checked. */
#ifndef ORIEL_SERVER_OPTIONS_H
#define ORIEL_SERVER_OPTIONS_H

#include <oriel/server.h>

struct oriel__server_options {
    oriel_server_opts_t given; /* its strings and lists are owned */
    int root_fd;               /* of `root`; -1: none */
};

/* EINVAL and ENOENT name the option. */
oriel_err_t oriel__options_copy(const oriel_server_opts_t *opts, struct oriel__server_options *ret) ORIEL_MUST_CHECK;
void oriel__options_fini(struct oriel__server_options *options);

#endif
