namespace AcpFleet.Cli.Quickstart;

/// <summary>A stage that was done and how long it took.</summary>
internal sealed record StageTiming(string Stage, double Seconds);
