/* Bytes both ways: the page sends pixels, C blurs them and sends them back, without JSON. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>Bytes</title><h1>Blurred in C</h1>"
    "<canvas id=canvas width=400 height=160></canvas><p id=out></p><script type=module>"
    "const context = canvas.getContext('2d'), { width, height } = canvas;"
    "for (let i = 0; i < 24; i++) { context.fillStyle = `hsl(${i * 15} 75% 55%)`;"
    "  context.beginPath(); context.arc(20 + (i * 89) % 360, 20 + (i * 53) % 120, 22, 0, 7); context.fill(); }"
    "for (let n = 1; n <= 12; n++) {"
    "  const image = context.getImageData(0, 0, width, height), start = performance.now();"
    "  const blurred = await oriel.image.blur(image.data, width);"
    "  out.textContent = `${n}: ${blurred.length} bytes in ${(performance.now() - start).toFixed(1)} ms`;"
    "  image.data.set(blurred); context.putImageData(image, 0, 0);"
    "  await new Promise((next) => setTimeout(next, 150)); }"
    "</script>";

static void release(void *data, void *user)
{
    (void)user;
    free(data);
}

/* Each byte becomes the mean of itself and the same channel of its four neighbours. */
static oriel_err_t blur(oriel_call_t *call, void *user)
{
    const void *data;
    size_t size;
    int64_t width;
    oriel_err_t err = oriel_call_arg_bytes(call, 0, &data, &size);

    (void)user;
    if (!err)
        err = oriel_call_arg_int(call, 1, &width);
    if (!err && (width < 1 || size == 0 || (uint64_t)width > size / 4 || size % ((size_t)width * 4)))
        err = ORIEL_ERANGE;
    if (err)
        return err;

    const uint8_t *in = data;
    uint8_t *out = malloc(size);
    size_t row = (size_t)width * 4;

    if (!out)
        return ORIEL_ENOMEM;
    for (size_t i = 0; i < size; i++) {
        unsigned left = i % row >= 4 ? in[i - 4] : in[i], right = i % row + 4 < row ? in[i + 4] : in[i];
        unsigned above = i >= row ? in[i - row] : in[i], below = i + row < size ? in[i + row] : in[i];

        out[i] = (uint8_t)((in[i] + left + right + above + below) / 5);
    }
    oriel_call_reply(call, oriel_value_bytes_take(out, size, release, NULL)); /* not copied */
    return ORIEL_OK;
}

int main(void)
{
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1;

    opts.width = 480;
    opts.height = 360;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    if (oriel_session_expose(oriel_window_get_session(window), "image", "blur", blur, NULL) ||
        oriel_window_load_html(window, page, "example://bytes/") || oriel_window_show(window))
        goto fail;
    status = oriel_app_run(app);
fail:
    if (status)
        fprintf(stderr, "bytes: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    return status;
}
