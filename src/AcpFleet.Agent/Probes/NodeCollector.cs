using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Kernel;
using AcpFleet.Agent.Probes.Memory;
using AcpFleet.Agent.Probes.Network;
using AcpFleet.Agent.Probes.Os;
using AcpFleet.Agent.Probes.Packages;
using AcpFleet.Agent.Probes.Time;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.V1;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Probes;

/// <summary>
/// Collects every section of this node, or of a captured tree. Keep one for the life of the process: what is
/// expensive to read (package databases, module lists, owners of sockets) is remembered by the stamp of its files.
/// Safe to call from several threads; one section is read by one call at a time.
/// </summary>
public sealed class NodeCollector : ISectionCollector
{
    private readonly ProbeSlot[] _slots;

    /// <param name="root">"/" or a captured tree.</param>
    /// <param name="timeProvider">Gives the time of collection and bounds the probes.</param>
    /// <param name="runner">Starts the few programs whose answer no file gives (rpm, nkvers).</param>
    /// <param name="logger">Told of faults, time-outs and, at debug level, each section's cost.</param>
    public NodeCollector(HostRoot root, TimeProvider timeProvider, IProgramRunner runner, ILogger logger)
        : this(timeProvider, logger, CreateProbes(root, timeProvider, runner))
    {
    }

    internal NodeCollector(TimeProvider timeProvider, ILogger logger, params IEnumerable<IProbe> probes)
    {
        _slots = [.. probes.Select(probe => new ProbeSlot(probe, timeProvider, logger)).OrderBy(slot => slot.Kind)];
        Kinds = [.. _slots.Select(slot => slot.Kind)];
    }

    public IReadOnlyList<SectionKind> Kinds { get; }

    public async Task<IReadOnlyList<Section>> CollectAsync(IReadOnlyCollection<SectionKind> kinds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var sections = new List<Section>(_slots.Length);
        // One after the other: together they take about a millisecond, and waking more threads costs more than it saves.
        foreach (var slot in _slots)
        {
            if (kinds.Contains(slot.Kind))
                sections.Add(await slot.CollectAsync(cancellationToken).ConfigureAwait(false));
        }

        return sections;
    }

    private static IProbe[] CreateProbes(HostRoot root, TimeProvider timeProvider, IProgramRunner runner) =>
    [
        new OsProbe(root, runner),
        new KernelProbe(root),
        new NetworkProbe(root, timeProvider, runner),
        new TimeProbe(root, timeProvider),
        new PackagesProbe(new DpkgSource(root, runner), new RpmSource(root, runner), new SnapSource(root)),
        new MemoryProbe(root),
    ];
}
