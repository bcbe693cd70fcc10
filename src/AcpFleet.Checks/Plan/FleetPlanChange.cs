using System.Collections.Immutable;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Plan;

/// <summary>What a later plan of the same fleet may not change.</summary>
public static class FleetPlanChange
{
    /// <summary>Errors of the change; empty when it is allowed. Line and column are 1: it is the pair that is wrong.</summary>
    /// <param name="old">The plan so far.</param>
    /// <param name="next">The plan that is to replace it.</param>
    /// <param name="installed">Whether any node of the fleet is past its installation; the old plan's phase counts too.</param>
    public static ImmutableArray<PlanError> Validate(FleetPlan old, FleetPlan next, bool installed = false)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        if (!installed && old.Phase == NodePhase.Before) return [];
        if (old.Network.IpFamily == next.Network.IpFamily) return [];
        return
        [
            new PlanError(1, 1, "network.ipFamily", new LocalizedText(
                $"the cluster is installed with {Word(old)}; its IP family can never change to {Word(next)}",
                $"集群已按 {Word(old)} 安装；其网络协议不能再改为 {Word(next)}")),
        ];
    }

    private static string Word(FleetPlan plan) => PlanWords.IpFamilies.First(word => word.Value == plan.Network.IpFamily).Text;
}
