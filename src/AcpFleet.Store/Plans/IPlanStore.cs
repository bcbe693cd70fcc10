namespace AcpFleet.Store.Plans;

/// <summary>The fleet's plan; older versions are kept.</summary>
public interface IPlanStore
{
    /// <summary>The newest, or null when the fleet has none.</summary>
    Task<PlanRecord?> FindAsync(CancellationToken cancellationToken);

    /// <summary>A text equal to the newest writes nothing and answers with it.</summary>
    Task<PlanRecord> SaveAsync(string name, string text, DateTimeOffset at, CancellationToken cancellationToken);
}
