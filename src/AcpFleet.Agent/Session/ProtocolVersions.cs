using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Session;

/// <summary>The version of the agent link that this agent speaks (docs/protocol.md).</summary>
internal static class ProtocolVersions
{
    public static ProtocolVersion Current => new() { Major = 1, Minor = 1 };
}
