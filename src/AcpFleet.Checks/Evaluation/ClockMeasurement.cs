namespace AcpFleet.Checks.Evaluation;

/// <summary>A node's clock against the measuring clock (the coordinator's), by the four-timestamp exchange of RFC 5905.</summary>
/// <param name="Offset">Node's clock minus the measuring clock.</param>
/// <param name="Uncertainty">Half the round trip of the best sample: the true offset lies within ± this.</param>
/// <param name="Samples">Exchanges it was chosen from.</param>
/// <param name="MeasuredAt">By the measuring clock.</param>
public sealed record ClockMeasurement(TimeSpan Offset, TimeSpan Uncertainty, int Samples, DateTimeOffset MeasuredAt);
