/* The files of the page client, embedded. */
#include "page/assets.h"

static const char page[] = "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Oriel</title></head>\n"
                           "<body></body>\n</html>\n";

const struct oriel__asset oriel__assets[] = {
    { "/", "text/html; charset=utf-8", "\"0\"", false, (const unsigned char *)page, NULL, NULL, sizeof(page) - 1, 0, 0 },
};
const size_t oriel__asset_count = sizeof(oriel__assets) / sizeof(*oriel__assets);
