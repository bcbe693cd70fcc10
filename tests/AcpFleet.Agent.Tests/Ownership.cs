using System.Runtime.InteropServices;

namespace AcpFleet.Agent.Tests;

/// <summary>Gives files away, as only root may.</summary>
internal static partial class Ownership
{
    public static void Give(string path, int user) => ChangeOwner(path, user, user).ShouldBe(0);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, int user, int group);
}
