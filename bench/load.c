/* Many pages in one process: connects N of them to a server, stays idle, then has
 * B of them click and wait for the update, one click at a time each.
 *
 *     load PROTOCOL PORT N B SECONDS     PROTOCOL: oriel, legacy or echo
 *
 * It prints "idle" when all are connected and quiet, waits for a line on stdin,
 * clicks, and prints its figures as one JSON object. `cpu` is its own share of a
 * core while it clicked: near 1, it was the bottleneck, and the run is void. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTING_MAX 64
#define SAMPLES_MAX 2000000

enum protocol {
    OURS,
    LEGACY,
    ECHO
};
enum phase {
    UPGRADING,
    GREETING,
    BUILDING,
    IDLE,
    WAITING
};

struct page {
    int fd;
    enum phase phase;
    char *in;
    size_t len, cap;
    char key[40];
    unsigned long long doc, sent, seen, clicks;
    int button;
    uint64_t clicked_ns;
};

static enum protocol protocol;
static int epoll_fd, port;
static struct page *pages;
static unsigned ready, clicks, wrong;
static bool is_clicking;
static uint32_t *samples;

static uint64_t now_ns(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void die(const char *what)
{
    perror(what);
    _Exit(1);
}

static void put(struct page *page, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = send(page->fd, data, len, MSG_NOSIGNAL);

        if (n < 0 && errno == EAGAIN)
            continue; /* it never has much to say */
        if (n <= 0)
            die("send");
        data += n;
        len -= (size_t)n;
    }
}

static void say_as(struct page *page, unsigned char opcode, const char *text, size_t len)
{
    char frame[4096] = { (char)opcode };
    size_t head = len < 126 ? 6 : 8;

    if (len > sizeof(frame) - 8)
        die("a text that is too long");
    frame[1] = (char)(0x80 | (len < 126 ? len : 126));
    if (len >= 126) {
        frame[2] = (char)(len >> 8);
        frame[3] = (char)len;
    }
    memset(frame + head - 4, 0, 4); /* a mask of zeros changes nothing */
    memcpy(frame + head, text, len);
    put(page, frame, head + len);
}

static void say(struct page *page, const char *text, size_t len)
{
    say_as(page, 0x81, text, len);
}

static void open_page(struct page *page)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = page };
    char request[256];
    int on = 1;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    page->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (page->fd < 0 || connect(page->fd, (struct sockaddr *)&address, sizeof(address)) < 0)
        die("connect");
    setsockopt(page->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    fcntl(page->fd, F_SETFL, O_NONBLOCK);
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, page->fd, &event) < 0)
        die("epoll_ctl");
    int n = snprintf(request, sizeof(request),
                     "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                     port);

    put(page, request, (size_t)n);
}

static void click(struct page *page)
{
    char text[512];
    int n;

    page->phase = WAITING;
    page->clicks++;
    page->clicked_ns = now_ns(CLOCK_MONOTONIC);
    switch (protocol) {
    case OURS:
        n = snprintf(
            text, sizeof(text),
            "%llu %llu %s %llu\n[[\"w\",{\"type\":\"callback\",\"wid\":%d,\"action\":\"activated\",\"args\":[]}]]",
            ++page->sent, page->seen, page->key, page->doc, page->button);
        break;
    case LEGACY:
        n = snprintf(text, sizeof(text), "{\"type\":\"callback\",\"wid\":%d,\"action\":\"activated\",\"args\":[]}",
                     page->button);
        break;
    default:
        memset(text, 'x', 101);
        n = 101;
    }
    say(page, text, (size_t)n);
}

static void seen_update(struct page *page)
{
    uint64_t ns = now_ns(CLOCK_MONOTONIC) - page->clicked_ns;

    if (clicks < SAMPLES_MAX)
        samples[clicks] = ns > UINT32_MAX ? UINT32_MAX : (uint32_t)ns;
    clicks++;
    page->phase = IDLE;
    if (is_clicking)
        click(page);
}

static void is_ready(struct page *page)
{
    if (page->phase != IDLE)
        ready++;
    page->phase = IDLE;
}

static void member(const char *text, const char *name, char *ret, size_t size)
{
    const char *at = strstr(text, name);

    if (!at)
        die(name);
    at += strlen(name);
    snprintf(ret, size, "%.*s", (int)strcspn(at, "\",}"), at);
}

/* The number of the button in a `create` of it. */
static void find_button(struct page *page, const char *text)
{
    const char *at = strstr(text, "\"Button\"");

    while (at && at > text && strncmp(at, "\"wid\":", 6) != 0)
        at--;
    if (at && at > text)
        page->button = (int)strtol(at + 6, NULL, 10);
}

/* The label counts this page's clicks: none lost, none done twice. */
static void check_number(struct page *page, const char *text)
{
    const char *at = strstr(text, "Clicked ");

    if (!at || strtoull(at + 8, NULL, 10) != page->clicks)
        wrong++;
}

static void take_ours(struct page *page, char *text)
{
    char number[24], answer[160];
    char *frame;
    int n;

    if (*text == '{' && page->phase == GREETING) {
        static const char greeting[] = "{\"type\":\"result\",\"id\":0,\"oriel\":1}";

        if (strstr(text, "\"init\"")) {
            say(page, greeting, sizeof(greeting) - 1);
            return;
        }
        member(text, "\"key\":\"", page->key, sizeof(page->key));
        member(text, "\"doc\":", number, sizeof(number));
        page->doc = strtoull(number, NULL, 10);
        page->phase = BUILDING;
        n = snprintf(answer, sizeof(answer), "%llu 0 %s %llu\n[[\"w\",{\"type\":\"attach\"}]]", ++page->sent, page->key,
                     page->doc);
        say(page, answer, (size_t)n);
        return;
    }
    (void)strtoull(text, &frame, 10);
    if (*text == '{' || frame[1] == '\0')
        return;
    page->seen = strtoull(frame + 1, NULL, 10);
    if (page->phase == BUILDING) {
        find_button(page, text);
        if (strstr(text, "\"show\"")) {
            n = snprintf(answer, sizeof(answer), "0 %llu ", page->seen);
            say(page, answer, (size_t)n);
            is_ready(page);
        }
    } else if (page->phase == WAITING && strstr(text, "\"set_text\"")) {
        check_number(page, text);
        seen_update(page);
    } else if (page->seen % 16 == 0) {
        n = snprintf(answer, sizeof(answer), "0 %llu ", page->seen);
        say(page, answer, (size_t)n);
    }
}

static void take_legacy(struct page *page, const char *text)
{
    char answer[64];
    const char *id = strstr(text, "\"id\":");

    if (page->phase == GREETING)
        page->phase = BUILDING;
    while (id) { /* one each, also in an array */
        int n = snprintf(answer, sizeof(answer), "{\"type\":\"result\",\"id\":%ld}", strtol(id + 5, NULL, 10));

        say(page, answer, (size_t)n);
        id = strstr(id + 5, "\"id\":");
    }
    find_button(page, text);
    if (page->phase == BUILDING && strstr(text, "\"show\""))
        is_ready(page);
    else if (page->phase == WAITING && strstr(text, "\"set_text\""))
        seen_update(page);
}

static void take(struct page *page, char *text)
{
    if (protocol == OURS)
        take_ours(page, text);
    else if (protocol == LEGACY)
        take_legacy(page, text);
    else if (page->phase == WAITING)
        seen_update(page);
}

static void die_closed(const char *close, size_t size)
{
    int code = size >= 2 ? (unsigned char)close[0] << 8 | (unsigned char)close[1] : 0;

    fprintf(stderr, "the server closed a connection: %d %.*s\n", code, size > 2 ? (int)size - 2 : 0, close + 2);
    _Exit(1);
}

/* One message from the start of the buffer; its length, 0: it is not complete. */
static size_t take_message(struct page *page, char *data, size_t len)
{
    if (page->phase == UPGRADING) {
        char *end = memmem(data, len, "\r\n\r\n", 4);

        if (!end)
            return 0;
        if (len < 12 || memcmp(data, "HTTP/1.1 101", 12) != 0)
            die("refused");
        page->phase = GREETING;
        if (protocol == ECHO)
            is_ready(page);
        return (size_t)(end - data) + 4;
    }
    if (len < 2)
        return 0;
    size_t size = (unsigned char)data[1] & 127, head = size == 127 ? 10 : size == 126 ? 4 : 2;

    if (len < head)
        return 0;
    for (size_t i = 2; i < head; i++)
        size = i == 2 ? (unsigned char)data[2] : size << 8 | (unsigned char)data[i];
    if (len < head + size)
        return 0;
    char after = data[head + size]; /* there is room for it */

    data[head + size] = '\0';
    if ((data[0] & 15) == 1)
        take(page, data + head);
    else if ((data[0] & 15) == 9)
        say_as(page, 0x8A, data + head, size); /* whoever does not answer is gone */
    else if ((data[0] & 15) == 8)
        die_closed(data + head, size);
    else if ((data[0] & 15) == 9)
        put(page, "\x8a\x80\0\0\0\0", 6);
    data[head + size] = after;
    return head + size;
}

static void receive(struct page *page)
{
    for (;;) {
        if (page->cap - page->len < 4096) {
            page->cap = page->cap ? page->cap * 2 : 8192;
            page->in = realloc(page->in, page->cap + 1);
            if (!page->in)
                die("realloc");
        }
        ssize_t n = recv(page->fd, page->in + page->len, page->cap - page->len, 0);

        if (n < 0 && errno == EAGAIN)
            break;
        if (n <= 0)
            die("recv");
        page->len += (size_t)n;
        size_t at = 0, used;

        while ((used = take_message(page, page->in + at, page->len - at)) > 0)
            at += used;
        memmove(page->in, page->in + at, page->len - at);
        page->len -= at;
    }
    if (page->len == 0) { /* an idle page costs its server, not us */
        free(page->in);
        page->in = NULL;
        page->cap = 0;
    }
}

static void serve(int timeout_ms)
{
    struct epoll_event events[256];
    int n = epoll_wait(epoll_fd, events, 256, timeout_ms);

    for (int i = 0; i < n; i++)
        receive(events[i].data.ptr);
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Serves until there is a line on stdin. */
static void wait_for_line(void)
{
    char byte = '\0';

    fcntl(0, F_SETFL, O_NONBLOCK);
    while (byte != '\n')
        if (read(0, &byte, 1) != 1)
            serve(20);
}

int main(int argc, char **argv)
{
    struct rlimit files;

    if (argc != 6) {
        fprintf(stderr, "usage: load oriel|legacy|echo PORT PAGES BUSY SECONDS\n");
        return 2;
    }
    protocol = strcmp(argv[1], "oriel") == 0 ? OURS : strcmp(argv[1], "legacy") == 0 ? LEGACY : ECHO;
    port = (int)strtol(argv[2], NULL, 10);
    unsigned count = (unsigned)strtoul(argv[3], NULL, 10), busy = (unsigned)strtoul(argv[4], NULL, 10), opened = 0;
    double seconds = strtod(argv[5], NULL);

    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    pages = calloc(count, sizeof(*pages));
    samples = calloc(SAMPLES_MAX, sizeof(*samples));
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (!pages || !samples || epoll_fd < 0)
        die("memory");
    uint64_t began = now_ns(CLOCK_MONOTONIC);

    while (ready < count) {
        while (opened < count && opened - ready < CONNECTING_MAX)
            open_page(&pages[opened++]);
        serve(100);
    }
    double connect_s = (double)(now_ns(CLOCK_MONOTONIC) - began) / 1e9;

    (void)puts("idle");
    (void)fflush(stdout);
    wait_for_line();
    is_clicking = true;
    uint64_t cpu = now_ns(CLOCK_PROCESS_CPUTIME_ID);

    began = now_ns(CLOCK_MONOTONIC);
    for (unsigned i = 0; i < busy && i < count; i++)
        click(&pages[i]);
    while ((double)(now_ns(CLOCK_MONOTONIC) - began) < seconds * 1e9)
        serve(10);
    double wall = (double)(now_ns(CLOCK_MONOTONIC) - began);
    double share = (double)(now_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu) / wall;
    size_t kept = clicks < SAMPLES_MAX ? clicks : SAMPLES_MAX, middle = kept / 2, late = kept * 99 / 100;

    qsort(samples, kept, sizeof(*samples), compare);
    printf("{\"connect_s\":%.3f,\"clicks\":%u,\"per_s\":%.0f,\"p50_us\":%.1f,\"p99_us\":%.1f,\"cpu\":%.2f,"
           "\"wrong\":%u}\n",
           connect_s, clicks, clicks / wall * 1e9, (double)samples[middle] / 1e3, (double)samples[late] / 1e3, share,
           wrong);
    (void)fflush(stdout);
    wait_for_line(); /* whoever measures the server is done */
    return 0;
}
