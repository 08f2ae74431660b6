/* Posts: a user's function as a task. */
#include "loop/post.h"

#include "base/alloc.h"
#include "base/error.h"
#include "loop/future.h"

struct post {
    struct oriel__task task;
    void (*fn)(void *user);
    void *user;
    oriel_destroy_cb destroy;
};

static void drop_post(struct oriel__task *task)
{
    struct post *post = oriel__container(task, struct post, task);

    if (post->destroy)
        post->destroy(post->user);
    oriel__free(post);
}

static void run_post(struct oriel__task *task)
{
    struct post *post = oriel__container(task, struct post, task);

    post->fn(post->user);
    drop_post(task);
}

oriel_err_t oriel__post_new(void (*fn)(void *user), void *user, oriel_destroy_cb destroy, struct oriel__task **ret)
{
    struct post *post = oriel__new0(sizeof(*post));

    if (!post)
        return oriel__nomem();
    oriel__list_init(&post->task.link);
    post->task.run = run_post;
    post->task.drop = drop_post;
    post->fn = fn;
    post->user = user;
    post->destroy = destroy;
    *ret = &post->task;
    return ORIEL_OK;
}

struct work {
    struct oriel__task task;
    oriel_future_t *future;
    oriel_work_cb fn;
    void *user;
    oriel_destroy_cb destroy;
};

static void end_work(struct work *work)
{
    if (work->destroy)
        work->destroy(work->user);
    oriel_future_unref(work->future);
    oriel__free(work);
}

static void drop_work(struct oriel__task *task)
{
    struct work *work = oriel__container(task, struct work, task);

    (void)oriel_future_reject(work->future, ORIEL_ECLOSED, NULL, "the app ended first");
    end_work(work);
}

static void run_work(struct oriel__task *task)
{
    struct work *work = oriel__container(task, struct work, task);

    if (oriel_future_get_status(work->future) == ORIEL_FUTURE_PENDING)
        oriel__future_run(work->future, work->fn, work->user);
    end_work(work);
}

oriel_err_t oriel__post_work_new(oriel_future_t *future, oriel_work_cb fn, void *user, oriel_destroy_cb destroy,
                                 struct oriel__task **ret)
{
    struct work *work = oriel__new0(sizeof(*work));

    if (!work)
        return oriel__nomem();
    oriel__list_init(&work->task.link);
    work->task.run = run_work;
    work->task.drop = drop_work;
    work->future = oriel_future_ref(future);
    work->fn = fn;
    work->user = user;
    work->destroy = destroy;
    *ret = &work->task;
    return ORIEL_OK;
}
