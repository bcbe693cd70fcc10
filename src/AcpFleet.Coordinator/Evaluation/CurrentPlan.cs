using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Store;
using AcpFleet.Store.Plans;

namespace AcpFleet.Coordinator.Evaluation;

/// <summary>The fleet's plan, read. Changed only after the store has it.</summary>
internal sealed partial class CurrentPlan(IFleetStore store, ILogger<CurrentPlan> logger)
{
    /// <summary>What plans are called in messages.</summary>
    public const string SourceName = "fleet.yaml";

    private volatile State _state = new(null, null);

    public PlanRecord? Record => _state.Record;

    public FleetPlan? Plan => _state.Plan;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (await store.Plans.FindAsync(cancellationToken).ConfigureAwait(false) is not { } record)
            return;
        var result = FleetPlanReader.Read(record.Text, SourceName);
        if (result.Plan is null)
            LogUnreadable(logger, string.Join("; ", result.Errors.Select(e => e.Render(SourceName, Language.English))));
        _state = new State(record, result.Plan);
    }

    public void Set(PlanRecord record, FleetPlan plan) => _state = new State(record, plan);

    [LoggerMessage(1, LogLevel.Error, "the stored plan can no longer be read and the fleet is judged without one until a new plan is given: {Errors}")]
    private static partial void LogUnreadable(ILogger logger, string errors);

    private sealed record State(PlanRecord? Record, FleetPlan? Plan);
}
