using System.Net;

namespace AcpFleet.Coordinator.Access;

/// <summary>Peers' addresses as people write them: an IPv4 peer of a dual-stack socket as IPv4.</summary>
internal static class PeerAddress
{
    public static IPAddress Of(HttpContext http) => Plain(http.Connection.RemoteIpAddress) ?? IPAddress.None;

    public static IPAddress Of(EndPoint? endPoint) => Plain((endPoint as IPEndPoint)?.Address) ?? IPAddress.None;

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
