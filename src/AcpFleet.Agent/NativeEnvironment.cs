using System.Runtime.InteropServices;

namespace AcpFleet.Agent;

/// <summary>
/// Settings of this process's native environment that must stand before OpenSSL starts. It would otherwise parse every
/// certificate of /etc/ssl/certs at the first handshake (70 ms on a common node), though the agent trusts its fleet's
/// authority only. .NET keeps its own copy of the environment, so the C library is told directly.
/// </summary>
internal static partial class NativeEnvironment
{
    public static void Prepare()
    {
        _ = SetVariable("SSL_CERT_DIR", "/nonexistent", 1);
        _ = SetVariable("SSL_CERT_FILE", "/nonexistent", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
