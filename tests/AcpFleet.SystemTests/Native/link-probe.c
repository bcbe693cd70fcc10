/* Test part: a program of what the old link must get right, written down in the order in which it happens. Linked by
 * packaging/glibc-2.17/link for each architecture and run under different C libraries.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static __thread int own;
static int constructed;

/* Unbuffered: nothing is lost if the end of the program goes wrong. */
static void say(const char *text)
{
    if (write(1, text, strlen(text)) < 0 || write(1, "\n", 1) < 0)
        _exit(9);
}

static void before_constructors(int argc, char **argv, char **envp)
{
    (void)argv;
    (void)envp;
    say(argc == 2 ? "preinit_array" : "preinit_array without arguments");
}

__attribute__((section(".preinit_array"), used)) static void (*const preinit)(int, char **, char **) = before_constructors;

__attribute__((constructor)) static void construct(int argc, char **argv)
{
    constructed++;
    say(argc == 2 ? argv[1] : "init_array without arguments");
}

__attribute__((destructor)) static void destruct(void) { say("fini_array"); }

static void at_exit(void) { say("atexit"); }

static void *in_thread(void *argument)
{
    own = 7;
    errno = ENOENT;
    pthread_setname_np(pthread_self(), "probe");
    return argument;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    void *result = NULL;
    char text[64];
    volatile double two = argc;

    if (constructed != 1 || atexit(at_exit) != 0)
        return 1;
    errno = 0;
    if (pthread_create(&thread, NULL, in_thread, argv) != 0 || pthread_join(thread, &result) != 0)
        return 2;
    if (result != argv || own != 0 || errno != 0)
        return 3;
    say("threads");

    void *library = dlopen("libm.so.6", RTLD_NOW);
    double (*power)(double, double) = library != NULL ? (double (*)(double, double))dlsym(library, "pow") : NULL;
    if (power == NULL || power(two, 10) != 1024 || pow(two, 3) != 8)
        return 4;
    say("libraries and mathematics");

    struct timespec now;
    int shared = shm_open("/acpfleet-link-probe", O_RDWR | O_CREAT | O_EXCL, 0600);
    if (shared < 0 || shm_unlink("/acpfleet-link-probe") != 0 || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 5;
    snprintf(text, sizeof text, "%s %d", "formatting", 42);
    say(text);
    return 0;
}
