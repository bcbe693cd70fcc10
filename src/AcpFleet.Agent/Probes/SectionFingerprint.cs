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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Straight into the hash: a list of packages is some hundred kilobytes, and this is done for every collection.
        using (var sink = new HashStream(hash))
            Stable(section).WriteTo(sink);
        return UnsafeByteOperations.UnsafeWrap(hash.GetHashAndReset());
    }

    // Shares what is stable with the section, and copies the little that is not.
    private static Section Stable(Section section)
    {
        var stable = new Section();
        if (section.Status is { } status)
            stable.Status = new SectionStatus { Failures = { status.Failures } };
        switch (section.ContentCase)
        {
            case Section.ContentOneofCase.Os: stable.Os = section.Os; break;
            case Section.ContentOneofCase.Kernel: stable.Kernel = section.Kernel; break;
            case Section.ContentOneofCase.Network: stable.Network = section.Network; break;
            case Section.ContentOneofCase.Packages: stable.Packages = section.Packages; break;
            case Section.ContentOneofCase.Time:
                stable.Time = section.Time.Clone();
                stable.Time.Reading = null;
                break;
            case Section.ContentOneofCase.Memory:
                stable.Memory = section.Memory.Clone();
                foreach (var area in stable.Memory.ActiveSwap)
                    area.UsedBytes = 0;
                break;
        }

        return stable;
    }
}
