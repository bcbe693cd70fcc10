using AcpFleet.Checks.Api;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Views;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Offline;

/// <summary>Judges nodes by the files that were carried here, with the checks that the coordinator judges with.</summary>
internal static class CarriedFleet
{
    /// <summary>Findings are in the checks' order, nodes in that of the files, then those of the plan without a file.</summary>
    public static EvaluationReport Evaluate(IReadOnlyList<CarriedFile> files, FleetPlan? plan, DateTimeOffset at)
    {
        var names = files.Select(file => NodeNaming.NameOf(file.Content.Facts, file.Hostname, plan)).ToList();
        var shared = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var nodes = files.Zip(names, (file, name) => new NodeSnapshot
        {
            // Two nodes that share a name are told apart by their files.
            Id = shared.Contains(name) ? $"{name} ({file.Name})" : name,
            Name = name,
            Facts = file.Content.Facts,
            Phase = plan?.Phase ?? NodePhase.Before,
        }).ToList();
        var snapshot = new FleetSnapshot
        {
            Nodes = [.. nodes],
            Plan = plan,
            Profile = BuiltInProfiles.Get(plan?.Profile ?? BuiltInProfiles.DefaultId),
            At = at,
            FromFiles = true,
        };
        var evaluation = FleetEvaluator.Evaluate(snapshot);
        var inPlan = evaluation.Nodes.Where(node => node.InPlan).Select(node => node.NodeId).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<FindingView> findings = [.. evaluation.Findings.Select(finding => CheckViews.Of(finding, id => id, at, at))];
        return new EvaluationReport
        {
            Ready = evaluation.Ready,
            Plan = plan?.Name,
            Counts = VerdictCounts.Of(findings),
            Readiness = CheckViews.Of(evaluation, plan?.Name ?? "", snapshot.Profile.Id, at),
            Files = [.. nodes.Zip(files, (node, file) => CarriedFileReport.Of(file, node.Id, inPlan.Contains(node.Id)))],
            Findings = findings,
        };
    }
}
