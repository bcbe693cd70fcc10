/* Where a native program starts, instead of crt1.o, crti.o, crtbegin.o, crtend.o and crtn.o of the build machine.
 *
 * Before 2.34 the C library runs an executable's constructors only through the function that the start file hands to
 * __libc_start_main; a start file of a newer system hands none. Newer libraries still run what they are handed. In a
 * dynamic executable the loader itself runs .preinit_array and, at the end, .fini_array.
 */
#include <stddef.h>

typedef void initialiser(int, char **, char **);

int main(int, char **, char **);
int __libc_start_main(int (*)(int, char **, char **), int, char **, initialiser *, void (*)(void), void (*)(void), void *);
int __cxa_atexit(void (*)(void *), void *, void *);

extern initialiser *__init_array_start[] __attribute__((visibility("hidden")));
extern initialiser *__init_array_end[] __attribute__((visibility("hidden")));

/* What C++ gives to __cxa_atexit to say "the executable". */
__attribute__((visibility("hidden"))) void *__dso_handle = NULL;

static void run_constructors(int argc, char **argv, char **envp)
{
    for (initialiser **next = __init_array_start; next < __init_array_end; next++)
        (*next)(argc, argv, envp);
}

/* Not in libc.so.6 but in the part of the C library that is linked statically. */
__attribute__((visibility("hidden"))) int atexit(void (*function)(void))
{
    return __cxa_atexit((void (*)(void *))function, NULL, __dso_handle);
}

/* The stack holds the count of arguments and the arguments; a register holds what to call at the end. */
__attribute__((used, noreturn)) static void start(long *stack, void (*at_end)(void))
{
    __libc_start_main(main, (int)*stack, (char **)(stack + 1), run_constructors, NULL, at_end, stack);
    __builtin_unreachable();
}

#if defined(__x86_64__)
__asm__(".text\n"
        ".globl _start\n"
        ".type _start, %function\n"
        "_start:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined rip\n"
        "    xorl %ebp, %ebp\n"
        "    movq %rsp, %rdi\n"
        "    movq %rdx, %rsi\n"
        "    andq $-16, %rsp\n"
        "    call start\n"
        "    hlt\n"
        "    .cfi_endproc\n"
        ".size _start, . - _start\n");
#elif defined(__aarch64__)
__asm__(".text\n"
        ".globl _start\n"
        ".type _start, %function\n"
        "_start:\n"
        "    .cfi_startproc\n"
        "    .cfi_undefined x30\n"
        "    mov x29, #0\n"
        "    mov x30, #0\n"
        "    mov x1, x0\n"
        "    mov x0, sp\n"
        "    bl start\n"
        "    brk #1\n"
        "    .cfi_endproc\n"
        ".size _start, . - _start\n");
#else
#error "x86_64 and aarch64 only"
#endif
