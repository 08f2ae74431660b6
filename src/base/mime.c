/* Media types by file name. */
#include "base/mime.h"

#include <stdlib.h>
#include <string.h>

struct mime {
    const char *extension, *type;
};

/* Sorted by extension: searched by halves. */
static const struct mime table[] = {
    { "3gp", "video/3gpp" },
    { "7z", "application/x-7z-compressed" },
    { "aac", "audio/aac" },
    { "apng", "image/apng" },
    { "atom", "application/atom+xml" },
    { "avi", "video/x-msvideo" },
    { "avif", "image/avif" },
    { "bin", "application/octet-stream" },
    { "bmp", "image/bmp" },
    { "bz2", "application/x-bzip2" },
    { "cjs", "text/javascript; charset=utf-8" },
    { "css", "text/css; charset=utf-8" },
    { "csv", "text/csv; charset=utf-8" },
    { "eot", "application/vnd.ms-fontobject" },
    { "epub", "application/epub+zip" },
    { "flac", "audio/flac" },
    { "geojson", "application/geo+json" },
    { "gif", "image/gif" },
    { "glb", "model/gltf-binary" },
    { "gltf", "model/gltf+json" },
    { "gz", "application/gzip" },
    { "htm", "text/html; charset=utf-8" },
    { "html", "text/html; charset=utf-8" },
    { "ico", "image/vnd.microsoft.icon" },
    { "ics", "text/calendar; charset=utf-8" },
    { "jpeg", "image/jpeg" },
    { "jpg", "image/jpeg" },
    { "js", "text/javascript; charset=utf-8" },
    { "json", "application/json" },
    { "jsonld", "application/ld+json" },
    { "jxl", "image/jxl" },
    { "log", "text/plain; charset=utf-8" },
    { "m4a", "audio/mp4" },
    { "m4v", "video/mp4" },
    { "map", "application/json" },
    { "md", "text/markdown; charset=utf-8" },
    { "mid", "audio/midi" },
    { "mjs", "text/javascript; charset=utf-8" },
    { "mkv", "video/x-matroska" },
    { "mov", "video/quicktime" },
    { "mp3", "audio/mpeg" },
    { "mp4", "video/mp4" },
    { "mpeg", "video/mpeg" },
    { "mpg", "video/mpeg" },
    { "obj", "model/obj" },
    { "oga", "audio/ogg" },
    { "ogg", "audio/ogg" },
    { "ogv", "video/ogg" },
    { "opus", "audio/ogg" },
    { "otf", "font/otf" },
    { "pdf", "application/pdf" },
    { "png", "image/png" },
    { "rss", "application/rss+xml" },
    { "rtf", "application/rtf" },
    { "stl", "model/stl" },
    { "svg", "image/svg+xml" },
    { "svgz", "image/svg+xml" },
    { "tar", "application/x-tar" },
    { "text", "text/plain; charset=utf-8" },
    { "tif", "image/tiff" },
    { "tiff", "image/tiff" },
    { "toml", "application/toml" },
    { "tsv", "text/tab-separated-values; charset=utf-8" },
    { "ttc", "font/collection" },
    { "ttf", "font/ttf" },
    { "txt", "text/plain; charset=utf-8" },
    { "vtt", "text/vtt; charset=utf-8" },
    { "wasm", "application/wasm" },
    { "wav", "audio/wav" },
    { "weba", "audio/webm" },
    { "webm", "video/webm" },
    { "webmanifest", "application/manifest+json" },
    { "webp", "image/webp" },
    { "woff", "font/woff" },
    { "woff2", "font/woff2" },
    { "xhtml", "application/xhtml+xml" },
    { "xml", "application/xml" },
    { "xsl", "application/xslt+xml" },
    { "yaml", "application/yaml" },
    { "yml", "application/yaml" },
    { "zip", "application/zip" },
};

const char *oriel__mime_extension(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash ? slash : path, '.');

    return dot && dot[1] ? dot + 1 : NULL;
}

/* Extensions are compared as ASCII, whatever the locale says of case. */
static int compare(const void *key, const void *row)
{
    const unsigned char *a = key, *b = (const unsigned char *)((const struct mime *)row)->extension;

    for (;; a++, b++) {
        int c = *a >= 'A' && *a <= 'Z' ? *a - 'A' + 'a' : *a;

        if (c != *b || c == 0)
            return c - *b;
    }
}

const char *oriel__mime_lookup(const char *extension)
{
    const struct mime *found = bsearch(extension, table, sizeof(table) / sizeof(*table), sizeof(*table), compare);

    return found ? found->type : NULL;
}

bool oriel__mime_is_type(const char *type)
{
    size_t head = strcspn(type, "; "), slash = strcspn(type, "/");

    if (slash == 0 || slash + 1 >= head || strlen(type) >= ORIEL__MIME_SIZE)
        return false;
    for (const char *c = type; *c; c++) {
        if (*c < ' ' || *c > '~')
            return false;
    }
    return true;
}

void oriel__mime_copy(char ret[ORIEL__MIME_SIZE], const char *type)
{
    static const char charset[] = "; charset=utf-8";
    size_t len = strnlen(type, ORIEL__MIME_SIZE - 1);

    memcpy(ret, type, len);
    if (strncmp(type, "text/", 5) == 0 && !memchr(type, ';', len) && len + sizeof(charset) <= ORIEL__MIME_SIZE) {
        memcpy(ret + len, charset, sizeof(charset) - 1);
        len += sizeof(charset) - 1;
    }
    ret[len] = '\0';
}
