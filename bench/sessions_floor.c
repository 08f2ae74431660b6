/* The floor of bench/sessions.py: libwebsockets on a libuv loop that sends back
 * what it gets, and nothing else. Prints its port. */
#include <libwebsockets.h>
#include <stdio.h>
#include <string.h>
#include <uv.h>

#include <sys/resource.h>

static int on_event(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t len)
{
    unsigned char buf[LWS_PRE + 2048];

    (void)user;
    if (reason == LWS_CALLBACK_RECEIVE && len <= 2048) {
        memcpy(buf + LWS_PRE, in, len);
        return lws_write(wsi, buf + LWS_PRE, len, LWS_WRITE_TEXT) < 0 ? -1 : 0;
    }
    return 0;
}

int main(void)
{
    static const struct lws_protocols protocols[] = { { .name = "echo", .callback = on_event, .rx_buffer_size = 2048 },
                                                      { .name = NULL } };
    struct lws_context_creation_info info;
    uv_loop_t loop;
    void *loops[] = { &loop };
    struct rlimit files;

    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    uv_loop_init(&loop);
    memset(&info, 0, sizeof(info));
    info.options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
    info.foreign_loops = loops;
    info.protocols = protocols;
    info.gid = -1;
    info.uid = -1;
    lws_set_log_level(LLL_ERR, NULL);
    struct lws_context *context = lws_create_context(&info);

    info.port = 0;
    info.iface = "127.0.0.1";
    struct lws_vhost *vhost = context ? lws_create_vhost(context, &info) : NULL;

    if (!vhost)
        return 1;
    printf("%d\n", lws_get_vhost_listen_port(vhost));
    (void)fflush(stdout);
    return uv_run(&loop, UV_RUN_DEFAULT);
}
