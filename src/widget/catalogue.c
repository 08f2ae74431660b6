/* Looks things up in the catalogue. */
#include "widget/catalogue.h"

#include <stdlib.h>
#include <string.h>

/* Compares a text of known length with a NUL-terminated name. */
static int compare(const char *text, size_t len, const char *name)
{
    int order = strncmp(text, name, len);

    return order ? order : (name[len] ? -1 : 0);
}

struct wanted {
    const char *text;
    size_t len;
};

/* All rows begin with their name. */
static int compare_row(const void *wanted, const void *row)
{
    const struct wanted *w = wanted;

    return compare(w->text, w->len, *(const char *const *)row);
}

static const void *find(const char *text, size_t len, const void *rows, size_t count, size_t size)
{
    const struct wanted wanted = { text, len };

    return count ? bsearch(&wanted, rows, count, size, compare_row) : NULL;
}

const struct oriel__class *oriel__class_find(const char *name)
{
    return find(name, strlen(name), oriel__classes, oriel__class_count, sizeof(*oriel__classes));
}

const struct oriel__class *oriel__class_at(size_t index)
{
    return index < oriel__class_count ? &oriel__classes[index] : NULL;
}

const struct oriel__method *oriel__class_get_method(const struct oriel__class *cls, const char *name)
{
    const struct oriel__method *method = NULL;
    size_t len = strlen(name);

    for (; cls && !method; cls = cls->base)
        method = find(name, len, cls->methods, cls->method_count, sizeof(*method));
    return method;
}

const struct oriel__action *oriel__class_get_action(const struct oriel__class *cls, const char *name, size_t len)
{
    const struct oriel__action *action = NULL;

    for (; cls && !action; cls = cls->base)
        action = find(name, len, cls->actions, cls->action_count, sizeof(*action));
    return action;
}

const struct oriel__param *oriel__class_get_option(const struct oriel__class *cls, const char *name, size_t len)
{
    return find(name, len, cls->options, cls->option_count, sizeof(*cls->options));
}

const struct oriel__method *oriel__class_get_setter(const struct oriel__class *cls, uint16_t key)
{
    const struct oriel__method *found = NULL;

    if (key == 0)
        return NULL;
    for (; cls && !found; cls = cls->base) {
        for (size_t i = 0; i < cls->method_count; i++) {
            const struct oriel__method *method = &cls->methods[i];

            if (method->key != key || method->kind != ORIEL__KIND_SETTER)
                continue;
            if (strncmp(method->name, "set_", 4) == 0 && strcmp(method->name + 4, oriel__keys[key]) == 0)
                return method;
            if (!found)
                found = method;
        }
    }
    return found;
}

const char *oriel__class_get_default(const struct oriel__class *cls, uint16_t key)
{
    for (; cls; cls = cls->base) {
        for (size_t i = 0; i < cls->default_count; i++) {
            if (cls->defaults[i].key == key)
                return cls->defaults[i].json;
        }
    }
    return "null";
}
