using AcpFleet.Checks.Api;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Coordinator.Api;

/// <summary>Nodes as REST shows them.</summary>
internal static class NodeViews
{
    public static NodeView Of(FleetNode node, Verdict verdict, bool stale)
    {
        var readiness = verdict.Readiness.GetValueOrDefault(node.Id);
        var os = SectionOf(node, SectionKind.Os)?.Os;
        var kernel = SectionOf(node, SectionKind.Kernel)?.Kernel;
        return new NodeView
        {
            Id = node.Id,
            Name = verdict.Names.GetValueOrDefault(node.Id) ?? node.Hostname,
            Hostname = node.Record.Hostname,
            Address = node.Record.Address,
            State = CheckWords.Of(readiness?.State ?? NodeState.NotReady),
            Connected = node.Connected,
            Stale = stale,
            AgentVersion = node.Record.AgentVersion,
            Policy = node.Policy is { Mode.Length: > 0 } policy ? policy.Mode : null,
            PolicyProblem = node.Policy is { Problem.Length: > 0 } broken ? broken.Problem : null,
            OperatingSystem = os is { HasPrettyName: true } ? os.PrettyName : null,
            Kernel = kernel is { HasRelease: true } ? kernel.Release : null,
            Architecture = os is { HasArchitecture: true } ? os.Architecture : null,
            Blocking = readiness?.Blocking ?? 0,
            Advisories = readiness?.Advisories ?? 0,
            EnrolledAt = node.Record.EnrolledAt,
            LastSeenAt = node.Record.LastSeenAt,
            LastScanAt = node.Record.ConfirmedAt,
            ClockOffsetSeconds = node.Record.Clock?.Offset.TotalSeconds,
            ClockUncertaintySeconds = node.Record.Clock?.Uncertainty.TotalSeconds,
            Phase = ApiWords.Of(node.Record.Phase),
            Sections = [.. node.Sections.All.Select(s => Of(s.Key, s.Value))],
        };
    }

    /// <summary>A node of the plan that no agent reported.</summary>
    public static NodeView Missing(NodeReadiness node) => new()
    {
        Id = node.NodeId,
        Name = node.Name,
        State = CheckWords.Of(node.State),
        Connected = false,
        Stale = false,
        Blocking = node.Blocking,
        Advisories = node.Advisories,
    };

    private static Section? SectionOf(FleetNode node, SectionKind kind) => node.Sections.All.GetValueOrDefault(kind)?.Section;

    private static SectionView Of(SectionKind kind, KeptSection kept) => new()
    {
        Kind = SectionKinds.NameOf(kind),
        Digest = Convert.ToHexStringLower(kept.Digest),
        CollectedAt = WireTime.Read(kept.Section.Status?.CollectedAt),
        TookMs = WireTime.Read(kept.Section.Status?.Took)?.TotalMilliseconds,
        StoredAt = kept.StoredAt,
        Bytes = kept.Bytes,
        Failures = [.. (kept.Section.Status?.Failures ?? []).Select(f => $"{f.Source}: {f.Detail}")],
    };
}
