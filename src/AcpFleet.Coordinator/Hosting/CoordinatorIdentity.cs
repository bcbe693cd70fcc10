namespace AcpFleet.Coordinator.Hosting;

/// <summary>Who this coordinator process is.</summary>
/// <param name="CoordinatorId">Random, new at each start.</param>
/// <param name="Fleet">The fleet's name.</param>
internal sealed record CoordinatorIdentity(string CoordinatorId, string Fleet);
