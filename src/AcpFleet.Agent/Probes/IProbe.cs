using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes;

/// <summary>
/// Reads one section of facts and never judges. What it cannot read it says in the draft's failures; an exception
/// that gets out of it is a fault of the probe.
/// </summary>
internal interface IProbe
{
    SectionKind Kind { get; }

    /// <summary>After this the section is given up, with what hangs named in its status.</summary>
    TimeSpan TimeLimit { get; }

    /// <summary>Fills the content that the draft holds. Called by one collection at a time.</summary>
    ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken);
}
