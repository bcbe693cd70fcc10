using AcpFleet.Agent.Probes;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Tests.Session;

/// <summary>A fake: sections that the test sets, for what a real node cannot be made to show on command.</summary>
internal sealed class FakeCollector : ISectionCollector
{
    private readonly SortedDictionary<SectionKind, Section> _sections = [];

    public IReadOnlyList<SectionKind> Kinds => [.. _sections.Keys];

    public FakeCollector Set(Section section)
    {
        _sections[SectionKinds.Of(section)] = section;
        return this;
    }

    public Task<IReadOnlyList<Section>> CollectAsync(IReadOnlyCollection<SectionKind> kinds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Section>>([.. _sections.Where(entry => kinds.Contains(entry.Key)).Select(entry => entry.Value.Clone())]);
}
