namespace AcpFleet.Agent.Probes.Shell;

/// <summary>Text that a shell would not accept; the message names the line.</summary>
internal sealed class ShellSyntaxException(int line, string problem) : FormatException($"line {line}: {problem}")
{
    internal int Line { get; } = line;
}
