using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes;

/// <summary>Collects sections of facts on this node. Never throws for what a node can do wrong: that is in the section's status.</summary>
public interface ISectionCollector
{
    /// <summary>All kinds this agent can collect, in order.</summary>
    IReadOnlyList<SectionKind> Kinds { get; }

    /// <summary>Collects the kinds asked for, one section each, in order of kind.</summary>
    Task<IReadOnlyList<Section>> CollectAsync(IReadOnlyCollection<SectionKind> kinds, CancellationToken cancellationToken);
}
