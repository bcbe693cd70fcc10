namespace AcpFleet.Agent.Programs;

/// <summary>A program with its arguments and bounds. Never a shell line.</summary>
public sealed record ProgramRequest
{
    /// <summary>A bare name, looked up in the runner's fixed search path, or an absolute path.</summary>
    public required string Program { get; init; }

    /// <summary>The arguments after the program's name, passed as they are.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How long the program may take, 30 s by default.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes of standard output are kept, 1 MiB by default; a program that writes more is killed.</summary>
    public int OutputCap { get; init; } = 1 << 20;

    /// <summary>The command as people would type it, for messages.</summary>
    public override string ToString() => Arguments.Count == 0 ? Program : Program + " " + string.Join(' ', Arguments);
}
