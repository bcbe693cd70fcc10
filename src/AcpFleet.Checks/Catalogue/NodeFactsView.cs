using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue;

/// <summary>One node's facts by section, and why what is missing is missing.</summary>
internal sealed class NodeFactsView
{
    private readonly Section? _os;
    private readonly Section? _kernel;
    private readonly Section? _network;
    private readonly Section? _time;
    private readonly Section? _packages;
    private readonly Section? _memory;

    public NodeFactsView(NodeFacts facts)
    {
        foreach (var section in facts.Sections)
        {
            switch (section.ContentCase)
            {
                case Section.ContentOneofCase.Os: _os ??= section; break;
                case Section.ContentOneofCase.Kernel: _kernel ??= section; break;
                case Section.ContentOneofCase.Network: _network ??= section; break;
                case Section.ContentOneofCase.Time: _time ??= section; break;
                case Section.ContentOneofCase.Packages: _packages ??= section; break;
                case Section.ContentOneofCase.Memory: _memory ??= section; break;
            }
        }
    }

    public OsFacts? Os => _os?.Os;

    public KernelFacts? Kernel => _kernel?.Kernel;

    public NetworkFacts? Network => _network?.Network;

    public TimeFacts? Time => _time?.Time;

    public PackageFacts? Packages => _packages?.Packages;

    public MemoryFacts? Memory => _memory?.Memory;

    /// <summary>Why a field is absent. Always an answer: for use where the field is known to be absent.</summary>
    /// <param name="kind">The section.</param>
    /// <param name="field">Its name in the protocol, snake_case.</param>
    public FactGap Gap(SectionKind kind, string field) =>
        SectionOf(kind) is null ? FactGap.NoSection(kind) : Failure(kind, field) ?? FactGap.NoValue(kind, field);

    /// <summary>The failed source that a field depends on, or null: for repeated fields, which are never "absent".</summary>
    public FactGap? Failure(SectionKind kind, string field)
    {
        if (SectionOf(kind)?.Status is not { } status) return null;
        foreach (var failure in status.Failures)
        {
            foreach (var name in failure.Fields)
            {
                if (Concerns(name, field)) return FactGap.Failed(failure);
            }
        }

        return null;
    }

    /// <summary>The same field, one within the other (<c>resolver</c>, <c>resolver.search</c>), or an inner field by its last name.</summary>
    private static bool Concerns(string failed, string field) =>
        failed == field || Within(failed, field) || Within(field, failed) || EndsWith(field, failed);

    private static bool Within(string inner, string outer) =>
        inner.Length > outer.Length && inner[outer.Length] == '.' && inner.StartsWith(outer, StringComparison.Ordinal);

    private static bool EndsWith(string path, string last) =>
        path.Length > last.Length && path[path.Length - last.Length - 1] == '.' && path.EndsWith(last, StringComparison.Ordinal);

    private Section? SectionOf(SectionKind kind) => kind switch
    {
        SectionKind.Os => _os,
        SectionKind.Kernel => _kernel,
        SectionKind.Network => _network,
        SectionKind.Time => _time,
        SectionKind.Packages => _packages,
        SectionKind.Memory => _memory,
        _ => null,
    };
}
