using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Native;

/// <summary>The ways in which this machine can be made older than it is.</summary>
public static class OldSystem
{
    /// <summary>glibc 2.31 and OpenSSL 1.1.</summary>
    public const string Debian11 = "Debian 11";

    /// <summary>No system call younger than kernel 3.10.</summary>
    public const string Kernel310 = "system calls of kernel 3.10";

    public const string Both = "Debian 11 with system calls of kernel 3.10";

    public static TheoryData<string> All => [Debian11, Kernel310, Both];

    /// <summary>Prefix that starts a published program there.</summary>
    /// <param name="directory">The test's own, which the program sees.</param>
    public static async Task<string[]> PrefixAsync(string system, string directory)
    {
        Repository.NeedNativePrograms();
        string[] kernel = system == Debian11 ? [] : OldKernel.Prefix();
        if (system == Kernel310)
            return kernel;
        string[] seen = [Path.GetDirectoryName(Repository.NativeAgent)!, Path.GetDirectoryName(Repository.NativeCli)!, directory];
        return [.. TreeRoom.Prefix(await DebianTree.GetAsync("bullseye"), [.. seen, .. kernel]), .. kernel];
    }
}
