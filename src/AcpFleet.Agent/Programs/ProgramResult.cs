namespace AcpFleet.Agent.Programs;

/// <summary>What a program did.</summary>
public sealed record ProgramResult
{
    public required ProgramOutcome Outcome { get; init; }

    /// <summary>The exit code; only after <see cref="ProgramOutcome.Exited"/>.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal's number; only after <see cref="ProgramOutcome.Signalled"/>.</summary>
    public int? Signal { get; init; }

    /// <summary>Standard output, at most the cap of the request.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>The beginning of standard error, at most 8 KiB, invalid UTF-8 replaced.</summary>
    public string ErrorText { get; init; } = "";

    /// <summary>Why it was not started, or null.</summary>
    public string? StartError { get; init; }

    /// <summary>Wall time from the start to the end.</summary>
    public TimeSpan Took { get; init; }

    public bool Succeeded => Outcome == ProgramOutcome.Exited && ExitCode == 0;

    /// <summary>One line for people: how it ended and the first line of what it complained about.</summary>
    public string Describe()
    {
        var end = Outcome switch
        {
            ProgramOutcome.Exited => $"exited with code {ExitCode}",
            ProgramOutcome.Signalled => $"was ended by signal {Signal}",
            ProgramOutcome.TimedOut => $"was killed after {Took.TotalSeconds:F1} s, its time limit",
            ProgramOutcome.OutputTruncated => "was killed because it wrote more than its output cap",
            ProgramOutcome.NotFound => "was not found",
            _ => $"could not be started: {StartError}",
        };
        var complaint = ErrorText.AsSpan().Trim();
        var lineEnd = complaint.IndexOf('\n');
        if (lineEnd >= 0)
            complaint = complaint[..lineEnd].TrimEnd();
        return complaint.IsEmpty ? end : $"{end}: {complaint}";
    }
}
