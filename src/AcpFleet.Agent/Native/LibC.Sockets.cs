using System.Runtime.InteropServices;

namespace AcpFleet.Agent.Native;

/// <content>Netlink sockets, which .NET's Socket class cannot open.</content>
internal static unsafe partial class LibC
{
    internal const int NetlinkFamily = 16;       // AF_NETLINK
    internal const int RawSocket = 3;            // SOCK_RAW
    internal const int SocketLevel = 1;          // SOL_SOCKET
    internal const int ReceiveBufferOption = 8;  // SO_RCVBUF
    internal const int ReceiveTimeoutOption = 20; // SO_RCVTIMEO
    internal const int TellFullLength = 0x20;    // MSG_TRUNC

    [StructLayout(LayoutKind.Sequential)]
    internal struct NetlinkAddress
    {
        internal ushort Family;
        internal ushort Padding;
        internal uint PortId;
        internal uint Groups;
    }

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    internal static partial int Socket(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetSocketOption(int descriptor, int level, int option, void* value, uint length);

    [LibraryImport(Library, EntryPoint = "sendto", SetLastError = true)]
    internal static partial nint SendTo(int descriptor, byte* buffer, nint length, int flags, NetlinkAddress* to, uint toLength);

    [LibraryImport(Library, EntryPoint = "recvfrom", SetLastError = true)]
    internal static partial nint ReceiveFrom(int descriptor, byte* buffer, nint length, int flags, NetlinkAddress* from, uint* fromLength);
}
