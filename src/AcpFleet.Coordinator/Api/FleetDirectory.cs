using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;

namespace AcpFleet.Coordinator.Api;

/// <summary>Finds nodes by what people call them: id, the plan's name, or host name.</summary>
internal sealed class FleetDirectory(FleetState fleet, FleetJudge judge)
{
    /// <summary>The judgement every answer is taken from; there is one before the coordinator listens.</summary>
    public Verdict Verdict => judge.Latest ?? throw new InvalidOperationException("the fleet was not judged yet");

    public string NameOf(FleetNode node) => Verdict.Names.GetValueOrDefault(node.Id) ?? node.Hostname;

    /// <exception cref="RequestRefusedException">No such node, or several.</exception>
    public FleetNode Find(string idOrName)
    {
        if (fleet.TryGet(idOrName, out var node))
            return node;
        var named = fleet.List().Where(n => NameOf(n) == idOrName).ToList();
        if (named.Count == 0)
            named = [.. fleet.List().Where(n => n.Hostname == idOrName)];
        return named switch
        {
            [var one] => one,
            [] => throw RequestRefusedException.NotFound($"no node is called '{idOrName}'"),
            _ => throw new RequestRefusedException(StatusCodes.Status409Conflict, "Ambiguous", $"{named.Count} nodes are called '{idOrName}': give an id ({string.Join(", ", named.Select(n => n.Id))})"),
        };
    }
}
