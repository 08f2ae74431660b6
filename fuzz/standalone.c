/* Runs a fuzz target once over each file given, and over each file of each
 * folder given, so that a corpus is a test without a fuzzer. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define SIZE_LIMIT ((size_t)1 << 20)

static int count;

/* Reads at most SIZE_LIMIT bytes; the rest of the memory is given back, so that a
 * sanitizer sees every byte read behind the end. */
static uint8_t *read_all(FILE *file, size_t *size)
{
    uint8_t *data = malloc(SIZE_LIMIT);
    uint8_t *fitting;

    if (!data)
        return NULL;
    *size = fread(data, 1, SIZE_LIMIT, file);
    fitting = realloc(data, *size ? *size : 1);
    return fitting ? fitting : data;
}

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rbe");
    uint8_t *data;
    size_t size;

    if (!file) {
        perror(path);
        return 1;
    }
    data = read_all(file, &size);
    (void)fclose(file);
    if (!data)
        return 1;
    (void)LLVMFuzzerTestOneInput(data, size);
    free(data);
    count++;
    return 0;
}

static int run(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    int failed = 0;

    if (!folder)
        return run_file(path);
    while ((entry = readdir(folder))) { // NOLINT(concurrency-mt-unsafe): one thread
        char name[4096];

        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(name, sizeof(name), "%s/%s", path, entry->d_name) < (int)sizeof(name))
            failed |= run_file(name);
    }
    (void)closedir(folder);
    return failed;
}

int main(int argc, char **argv)
{
    int failed = 0;

    for (int i = 1; i < argc; i++)
        failed |= run(argv[i]);
    printf("%d inputs\n", count);
    return failed || count == 0;
}
