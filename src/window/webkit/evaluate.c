/* Scripts that the program runs in the page, and what becomes of them. */
#include "window/webkit/native.h"

#include <stdlib.h>
#include <string.h>

#include "window/webkit/context.h"
#include "window/webkit/thread.h"

struct evaluation {
    struct oriel__native *native; /* a reference */
    uint64_t token;
    bool is_function; /* a function_body() runs, not the script itself */
};

/* The engine runs a script before what the page does about an answer that it got
 * just before. A script that does nothing, between the two, puts them in order. */
static void let_answers_in(struct oriel__native *native)
{
    if (native->has_answered)
        webkit_web_view_evaluate_javascript(native->view, "0", -1, NULL, NULL, NULL, NULL, NULL);
    native->has_answered = false;
}

void oriel__wk_execute(struct oriel__native *native, const char *script)
{
    let_answers_in(native);
    webkit_web_view_evaluate_javascript(native->view, script, -1, NULL, NULL, NULL, NULL, NULL);
}

/* Whether `text` starts with the word `word`. */
static bool has_word(const char *text, const char *word)
{
    size_t n = strlen(word);

    return strncmp(text, word, n) == 0 && !g_ascii_isalnum(text[n]) && text[n] != '_' && text[n] != '$';
}

static const char *skip_blank(const char *text)
{
    for (;;) {
        text += strspn(text, " \t\r\n");
        if (strncmp(text, "//", 2) == 0) {
            text += strcspn(text, "\n");
        } else if (strncmp(text, "/*", 2) == 0) {
            const char *end = strstr(text + 2, "*/");
            if (!end)
                return text;
            text = end + 2;
        } else {
            return text;
        }
    }
}

/* In parentheses a declaration would compile too, but declare nothing. */
static bool is_declaration(const char *script)
{
    const char *text = skip_blank(script);

    if (has_word(text, "async"))
        text = skip_blank(text + strlen("async"));
    return has_word(text, "function") || has_word(text, "class");
}

/* `script` as the inside of a function that gives its value as JSON, or NULL
 * when it is no expression. A failure comes back as "!" and a JSON array: the
 * engine itself reports no more than one line of text. The function does not
 * count as eval() for the page's Content-Security-Policy. */
static char *function_body(const char *script)
{
    size_t len = strlen(script);

    if (is_declaration(script))
        return NULL;
    while (len > 0 && (script[len - 1] == ';' || g_ascii_isspace(script[len - 1])))
        len--;
    g_autofree char *trimmed = g_strndup(script, len);
    g_autofree char *check = g_strconcat("(async()=>{return (\n", trimmed, "\n)})", NULL);
    if (jsc_context_check_syntax(oriel__wk_js(), check, -1, JSC_CHECK_SYNTAX_MODE_SCRIPT, NULL, 1, NULL) !=
        JSC_CHECK_SYNTAX_RESULT_SUCCESS)
        return NULL;
    return g_strconcat("try{return JSON.stringify(await(\n", trimmed,
                       "\n))}catch(e){const o=Object(e);"
                       "return '!'+JSON.stringify([String(o.name||'Error'),String(o.message??e)])}",
                       NULL);
}

static void tell(const struct evaluation *evaluation, const struct oriel__evaluation *result)
{
    oriel__wk_host->evaluated(evaluation->native->window, evaluation->token, result);
}

static void tell_json(const struct evaluation *evaluation, const char *json)
{
    struct oriel__evaluation result = { .err = ORIEL_OK, .json = json, .json_len = json ? strlen(json) : 0 };

    tell(evaluation, &result);
}

static void tell_failure(const struct evaluation *evaluation, const char *name, const char *text)
{
    struct oriel__evaluation result = { .err = ORIEL_ESCRIPT, .name = name, .text = text };

    tell(evaluation, &result);
}

/* What function_body() returned. */
static void tell_answer(const struct evaluation *evaluation, JSCValue *value)
{
    if (!jsc_value_is_string(value)) {
        tell_json(evaluation, NULL);
        return;
    }
    g_autofree char *text = jsc_value_to_string(value);
    if (*text != '!') {
        tell_json(evaluation, text);
        return;
    }
    g_autoptr(JSCValue) pair = jsc_value_new_from_json(oriel__wk_js(), text + 1);
    g_autoptr(JSCValue) name = jsc_value_object_get_property_at_index(pair, 0);
    g_autoptr(JSCValue) message = jsc_value_object_get_property_at_index(pair, 1);
    g_autofree char *name_text = jsc_value_to_string(name);
    g_autofree char *message_text = jsc_value_to_string(message);
    tell_failure(evaluation, name_text, message_text);
}

/* Cuts "app://page/:2:7: " or "app://page/:2: " off; `*line` is 0 when there is
 * no such thing. */
static char *cut_place(char *text, unsigned long *line)
{
    char *end = strstr(text, ": ");
    char *at = end;
    unsigned n_numbers = 0;

    *line = 0;
    while (at && at > text && g_ascii_isdigit(at[-1]) && n_numbers < 2) {
        while (at > text && g_ascii_isdigit(at[-1]))
            at--;
        if (at == text || at[-1] != ':')
            break;
        *line = strtoul(at, NULL, 10);
        at--;
        n_numbers++;
    }
    return n_numbers > 0 ? end + 2 : text;
}

/* Tells an error of the engine's: "app://page/:2:7: TypeError: x is no function". */
static void tell_error(const struct evaluation *evaluation, const GError *error)
{
    unsigned long line;
    g_autofree char *copy = g_strdup(error->message);
    char *text = cut_place(copy, &line);
    const char *name = "Error";
    size_t n = 0;

    while (g_ascii_isalnum(text[n]) || text[n] == '_' || text[n] == '$')
        n++;
    if (n > 0 && g_ascii_isupper(text[0]) && text[n] == ':' && text[n + 1] == ' ') {
        text[n] = '\0';
        name = text;
        text += n + 2;
    }
    g_autofree char *full = line > 0 ? g_strdup_printf("%s (line %lu)", text, line) : g_strdup(text);
    tell_failure(evaluation, name, full);
}

/* To the engine a result that it cannot carry is the same as a page that went
 * before there was one. A function_body() has no such result. */
static void tell_none(const struct evaluation *evaluation)
{
    struct oriel__evaluation result = { .err = ORIEL_ECLOSED, .text = "the page was left" };

    if (evaluation->is_function)
        tell(evaluation, &result);
    else
        tell_json(evaluation, NULL); /* a function, say: it has no JSON, like undefined */
}

static void tell_result(const struct evaluation *evaluation, JSCValue *value, const GError *error)
{
    if (value && evaluation->is_function) {
        tell_answer(evaluation, value);
    } else if (value) {
        g_autofree char *json = jsc_value_is_undefined(value) ? NULL : jsc_value_to_json(value, 0);

        if (json || jsc_value_is_undefined(value))
            tell_json(evaluation, json);
        else
            tell_failure(evaluation, "TypeError", "the value has no JSON form");
    } else if (g_error_matches(error, WEBKIT_JAVASCRIPT_ERROR, WEBKIT_JAVASCRIPT_ERROR_INVALID_RESULT)) {
        tell_none(evaluation);
    } else {
        tell_error(evaluation, error);
    }
}

static void on_done(GObject *object, GAsyncResult *async, gpointer data)
{
    struct evaluation *evaluation = data;
    WebKitWebView *view = WEBKIT_WEB_VIEW(object);
    g_autoptr(GError) error = NULL;
    g_autoptr(JSCValue) value = evaluation->is_function
                                    ? webkit_web_view_call_async_javascript_function_finish(view, async, &error)
                                    : webkit_web_view_evaluate_javascript_finish(view, async, &error);

    if (!evaluation->native->closed)
        tell_result(evaluation, value, error);
    oriel__wk_unref(evaluation->native);
    free(evaluation);
}

void oriel__wk_evaluate(struct oriel__native *native, const char *script, uint64_t token)
{
    struct evaluation *evaluation = malloc(sizeof(*evaluation));

    if (!evaluation) {
        struct oriel__evaluation result = { .err = ORIEL_ENOMEM, .name = "Error", .text = "out of memory" };
        oriel__wk_host->evaluated(native->window, token, &result);
        return;
    }
    g_autofree char *body = function_body(script);
    *evaluation = (struct evaluation){ oriel__wk_ref(native), token, body != NULL };
    let_answers_in(native);
    if (body)
        webkit_web_view_call_async_javascript_function(native->view, body, -1, NULL, NULL, NULL, NULL, on_done,
                                                       evaluation);
    else
        webkit_web_view_evaluate_javascript(native->view, script, -1, NULL, NULL, NULL, on_done, evaluation);
}
