using System.Diagnostics.CodeAnalysis;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Protocol.V1;
using AcpFleet.Store;
using AcpFleet.Store.Facts;
using AcpFleet.Store.Nodes;

namespace AcpFleet.Coordinator.Fleet;

/// <summary>
/// Every trusted node with its facts, in memory: a cache of the store, rebuilt at start, changed only after the store
/// has committed. Presence (when a node was last heard) goes the other way, memory first and to the store in batches.
/// </summary>
internal sealed class FleetState(IFleetStore store, CoordinatorOptions options, TimeProvider time)
{
    private const int MissedIntervals = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FleetNode> _nodes = [];
    private readonly HashSet<string> _revoked = [];

    /// <summary>Intervals that passed while the coordinator was down were not missed by the nodes.</summary>
    private readonly DateTimeOffset _listeningSince = time.GetUtcNow();

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var record in await store.Nodes.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (record.RevokedAt is null)
                _nodes[record.Id] = new FleetNode { Record = record };
            else
                _revoked.Add(record.Id);
        }

        var sections = new List<SectionRecord>();
        await foreach (var section in store.Facts.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (sections.Count > 0 && sections[0].NodeId != section.NodeId)
                Take(sections);
            sections.Add(section);
        }

        Take(sections);
    }

    /// <summary>All trusted nodes, by name and then id.</summary>
    public IReadOnlyList<FleetNode> List()
    {
        lock (_gate)
            return [.. _nodes.Values.OrderBy(n => n.Hostname, StringComparer.Ordinal).ThenBy(n => n.Id, StringComparer.Ordinal)];
    }

    public bool TryGet(string nodeId, [NotNullWhen(true)] out FleetNode? node)
    {
        lock (_gate)
            return _nodes.TryGetValue(nodeId, out node);
    }

    public Trust TrustOf(string nodeId)
    {
        lock (_gate)
            return _nodes.ContainsKey(nodeId) ? Trust.Trusted : _revoked.Contains(nodeId) ? Trust.Revoked : Trust.Unknown;
    }

    /// <summary>After an enrolment; nothing happens to a node that is there.</summary>
    public void Add(NodeRecord record)
    {
        lock (_gate)
        {
            if (record.RevokedAt is null)
                _nodes.TryAdd(record.Id, new FleetNode { Record = record });
        }
    }

    public void Revoke(string nodeId)
    {
        lock (_gate)
        {
            _nodes.Remove(nodeId);
            _revoked.Add(nodeId);
        }
    }

    public void Contact(NodeContact contact, PolicyState? policy) => Change(contact.NodeId, n => n with
    {
        Connected = true,
        Policy = policy,
        Record = n.Record with
        {
            Hostname = contact.Hostname,
            MachineId = contact.MachineId,
            BootId = contact.BootId,
            Address = contact.Address,
            AgentVersion = contact.AgentVersion,
            LastSeenAt = contact.At,
        },
    });

    public void Disconnected(string nodeId) => Change(nodeId, n => n with { Connected = false });

    /// <summary>A message came. A collection that was not known before confirms everything that is stored.</summary>
    /// <param name="collectedAt">Node's clock; null when the message does not say.</param>
    public void Seen(string nodeId, DateTimeOffset? collectedAt, ulong? droppedReports) => Change(nodeId, n =>
    {
        var now = time.GetUtcNow();
        var confirms = collectedAt is not null && collectedAt != n.Record.CollectedAt;
        return n with
        {
            PresenceUnsaved = true,
            Record = n.Record with
            {
                LastSeenAt = now,
                ConfirmedAt = confirms ? now : n.Record.ConfirmedAt,
                CollectedAt = collectedAt ?? n.Record.CollectedAt,
                DroppedReports = droppedReports ?? n.Record.DroppedReports,
            },
        };
    });

    /// <summary>A report was committed.</summary>
    public void Committed(StoredReport report) => Change(report.NodeId, n => n with
    {
        Sections = n.Sections.With(report.Sections),
        PresenceUnsaved = true,
        Record = n.Record with
        {
            LastSeenAt = report.At,
            ConfirmedAt = report.At,
            LastSequence = report.SequenceRestarted ? report.Sequence : Math.Max(report.Sequence, n.Record.LastSequence),
        },
    });

    public void Measured(string nodeId, ClockMeasurement clock) => Change(nodeId, n => n with { Record = n.Record with { Clock = clock } });

    public bool IsStale(FleetNode node)
    {
        var confirmed = node.Record.ConfirmedAt is { } at && at > _listeningSince ? at : _listeningSince;
        return node.Sections.All.Count > 0 && time.GetUtcNow() - confirmed > MissedIntervals * options.ScanInterval;
    }

    /// <summary>Writes what heartbeats changed, all in one transaction.</summary>
    public async Task SavePresenceAsync(CancellationToken cancellationToken)
    {
        List<FleetNode> unsaved;
        lock (_gate)
        {
            unsaved = [.. _nodes.Values.Where(n => n.PresenceUnsaved)];
            foreach (var node in unsaved)
                _nodes[node.Id] = node with { PresenceUnsaved = false };
        }

        if (unsaved.Count == 0)
            return;
        try
        {
            await store.Nodes
                .SavePresenceAsync([.. unsaved.Select(n => new NodePresence(n.Id, n.Record.LastSeenAt ?? n.Record.EnrolledAt, n.Record.ConfirmedAt, n.Record.CollectedAt, n.Record.DroppedReports))], cancellationToken)
                .ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // It waits for the next round.
            foreach (var node in unsaved)
                Change(node.Id, n => n with { PresenceUnsaved = true });
            throw;
        }
    }

    private void Take(List<SectionRecord> sections)
    {
        if (sections.Count > 0)
            Change(sections[0].NodeId, n => n with { Sections = n.Sections.With(sections) });
        sections.Clear();
    }

    private void Change(string nodeId, Func<FleetNode, FleetNode> change)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(nodeId, out var node))
                _nodes[nodeId] = change(node);
        }
    }
}
