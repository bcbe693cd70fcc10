using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Quickstart;

/// <summary>A stage while it runs, and when it is done.</summary>
internal sealed record StageName(LocalizedText Running, LocalizedText Done);
