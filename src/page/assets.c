/* The files of the page client, embedded. */
#include "page/assets.h"

#include <string.h>

const struct oriel__asset *oriel__asset_find(const char *path, size_t len)
{
    size_t low = 0, high = oriel__asset_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct oriel__asset *asset = &oriel__assets[middle];
        int order = strncmp(path, asset->path, len);

        if (order == 0 && asset->path[len] == '\0')
            return asset;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
