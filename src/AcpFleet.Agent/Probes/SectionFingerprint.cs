using System.Security.Cryptography;
using AcpFleet.Protocol.V1;
using Google.Protobuf;

namespace AcpFleet.Agent.Probes;

/// <summary>
/// SHA-256 over what a section says, leaving out what changes with every reading: when it was collected, how long
/// that took, the clock reading, and how full a swap area is. Failures count: a section that can no longer be read is a changed section.
/// </summary>
public static class SectionFingerprint
{
    public static ByteString Of(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var stable = section.Clone();
        if (stable.Status is { } status)
        {
            status.CollectedAt = null;
            status.Took = null;
        }

        if (stable.ContentCase == Section.ContentOneofCase.Time)
            stable.Time.Reading = null;
        if (stable.ContentCase == Section.ContentOneofCase.Memory)
        {
            foreach (var area in stable.Memory.ActiveSwap)
                area.UsedBytes = 0;
        }

        return ByteString.CopyFrom(SHA256.HashData(stable.ToByteArray()));
    }

    public static SectionKind KindOf(Section section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section.ContentCase switch
        {
            Section.ContentOneofCase.Os => SectionKind.Os,
            Section.ContentOneofCase.Kernel => SectionKind.Kernel,
            Section.ContentOneofCase.Network => SectionKind.Network,
            Section.ContentOneofCase.Time => SectionKind.Time,
            Section.ContentOneofCase.Packages => SectionKind.Packages,
            Section.ContentOneofCase.Memory => SectionKind.Memory,
            _ => SectionKind.Unspecified,
        };
    }
}
