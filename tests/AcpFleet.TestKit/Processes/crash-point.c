/* Test part: loaded before the C library, it kills its process at the nth call of one of the functions that make state
 * durable, before the call takes effect. The count is the whole process's, whichever thread calls.
 *
 *   CRASH_AT=rename:3      kill -9 of itself at the third rename
 *   CRASH_RECORD=FILE      write the name of each such call into FILE instead
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FSYNC, FDATASYNC, RENAME, UNLINK, CALLS };

static const char *const names[CALLS] = { "fsync", "fdatasync", "rename", "unlink" };
static atomic_int counts[CALLS];

static void reached(int call)
{
    const char *record = getenv("CRASH_RECORD");
    const char *at = getenv("CRASH_AT");
    int count = atomic_fetch_add(&counts[call], 1) + 1;
    if (record != NULL) {
        char line[32];
        int length = snprintf(line, sizeof line, "%s\n", names[call]);
        int file = open(record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0) {
            (void)!write(file, line, (size_t)length);
            close(file);
        }
    }
    if (at != NULL) {
        size_t length = strlen(names[call]);
        if (strncmp(at, names[call], length) == 0 && at[length] == ':' && atoi(at + length + 1) == count)
            kill(getpid(), SIGKILL);
    }
}

int fsync(int file)
{
    reached(FSYNC);
    return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    reached(FDATASYNC);
    return (int)syscall(SYS_fdatasync, file);
}

int rename(const char *from, const char *to)
{
    reached(RENAME);
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    reached(UNLINK);
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
