using System.Net;
using System.Net.Sockets;

namespace AcpFleet.Cli.Quickstart;

/// <summary>Which port to ask for: the one given, else the usual one when it is free, else any (0).</summary>
internal static class PortChoice
{
    public const int Agents = 7443;
    public const int People = 7444;

    public static int Choose(int? given, int usual)
    {
        if (given is not { } port)
            return IsFree(usual) ? usual : 0;
        if (port != 0 && !IsFree(port))
            throw new CliFault(ExitCode.LocalFailure, $"Port {port} of 127.0.0.1 is in use by another program.", "Give another port, or 0 for any that is free.");
        return port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
