using System.Runtime.InteropServices;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestKit.Processes;

/// <summary>
/// Runs a program as on Linux 3.10, as far as system calls go: whichever is younger answers ENOSYS, by a seccomp filter
/// (old-kernel.c, linked statically, so that it starts in any tree). What old calls do in the details is this machine's kernel's.
/// </summary>
public static class OldKernel
{
    private static readonly Lazy<string> Program = new(() => CompiledPart.Make("old-kernel.c", "-static"));

    /// <summary>Prefix that starts a program so. Skips the test where it cannot be.</summary>
    public static string[] Prefix()
    {
        CompiledPart.NeedCompiler();
        RequiredPart.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "an x86-64 machine: the filter counts its system calls.");
        return [Program.Value];
    }
}
