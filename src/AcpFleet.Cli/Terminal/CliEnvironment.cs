namespace AcpFleet.Cli.Terminal;

/// <summary>Everything of the surroundings that a command may look at or write to; tests give their own.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required StreamTraits OutTraits { get; init; }

    public required StreamTraits ErrorTraits { get; init; }

    /// <summary>An environment variable, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Data directory of this machine's own coordinator, where there is one.</summary>
    public string CoordinatorData { get; init; } = Connection.LocalCoordinator.DefaultData;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Standard input, for texts given as "-".</summary>
    public TextReader In { get; init; } = TextReader.Null;

    public static CliEnvironment OfProcess()
    {
        return new CliEnvironment
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            OutTraits = Traits(Console.IsOutputRedirected),
            ErrorTraits = Traits(Console.IsErrorRedirected),
            Variable = Environment.GetEnvironmentVariable,
        };
    }

    private static StreamTraits Traits(bool redirected)
    {
        if (redirected)
            return StreamTraits.NotATerminal;
        var width = Console.WindowWidth;
        return new StreamTraits(true, width > 0 ? width : 80);
    }
}
