/* libcurl, loaded when it is first needed. */
#include "service/curl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"

#define LIBRARY "libcurl.so.4"
#define OPENSSL_NO_ATEXIT UINT64_C(0x00080000)

static struct oriel__curl curl;
static char problem[256];

/* Copied, since ISO C does not convert objects' addresses to functions'. */
static void find(void *library, const char *name, void *function, size_t size)
{
    void *address = dlsym(library, name);

    if (!address)
        (void)snprintf(problem, sizeof(problem), LIBRARY " has no %s: it is too old", name);
    memcpy(function, &address, size);
}

/* Transfers may be under way while the process exits: OpenSSL must not clean up
 * below them. Without OpenSSL there is no such function. */
static void spare_openssl(void *library)
{
    int (*init)(uint64_t options, const void *settings);
    void *address = dlsym(library, "OPENSSL_init_crypto");

    memcpy(&init, &address, sizeof(init));
    if (init)
        (void)init(OPENSSL_NO_ATEXIT, NULL);
}

static void load(void)
{
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

    if (!library) {
        (void)snprintf(problem, sizeof(problem), LIBRARY " cannot be loaded: install libcurl4");
        return;
    }
#define FIND(name) find(library, "curl_" #name, &curl.name, sizeof(curl.name));
    ORIEL__CURL_MAP(FIND)
#undef FIND
    find(library, "curl_easy_setopt", &curl.easy_setopt, sizeof(curl.easy_setopt));
    find(library, "curl_easy_getinfo", &curl.easy_getinfo, sizeof(curl.easy_getinfo));
    find(library, "curl_multi_setopt", &curl.multi_setopt, sizeof(curl.multi_setopt));
    if (problem[0])
        return;
    spare_openssl(library);
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        (void)snprintf(problem, sizeof(problem), LIBRARY " cannot be initialised");
}

const struct oriel__curl *oriel__curl_load(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    (void)pthread_once(&once, load);
    if (!problem[0])
        return &curl;
    (void)oriel__fail(ORIEL_ENOENT, "fetch: %s", problem);
    return NULL;
}

oriel_err_t oriel__curl_err(CURLcode code)
{
    switch (code) {
    case CURLE_OUT_OF_MEMORY:
        return ORIEL_ENOMEM;
    case CURLE_OPERATION_TIMEDOUT:
        return ORIEL_ETIMEDOUT;
    case CURLE_URL_MALFORMAT:
        return ORIEL_EINVAL;
    case CURLE_PEER_FAILED_VERIFICATION:
        return ORIEL_EPERM;
    default:
        return ORIEL_EIO;
    }
}
