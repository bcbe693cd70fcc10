using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Programs;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Profiles;
using AcpFleet.Protocol.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.SystemTests.Collector;

/// <summary>What the agent's own probes say of a node, and what the checks say of facts.</summary>
internal static class AgentsFacts
{
    internal static async Task<NodeFacts> CollectAsync(string root)
    {
        var collector = new NodeCollector(new HostRoot(root), TimeProvider.System, new ProgramRunner(TimeProvider.System), NullLogger.Instance);
        var facts = new NodeFacts();
        facts.Sections.AddRange(await collector.CollectAsync(collector.Kinds, CancellationToken.None));
        return facts;
    }

    /// <summary>Each section as text, without what differs on purpose.</summary>
    internal static List<string> Comparable(NodeFacts facts)
    {
        var copy = facts.Clone();
        foreach (var section in copy.Sections)
        {
            section.Status.CollectedAt = null;
            section.Status.Took = null;
            var failures = section.Status.Failures.OrderBy(failure => failure.Source, StringComparer.Ordinal).ToList();
            section.Status.Failures.Clear();
            section.Status.Failures.AddRange(failures);
            // The words of a failure's detail are each program's own.
            foreach (var failure in failures)
                failure.Detail = "";
            // The stamp tells a process that stays whether the database has changed; the collector does not stay.
            foreach (var database in section.Packages?.Databases ?? [])
                database.ClearStamp();
        }

        return [.. copy.Sections.Select(section => section.ToString())];
    }

    internal static List<string> Findings(NodeFacts facts) =>
    [
        .. FleetEvaluator.Evaluate(new FleetSnapshot
        {
            Nodes = [new NodeSnapshot { Id = "node", Name = "node", Facts = facts }],
            Profile = BuiltInProfiles.Get(BuiltInProfiles.DefaultId),
            At = TimeProvider.System.GetUtcNow(),
            FromFiles = true,
        }).Findings.Select(finding => $"{finding.CheckId} {finding.Outcome} {finding.Actual.En}"),
    ];
}
