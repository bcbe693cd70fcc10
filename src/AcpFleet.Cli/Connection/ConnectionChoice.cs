namespace AcpFleet.Cli.Connection;

/// <summary>What the command line said of the connection; null where it said nothing.</summary>
internal sealed record ConnectionChoice
{
    public string? Server { get; init; }

    public string? TokenFile { get; init; }

    public string? CaFile { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(ConnectionOptions.DefaultTimeoutSeconds);
}
