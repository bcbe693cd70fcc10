using System.Net;

namespace AcpFleet.Coordinator.Access;

/// <summary>Whose connection the current flow serves, for log entries of layers that do not say it themselves.</summary>
internal static class PeerContext
{
    private static readonly AsyncLocal<(IPAddress Peer, Listener Listener)?> s_current = new();

    public static (IPAddress Peer, Listener Listener)? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }
}
