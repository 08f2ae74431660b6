/* How processes end that have, or had, windows. Each case is a process of its
 * own: this program, called with the name of the case. */
#include "fake_host.h"

#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>

static const char *self;
static atomic_bool is_lost;

/* ---- in the child ---- */

static void say(const char *text)
{
    if (write(STDOUT_FILENO, text, strlen(text)) < 0)
        _exit(99);
}

static void on_exit_early(void)
{
    say("early ");
}

static void on_exit_late(void)
{
    say("late ");
}

static void note_lost(void)
{
    atomic_store(&is_lost, true);
}

static void await_loss(void)
{
    while (!atomic_load(&is_lost))
        usleep(1000);
}

static void fork_and_wait(void)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (null < 0 || dup2(null, STDOUT_FILENO) < 0)
            _exit(98);
        exit(0);
    }
    waitpid(pid, &status, 0);
    if (status != 0)
        say("fork failed ");
}

static bool is_late;

static void *start_late(void *data)
{
    static struct oriel__host host;

    (void)data;
    host = fake_host;
    if (backend->start(&host) != ORIEL_OK)
        say("refused ");
    return NULL;
}

static unsigned count_threads(void)
{
    DIR *folder = opendir("/proc/self/task");
    unsigned count = 0;

    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2; /* "." and ".." */
}

/* Runs after all that atexit() knows, and before the backend's own destructor,
 * which thus meets a UI thread that has only begun. */
__attribute__((destructor)) static void on_last(void)
{
    unsigned before = is_late ? count_threads() : 0;
    pthread_t thread;

    if (!is_late || pthread_create(&thread, NULL, start_late, NULL) != 0)
        return;
    pthread_detach(thread);
    while (count_threads() < before + 2)
        sched_yield();
}

static void run_case(const char *name, struct win *win)
{
    if (strcmp(name, "closed") == 0)
        on_ui(win, ui_destroy, NULL);
    if (strcmp(name, "fork") == 0)
        fork_and_wait();
    if (strcmp(name, "lost") == 0)
        for (;;)
            pause();
    if (strcmp(name, "lost-busy") == 0)
        for (;;)
            atomic_load(&is_lost);
    if (strcmp(name, "lost-stdin") == 0)
        (void)getchar();
    if (strcmp(name, "lost-exit") == 0 || strcmp(name, "lost-status") == 0)
        await_loss();
    exit(strcmp(name, "lost-status") == 0 ? 7 : 0);
}

static int child_main(const char *name)
{
    static struct oriel__host host;

    if (strncmp(name, "lost", 4) == 0)
        alarm(30);
    atexit(on_exit_early);
    load_backend();
    if (strcmp(name, "late") == 0) {
        is_late = true;
        exit(3);
    }
    host = fake_host;
    host.display_lost = note_lost;
    if (backend->start(&host) != ORIEL_OK) {
        fprintf(stderr, "%s\n", last_error);
        return 90;
    }
    struct win *win = win_open(PAGE("post('up'); setInterval(() => { document.title = Date.now() }, 10)"));
    expect(win, "message", "up");
    atexit(on_exit_late);
    say("up ");
    printf("buffered ");
    run_case(name, win);
    return 0;
}

/* ---- in the parent ---- */

struct process {
    pid_t pid;
    int in, out;
};

/* exec() takes arguments that are not const, and leaves them alone. */
static char *arg(const char *text)
{
    return (char *)(uintptr_t)text;
}

/* Starts a program with both ends piped. */
static struct process spawn(char *const argv[], const char *display)
{
    struct process process = { 0 };
    int in[2], out[2];

    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    process.pid = fork();
    if (process.pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        if (display)
            setenv("DISPLAY", display, 1);
        execvp(argv[0], argv);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    process.in = in[1];
    process.out = out[0];
    return process;
}

/* Reads until `text` has been seen, or the end. */
static void read_until(int fd, char *buffer, size_t size, const char *text)
{
    size_t n = strlen(buffer);

    while (n + 1 < size && !(text && strstr(buffer, text))) {
        ssize_t got = read(fd, buffer + n, size - 1 - n);
        if (got <= 0)
            break;
        n += (size_t)got;
        buffer[n] = '\0';
    }
}

static int finish(struct process *process, char *output, size_t size)
{
    int status = 0;

    read_until(process->out, output, size, NULL);
    waitpid(process->pid, &status, 0);
    close(process->in);
    close(process->out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void ends_clean(const char *name)
{
    char output[256] = "";
    struct process child = spawn((char *const[]){ arg(self), arg(name), NULL }, NULL);
    int status = finish(&child, output, sizeof(output));

    if (status != 0 || strcmp(output, "up late buffered early ") != 0)
        fail_msg("%s: status %d, output \"%s\"", name, status, output);
}

static void test_exit_with_window(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        ends_clean("open");
}

static void test_exit_after_close(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        ends_clean("closed");
}

static void test_exit_after_fork(void **state)
{
    (void)state;
    ends_clean("fork");
}

static void test_exit_while_starting(void **state)
{
    char output[256] = "";
    struct process child = spawn((char *const[]){ arg(self), arg("late"), NULL }, NULL);

    (void)state;
    assert_int_equal(finish(&child, output, sizeof(output)), 3);
    assert_string_equal(output, "early ");
}

/* Opens a display of its own, runs the case on it, ends the display: the
 * process must end in time, with `status`, and with all that atexit() knows. */
static void survives_no_display(const char *name, int expected)
{
    char number[32] = ":", output[256] = "";
    struct process server =
        spawn((char *const[]){ arg("Xvfb"), arg("-displayfd"), arg("1"), arg("-nolisten"), arg("tcp"), NULL }, NULL);
    read_until(server.out, number, sizeof(number), "\n");
    number[strcspn(number, "\n")] = '\0';

    struct process child = spawn((char *const[]){ arg(self), arg(name), NULL }, number);
    read_until(child.out, output, sizeof(output), "up ");
    kill(server.pid, SIGTERM);
    uint64_t before = now_ms();
    int status = finish(&child, output, sizeof(output));
    int took = (int)(now_ms() - before);
    waitpid(server.pid, NULL, 0);
    close(server.in);
    close(server.out);

    printf("[          ] %s: status %d after %d ms\n", name, status, took);
    if (status != expected || strcmp(output, "up late buffered early ") != 0)
        fail_msg("%s: status %d, output \"%s\"", name, status, output);
    assert_true(took < 2500);
}

static void test_display_lost(void **state)
{
    (void)state;
    survives_no_display("lost", 1);
    survives_no_display("lost-busy", 1);
    survives_no_display("lost-stdin", 1);
    survives_no_display("lost-exit", 1);
    survives_no_display("lost-status", 7);
}

static void test_no_display(void **state)
{
    char output[256] = "";
    struct process child = spawn((char *const[]){ arg(self), arg("open"), NULL }, ":65000");

    (void)state;
    assert_int_equal(finish(&child, output, sizeof(output)), 90);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exit_with_window), cmocka_unit_test(test_exit_after_close),
        cmocka_unit_test(test_exit_after_fork),  cmocka_unit_test(test_exit_while_starting),
        cmocka_unit_test(test_display_lost),     cmocka_unit_test(test_no_display),
    };

    if (argc > 1)
        return child_main(argv[1]);
    self = argv[0];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
