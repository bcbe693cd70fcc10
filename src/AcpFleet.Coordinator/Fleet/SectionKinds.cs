using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>The kinds of sections that this coordinator knows.</summary>
internal static class SectionKinds
{
    public static IReadOnlyList<SectionKind> All { get; } =
        [SectionKind.Os, SectionKind.Kernel, SectionKind.Network, SectionKind.Time, SectionKind.Packages, SectionKind.Memory];

    /// <summary>Unspecified for content that a newer agent brought.</summary>
    public static SectionKind Of(Section section) => section.ContentCase switch
    {
        Section.ContentOneofCase.Os => SectionKind.Os,
        Section.ContentOneofCase.Kernel => SectionKind.Kernel,
        Section.ContentOneofCase.Network => SectionKind.Network,
        Section.ContentOneofCase.Time => SectionKind.Time,
        Section.ContentOneofCase.Packages => SectionKind.Packages,
        Section.ContentOneofCase.Memory => SectionKind.Memory,
        _ => SectionKind.Unspecified,
    };

    /// <summary>As REST shows it: os, kernel, network, time, packages, memory.</summary>
    public static string NameOf(SectionKind kind) => kind.ToString().ToLowerInvariant();
}
