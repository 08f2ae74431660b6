// Where the page script runs. What WebKit 2.50 makes of patterns, as tried:
//
//   app://*/*             any page of the scheme, app:///x too
//   app://index.html/*    one host; "*" stands in a host only as a first "*."
//   file:///dir/*         as in location.href, so with %20 for blanks
//   http://localhost/*    any port; a pattern that names a port matches nothing
//   *://*/*               http and https only
//
// about:blank, data: and error pages match nothing. The scheme is in lower case;
// query and fragment do not count. A path must begin with "/", so the page
// app://index.html, whose path is empty, matches nothing: we load it as
// app://index.html/, which means the same. Ports are cut from patterns here, so
// the script itself must look at location.origin.
#include "window/webkit/native.h"

#include <string.h>

#include "window/webkit/context.h"

/* Where the path, query or fragment begins, or the end; NULL: no "://". */
static const char *after_authority(const char *url)
{
    const char *host = strstr(url, "://");

    return host ? host + 3 + strcspn(host + 3, "/?#") : NULL;
}

char *oriel__wk_url_normal(const char *url)
{
    const char *rest = after_authority(url);

    if (!rest || *rest == '/' || rest[-1] == '/' || !oriel__wk_has_scheme(url))
        return g_strdup(url);
    return g_strdup_printf("%.*s/%s", (int)(rest - url), url, rest);
}

char *oriel__wk_pattern_normal(const char *pattern)
{
    const char *rest = after_authority(pattern);
    const char *port = rest;

    if (!rest)
        return g_strdup(pattern);
    while (g_ascii_isdigit(port[-1]) || port[-1] == '*')
        port--;
    if (port == rest || port[-1] != ':')
        port = rest;
    else
        port--;
    return g_strdup_printf("%.*s%s", (int)(port - pattern), pattern, *rest ? rest : "/*");
}
