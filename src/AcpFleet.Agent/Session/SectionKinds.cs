using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Session;

/// <summary>Names and empty sections by kind.</summary>
internal static class SectionKinds
{
    public static string NameOf(SectionKind kind) => kind.ToString().ToLowerInvariant();

    public static Section Empty(SectionKind kind) => kind switch
    {
        SectionKind.Os => new Section { Os = new OsFacts() },
        SectionKind.Kernel => new Section { Kernel = new KernelFacts() },
        SectionKind.Network => new Section { Network = new NetworkFacts() },
        SectionKind.Time => new Section { Time = new TimeFacts() },
        SectionKind.Packages => new Section { Packages = new PackageFacts() },
        SectionKind.Memory => new Section { Memory = new MemoryFacts() },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such section"),
    };
}
