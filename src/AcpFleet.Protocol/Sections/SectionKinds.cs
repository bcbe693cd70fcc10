using AcpFleet.Protocol.V1;

namespace AcpFleet.Protocol.Sections;

/// <summary>The kinds of sections that this version knows: which content is of which kind, names, and the largest size.</summary>
public static class SectionKinds
{
    /// <summary>Bytes of one section: it must fit into one message of the link, of which each side takes 1 MiB.</summary>
    public const int MaximumBytes = 900 * 1024;

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<SectionKind> All { get; } =
        [SectionKind.Os, SectionKind.Kernel, SectionKind.Network, SectionKind.Time, SectionKind.Packages, SectionKind.Memory];

    /// <summary>Unspecified for content that a newer version brought.</summary>
    public static SectionKind Of(Section section)
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

    /// <summary>A section that says nothing yet.</summary>
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

    /// <summary>As people and REST see it: os, kernel, network, time, packages, memory.</summary>
    public static string NameOf(SectionKind kind) => kind.ToString().ToLowerInvariant();
}
