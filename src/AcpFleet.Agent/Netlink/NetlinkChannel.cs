using System.Runtime.InteropServices;
using AcpFleet.Agent.Native;

namespace AcpFleet.Agent.Netlink;

/// <summary>A raw AF_NETLINK socket.</summary>
internal sealed unsafe class NetlinkChannel : INetlinkChannel
{
    internal const int Route = 0;             // NETLINK_ROUTE
    internal const int SocketDiagnosis = 4;   // NETLINK_SOCK_DIAG

    private const int ReceiveBuffer = 1 << 20;
    private const int WaitSeconds = 3;

    private readonly int _descriptor;

    private NetlinkChannel(int descriptor) => _descriptor = descriptor;

    /// <summary>Opens a socket, or gives the error number.</summary>
    internal static int Open(int protocol, out INetlinkChannel? channel)
    {
        channel = null;
        var descriptor = LibC.Socket(LibC.NetlinkFamily, LibC.RawSocket | LibC.CloseOnExec, protocol);
        if (descriptor < 0)
            return Marshal.GetLastPInvokeError();
        var wait = stackalloc long[2] { WaitSeconds, 0 }; // struct timeval
        _ = LibC.SetSocketOption(descriptor, LibC.SocketLevel, LibC.ReceiveTimeoutOption, wait, 16);
        var size = ReceiveBuffer;
        _ = LibC.SetSocketOption(descriptor, LibC.SocketLevel, LibC.ReceiveBufferOption, &size, sizeof(int));
        channel = new NetlinkChannel(descriptor);
        return 0;
    }

    public int Send(ReadOnlySpan<byte> request)
    {
        var kernel = new LibC.NetlinkAddress { Family = LibC.NetlinkFamily };
        fixed (byte* start = request)
        {
            while (LibC.SendTo(_descriptor, start, request.Length, 0, &kernel, (uint)sizeof(LibC.NetlinkAddress)) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                if (error != Errno.Interrupted)
                    return error;
            }
        }

        return 0;
    }

    public int Receive(Span<byte> buffer)
    {
        LibC.NetlinkAddress sender;
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var length = (uint)sizeof(LibC.NetlinkAddress);
                var count = LibC.ReceiveFrom(_descriptor, start, buffer.Length, LibC.TellFullLength, &sender, &length);
                if (count < 0)
                {
                    var error = Marshal.GetLastPInvokeError();
                    if (error == Errno.Interrupted)
                        continue;
                    return -(error == Errno.TryAgain ? Errno.TimedOut : error);
                }

                // Another process may write to this socket too; only the kernel is number 0.
                if (sender.PortId == 0)
                    return (int)count;
            }
        }
    }

    public void Dispose() => _ = LibC.Close(_descriptor);
}
