namespace AcpFleet.Cli.Quickstart;

/// <summary>How to start a program: an executable and the arguments that come first.</summary>
internal sealed record ProgramCommand(string File, IReadOnlyList<string> Leading);
