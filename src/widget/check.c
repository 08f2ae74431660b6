/* Checks arguments against the catalogue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "value/number.h"
#include "widget/internal.h"

#define MAX_WHOLE ((double)ORIEL_VALUE_INT_MAX)

bool oriel__slice_is_null(const struct oriel__slice *slice)
{
    return slice->len == 0 || *slice->text == 'n';
}

bool oriel__slice_equals(const struct oriel__slice *slice, const char *text, size_t len)
{
    return slice->len == len && memcmp(slice->text, text, len) == 0;
}

static bool is_number(char c)
{
    return c == '-' || (c >= '0' && c <= '9');
}

/* Numbers end at a bracket, a comma or a NUL: what stands behind a slice. */
static struct oriel__number number_of(const struct oriel__slice *slice)
{
    struct oriel__number number = { .real = 0.5 };

    if (slice->len > 0 && is_number(*slice->text))
        oriel__number_parse(slice->text, slice->text + slice->len, &number);
    if (!number.is_int && number.real >= -MAX_WHOLE && number.real <= MAX_WHOLE &&
        number.real == (double)(int64_t)number.real) {
        number.is_int = true; /* 2.0, as Python and JavaScript have it */
        number.integer = (int64_t)number.real;
    }
    return number;
}

int64_t oriel__slice_int(const struct oriel__slice *slice, int64_t otherwise)
{
    if (slice->len == 0 || !is_number(*slice->text))
        return otherwise;
    const struct oriel__number number = number_of(slice);

    return number.is_int ? number.integer : otherwise;
}

double oriel__slice_real(const struct oriel__slice *slice, double otherwise)
{
    return slice->len > 0 && is_number(*slice->text) ? number_of(slice).real : otherwise;
}

uint64_t oriel__slice_wid(const struct oriel__slice *slice)
{
    static const char key[] = "{\"__wid__\":";
    struct oriel__slice number;

    if (slice->len < sizeof(key) || memcmp(slice->text, key, sizeof(key) - 1) != 0)
        return 0;
    number.text = slice->text + sizeof(key) - 1;
    number.len = strspn(number.text, "0123456789");
    /* A page adds the class. */
    if (number.len == 0 || number.len > 15 || (number.text[number.len] != '}' && number.text[number.len] != ','))
        return 0;
    return (uint64_t)oriel__slice_int(&number, 0);
}

static const char *type_name(const struct oriel__slice *slice)
{
    switch (*slice->text) {
    case 'n':
        return "null";
    case 't':
    case 'f':
        return "a bool";
    case '"':
        return "a string";
    case '[':
        return "a list";
    case '{':
        return oriel__slice_wid(slice) ? "a widget" : "an object";
    default:
        return number_of(slice).is_int ? "an integer" : "a number";
    }
}

static void wanted_names(unsigned takes, char *out, size_t size)
{
    static const struct {
        unsigned bit;
        const char *name;
    } names[] = {
        { ORIEL__TAKES_STRING, "a string" },  { ORIEL__TAKES_NUMBER, "a number" }, { ORIEL__TAKES_INT, "an integer" },
        { ORIEL__TAKES_BOOL, "a bool" },      { ORIEL__TAKES_LIST, "a list" },     { ORIEL__TAKES_WIDGET, "a widget" },
        { ORIEL__TAKES_OBJECT, "an object" }, { ORIEL__TAKES_BYTES, "bytes" },     { ORIEL__TAKES_NULL, "null" },
    };
    size_t len = 0;

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        const char *joint = len ? " or " : "";

        if (!(takes & names[i].bit) || len + strlen(joint) + strlen(names[i].name) >= size)
            continue;
        memcpy(out + len, joint, strlen(joint));
        len += strlen(joint);
        memcpy(out + len, names[i].name, strlen(names[i].name));
        len += strlen(names[i].name);
    }
    out[len] = '\0';
}

/* Whether the value is of one of these types. */
static bool takes(unsigned wanted, const struct oriel__slice *slice)
{
    switch (*slice->text) {
    case 'n':
        return wanted & ORIEL__TAKES_NULL;
    case 't':
    case 'f':
        return wanted & ORIEL__TAKES_BOOL;
    case '"':
        return wanted & ORIEL__TAKES_STRING;
    case '[':
        return wanted & ORIEL__TAKES_LIST;
    case '{':
        if (oriel__slice_wid(slice))
            return wanted & ORIEL__TAKES_WIDGET;
        return wanted & ORIEL__TAKES_OBJECT;
    default:
        if (wanted & ORIEL__TAKES_NUMBER)
            return true;
        return (wanted & ORIEL__TAKES_INT) && number_of(slice).is_int;
    }
}

/* Widgets anywhere within must be there. */
static oriel_err_t check_refs(const struct oriel__tree *tree, const char *where, const struct oriel__slice *slice,
                              bool *has_refs)
{
    static const char key[] = "{\"__wid__\":";
    const char *at = slice->text, *end = slice->text + slice->len;

    /* The text is canonical, and within a string a quote is escaped. */
    while ((at = memmem(at, (size_t)(end - at), key, sizeof(key) - 1))) {
        const struct oriel__slice ref = { at, (size_t)(end - at) };
        uint64_t wid = oriel__slice_wid(&ref);

        if (!oriel__tree_find(tree, wid))
            return oriel__fail(ORIEL_EINVAL, "%s: widget %llu is not there", where, (unsigned long long)wid);
        *has_refs = true;
        at += sizeof(key) - 1;
    }
    return ORIEL_OK;
}

oriel_err_t oriel__param_check(struct oriel__tree *tree, const struct oriel__class *cls, const char *name,
                               const struct oriel__param *param, const struct oriel__slice *slice, bool *has_refs)
{
    char where[128], wanted[128];

    if (!takes(param->takes, slice)) {
        wanted_names(param->takes, wanted, sizeof(wanted));
        return oriel__fail(ORIEL_ETYPE, "%s%s%s: %s wants %s, not %s", cls->name, *name ? "." : "", name, param->name,
                           wanted, type_name(slice));
    }
    if (*slice->text != '{' && *slice->text != '[')
        return ORIEL_OK;
    snprintf(where, sizeof(where), "%s%s%s", cls->name, *name ? "." : "", name);
    return check_refs(tree, where, slice, has_refs);
}

static oriel_err_t wrong_count(const struct oriel__class *cls, const char *name, size_t required, size_t most,
                               size_t given)
{
    char range[32];

    if (required == most)
        snprintf(range, sizeof(range), "%zu", most);
    else
        snprintf(range, sizeof(range), "%zu to %zu", required, most);
    return oriel__fail(ORIEL_EINVAL, "%s%s%s takes %s argument%s, %zu given", cls->name, *name ? "." : "", name, range,
                       most == 1 && required == most ? "" : "s", given);
}

/* `value` without the nulls at its end. */
static oriel_err_t trim(struct oriel__args *args, oriel_value_t *value, size_t given)
{
    if (args->count == given && value) {
        args->value = oriel_value_ref(value);
        return ORIEL_OK;
    }
    if (args->count == 0) {
        args->value = oriel__value_slice("[]", 2);
        return args->value ? ORIEL_OK : oriel__nomem();
    }
    const struct oriel__slice *last = &args->at[args->count - 1];
    const char *text = oriel_value_get_text(value, NULL);
    size_t len = (size_t)(last->text + last->len - text);
    struct oriel_buf buf;
    oriel_err_t err;

    oriel__buf_init(&buf, ORIEL_VALUE_SIZE_MAX);
    err = oriel__buf_add(&buf, text, len);
    if (!err)
        err = oriel__buf_addc(&buf, ']');
    if (!err) {
        args->value = oriel__value_slice(buf.data, buf.len);
        err = args->value ? ORIEL_OK : oriel__nomem();
    }
    oriel__buf_fini(&buf);
    if (err)
        return err;
    for (size_t i = 0; i < args->count; i++)
        args->at[i].text = oriel_value_get_text(args->value, NULL) + (args->at[i].text - text);
    return ORIEL_OK;
}

oriel_err_t oriel__args_check(struct oriel__tree *tree, const struct oriel__class *cls, const char *name,
                              const struct oriel__param *params, size_t param_count, size_t required,
                              oriel_value_t *value, struct oriel__args *ret)
{
    oriel_reader_t reader = oriel_value_read(value);
    size_t given = 0;
    oriel_err_t err = ORIEL_OK;

    memset(ret, 0, sizeof(*ret));
    if (value && oriel_value_get_type(value) != ORIEL_TYPE_ARRAY)
        return oriel__fail(ORIEL_ETYPE, "%s%s%s: arguments are an array", cls->name, *name ? "." : "", name);
    oriel_reader_next(&reader);
    while (!err && value) {
        struct oriel__slice slice;

        oriel__reader_raw(&reader, &slice.text, &slice.len);
        if (!slice.text)
            break;
        if (given == param_count)
            return wrong_count(cls, name, required, param_count, oriel_value_get_count(value));
        err = oriel__param_check(tree, cls, name, &params[given], &slice, &ret->has_refs);
        ret->at[given++] = slice;
        if (!oriel__slice_is_null(&slice))
            ret->count = given;
        if (!err && !ret->child && *slice.text == '{' && oriel__slice_wid(&slice)) {
            ret->child = oriel__tree_find(tree, oriel__slice_wid(&slice));
            ret->child_index = given - 1;
        }
    }
    if (!err && given < required)
        err = wrong_count(cls, name, required, param_count, given);
    return err ? err : trim(ret, value, given);
}

void oriel__args_fini(struct oriel__args *args)
{
    args->value = oriel_value_unref(args->value);
}
