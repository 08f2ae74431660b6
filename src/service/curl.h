/* libcurl, loaded when it is first needed: with all that it links it would cost
 * every program 4 ms at its start. */
#ifndef ORIEL_SERVICE_CURL_H
#define ORIEL_SERVICE_CURL_H

#include <curl/curl.h>

#include <oriel/error.h>

#define ORIEL__CURL_MAP(X)                                                                                             \
    X(easy_init)                                                                                                       \
    X(easy_cleanup)                                                                                                    \
    X(easy_reset)                                                                                                      \
    X(easy_pause)                                                                                                      \
    X(easy_strerror)                                                                                                   \
    X(free)                                                                                                            \
    X(global_init)                                                                                                     \
    X(multi_init)                                                                                                      \
    X(multi_cleanup)                                                                                                   \
    X(multi_add_handle)                                                                                                \
    X(multi_remove_handle)                                                                                             \
    X(multi_socket_action)                                                                                             \
    X(multi_info_read)                                                                                                 \
    X(multi_assign)                                                                                                    \
    X(slist_append)                                                                                                    \
    X(slist_free_all)                                                                                                  \
    X(url)                                                                                                             \
    X(url_cleanup)                                                                                                     \
    X(url_dup)                                                                                                         \
    X(url_get)                                                                                                         \
    X(url_set)

/* Its functions, without their prefix. Those with an open list of arguments are
 * macros in curl.h, which would hide them from typeof. */
struct oriel__curl {
/* NOLINTNEXTLINE(bugprone-macro-parentheses): a member's name */
#define ORIEL__CURL_MEMBER(name) __typeof__(&curl_##name) name;
    ORIEL__CURL_MAP(ORIEL__CURL_MEMBER)
#undef ORIEL__CURL_MEMBER
    CURLcode (*easy_setopt)(CURL *easy, CURLoption option, ...);
    CURLcode (*easy_getinfo)(CURL *easy, CURLINFO info, ...);
    CURLMcode (*multi_setopt)(CURLM *multi, CURLMoption option, ...);
};

/* Loads it, once. NULL, with ENOENT noted, where it is missing. Any thread. */
const struct oriel__curl *oriel__curl_load(void);

/* The error that a transfer's code means. */
oriel_err_t oriel__curl_err(CURLcode code);

#endif
