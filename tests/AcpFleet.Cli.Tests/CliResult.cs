namespace AcpFleet.Cli.Tests;

/// <summary>What a run of the command line left behind.</summary>
public sealed record CliResult(int ExitCode, string Out, string Error);
