using System.Runtime.InteropServices;
using System.Text;

namespace AcpFleet.Daemon;

/// <summary>
/// Sends datagrams to the socket that systemd names in NOTIFY_SOCKET: a path, or a name in the abstract namespace that is
/// written with '@' for its leading zero byte (sd_notify(3)). By the C library directly: .NET's sockets for local
/// addresses would be more code in the native agent than this.
/// </summary>
internal static unsafe partial class NotifySocket
{
    private const string Library = "libc.so.6";
    private const ushort LocalFamily = 1;        // AF_UNIX
    private const int Datagram = 2;              // SOCK_DGRAM
    private const int CloseOnExec = 0x80000;     // SOCK_CLOEXEC
    private const int NoSignal = 0x4000;         // MSG_NOSIGNAL
    private const int SocketLevel = 1;           // SOL_SOCKET
    private const int SendTimeout = 21;          // SO_SNDTIMEO
    private const int LongestAddress = 108;      // sun_path

    /// <summary>Whether the text can be the address of a local socket.</summary>
    public static bool IsAddress(string text) =>
        text.Length > 1 && text[0] is '/' or '@' && !text.Contains('\0') && Encoding.UTF8.GetByteCount(text) < LongestAddress;

    /// <summary>Sends one datagram, waiting at most a second for a reader that is behind.</summary>
    /// <returns>Whether it was taken.</returns>
    public static bool Send(string address, string message)
    {
        var descriptor = Open(LocalFamily, Datagram | CloseOnExec, 0);
        if (descriptor < 0)
            return false;
        try
        {
            var second = stackalloc long[] { 1, 0 };
            _ = SetOption(descriptor, SocketLevel, SendTimeout, second, 2 * sizeof(long));
            var name = Encoding.UTF8.GetBytes(address);
            var place = stackalloc byte[sizeof(ushort) + LongestAddress];
            *(ushort*)place = LocalFamily;
            name.CopyTo(new Span<byte>(place + sizeof(ushort), LongestAddress));
            // A path ends with the zero byte that is there already; an abstract name begins with one and has no end.
            var isAbstract = name[0] == (byte)'@';
            if (isAbstract)
                place[sizeof(ushort)] = 0;
            var payload = Encoding.UTF8.GetBytes(message);
            fixed (byte* bytes = payload)
                return Send(descriptor, bytes, payload.Length, NoSignal, place, (uint)(sizeof(ushort) + name.Length + (isAbstract ? 0 : 1))) == payload.Length;
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport(Library, EntryPoint = "socket")]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "setsockopt")]
    private static partial int SetOption(int descriptor, int level, int option, void* value, uint length);

    [LibraryImport(Library, EntryPoint = "sendto")]
    private static partial nint Send(int descriptor, byte* buffer, nint length, int flags, byte* to, uint toLength);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
