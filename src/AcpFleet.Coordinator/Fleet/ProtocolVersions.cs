using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>What this coordinator speaks (docs/protocol.md).</summary>
internal static class ProtocolVersions
{
    public const uint Major = 1;
    public const uint Minor = 1;

    /// <summary>The lower of the two minors; null when the majors differ.</summary>
    public static ProtocolVersion? Common(ProtocolVersion? theirs) =>
        theirs?.Major == Major ? new ProtocolVersion { Major = Major, Minor = Math.Min(Minor, theirs.Minor) } : null;
}
