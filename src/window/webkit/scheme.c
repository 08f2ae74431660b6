/* Answers requests on custom schemes with what the host finds. */
#include "window/webkit/scheme.h"

#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "window/webkit/body.h"
#include "window/webkit/native.h"
#include "window/webkit/thread.h"

static const char *reason(int status)
{
    return soup_status_get_phrase((guint)status);
}

/* The origin that may read the answer though it is not its own, or NULL: every
 * host of a scheme shows the same folder. The engine sets it, not the page. */
static const char *sister_of(const char *url, SoupMessageHeaders *asked)
{
    const char *origin = asked ? soup_message_headers_get_one(asked, "Origin") : NULL;
    const char *end = strstr(url, "://");

    return origin && end && strncmp(origin, url, (size_t)(end + 3 - url)) == 0 ? origin : NULL;
}

/* WebKit looks for some of these in the response, pages for others in the
 * headers, so the type stands in both. */
static SoupMessageHeaders *headers_of(const struct oriel__resource *resource, const char *sister)
{
    SoupMessageHeaders *headers = soup_message_headers_new(SOUP_MESSAGE_HEADERS_RESPONSE);

    soup_message_headers_replace(headers, "Content-Type", resource->mime);
    soup_message_headers_replace(headers, "Accept-Ranges", "bytes");
    soup_message_headers_replace(headers, "X-Content-Type-Options", "nosniff");
    if (sister) {
        soup_message_headers_replace(headers, "Access-Control-Allow-Origin", sister);
        soup_message_headers_replace(headers, "Access-Control-Expose-Headers", "Accept-Ranges, Content-Range");
    }
    if (!resource->has_range)
        return headers;

    g_autofree char *range =
        resource->status == 416
            ? g_strdup_printf("bytes */%" G_GUINT64_FORMAT, resource->total)
            : g_strdup_printf("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, resource->offset,
                              resource->offset + (resource->length ? resource->length - 1 : 0), resource->total);
    soup_message_headers_replace(headers, "Content-Range", range);
    return headers;
}

static GInputStream *body_of(struct oriel__resource *resource)
{
    if (resource->fd >= 0) {
        free(resource->body);
        return oriel__wk_body_new(resource->fd, resource->length);
    }
    if (!resource->body)
        return g_memory_input_stream_new();
    return g_memory_input_stream_new_from_data(resource->body, (gssize)resource->length, free);
}

static void answer(WebKitURISchemeRequest *request, struct oriel__resource *resource, const char *sister)
{
    bool has_body = resource->fd >= 0 || resource->body;
    g_autoptr(GInputStream) stream = body_of(resource);
    g_autoptr(WebKitURISchemeResponse)
        response = webkit_uri_scheme_response_new(stream, has_body ? (gint64)resource->length : 0);

    webkit_uri_scheme_response_set_status(response, (guint)resource->status, reason(resource->status));
    webkit_uri_scheme_response_set_content_type(response, resource->mime);
    webkit_uri_scheme_response_set_http_headers(response, headers_of(resource, sister));
    webkit_uri_scheme_request_finish_with_response(request, response);
}

static void refuse(WebKitURISchemeRequest *request)
{
    g_autoptr(GError) error = g_error_new_literal(WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED, "no window");

    webkit_uri_scheme_request_finish_error(request, error);
}

void oriel__wk_scheme_request(WebKitURISchemeRequest *request, gpointer data)
{
    WebKitWebView *view = webkit_uri_scheme_request_get_web_view(request);
    struct oriel__native *native = view ? oriel__wk_native_of(view) : NULL;
    struct oriel__resource resource = { .status = 500, .fd = -1, .mime = "text/plain; charset=utf-8" };

    (void)data;
    if (!native) {
        refuse(request);
        return;
    }
    SoupMessageHeaders *headers = webkit_uri_scheme_request_get_http_headers(request);
    const char *range = headers ? soup_message_headers_get_one(headers, "Range") : NULL;
    const char *url = webkit_uri_scheme_request_get_uri(request);
    oriel__wk_host->resource(native->window, webkit_uri_scheme_request_get_http_method(request), url, range, &resource);
    answer(request, &resource, sister_of(url, headers));
}
