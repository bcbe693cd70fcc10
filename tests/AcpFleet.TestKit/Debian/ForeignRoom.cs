using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestKit.Debian;

/// <summary>
/// Runs programs of arm64 through qemu-user-static: the kernel's table of binary formats is one of a user namespace of
/// the program's own, so that this machine's stays as it is, however the program ends. Needs Linux 6.7.
/// </summary>
public static class ForeignRoom
{
    private static readonly Version Oldest = new(6, 7);

    /// <summary>Prefix that starts a program, such as chroot or <see cref="TreeRoom.Prefix"/>, in the room.</summary>
    public static string[] Prefix { get; } =
        ["sh", Path.Combine(Repository.Root, "tests", "AcpFleet.TestKit", "Debian", "foreign-room.sh")];

    /// <summary>Skips the test where programs of arm64 cannot be run.</summary>
    public static void Need()
    {
        RequiredPart.NeedRoot();
        RequiredPart.NeedProgram("/usr/bin/qemu-aarch64-static", "apt-get install qemu-user-static");
        RequiredPart.Need(Environment.OSVersion.Version >= Oldest, $"Linux {Oldest}, where user namespaces have binary formats of their own.");
    }
}
