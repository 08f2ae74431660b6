/* A loop of your own: Oriel's descriptor in poll(2), beside a timer. */
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <oriel/oriel.h>

static const char page[] =
    "<!DOCTYPE html><meta charset=utf-8><style>:root { color-scheme: light dark; font: 15px/1.5 system-ui }"
    "body { margin: 2rem } h1 { font-size: 1.4rem }</style>"
    "<title>poll</title><h1>A loop of your own</h1>"
    "<p>The timer went off <b id=ticks>0</b> times. <button id=ask>Ask</button> <span id=out></span></p>"
    "<script>oriel.state.subscribe('timer', ({ value }) => { ticks.textContent = value; });"
    "ask.onclick = async () => { out.textContent = await oriel.app.answer(); };</script>";

static oriel_err_t answer(oriel_call_t *call, void *user)
{
    (void)user;
    oriel_call_reply(call, oriel_value_int(42));
    return ORIEL_OK;
}

/* Until the window is closed. */
static oriel_err_t loop(oriel_app_t *app, oriel_state_t *state, int timer)
{
    struct pollfd fds[] = { { oriel_app_fd(app), POLLIN, 0 }, { timer, POLLIN, 0 } };
    int64_t ticks = 0;

    while (oriel_app_get_window_count(app) > 0) {
        uint64_t expired;

        if (poll(fds, 2, -1) < 0 && errno != EINTR)
            return ORIEL_EIO;
        if (fds[0].revents)
            oriel_app_dispatch(app, 0);
        if (fds[1].revents && read(timer, &expired, sizeof(expired)) == sizeof(expired)) {
            oriel_err_t err = oriel_state_set(state, "timer", "ticks", oriel_value_int(ticks += (int64_t)expired));

            if (err)
                return err;
        }
    }
    while (oriel_app_dispatch(app, 0) > 0)
        ; /* what the page said last */
    return ORIEL_OK;
}

int main(void)
{
    const struct itimerspec second = { { 1, 0 }, { 1, 0 } };
    oriel_window_opts_t opts = ORIEL_WINDOW_OPTS_INIT;
    oriel_window_t *window = NULL;
    oriel_app_t *app = NULL;
    int status = 1, timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);

    if (timer < 0 || timerfd_settime(timer, 0, &second, NULL)) {
        perror("timerfd");
        return 1;
    }
    opts.width = 480;
    opts.height = 220;
    opts.origins = (const char *const[]){ "example:", NULL };
    if (oriel_app_new(NULL, &app) || oriel_window_new(app, &opts, &window))
        goto fail;
    oriel_session_t *session = oriel_window_get_session(window);
    if (oriel_session_expose(session, "app", "answer", answer, NULL) ||
        oriel_window_load_html(window, page, "example://poll/") || oriel_window_show(window) ||
        loop(app, oriel_session_get_state(session), timer))
        goto fail;
    status = 0;
fail:
    if (status)
        fprintf(stderr, "poll_loop: %s\n", oriel_last_error());
    oriel_window_unref(window);
    oriel_app_unref(app);
    close(timer);
    return status;
}
