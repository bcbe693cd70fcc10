namespace AcpFleet.Cli.Connection;

/// <summary>A connection, complete: where, as whom, trusting what.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>https, host and port; the path is "/".</summary>
    public required Uri Server { get; init; }

    public required string TokenFile { get; init; }

    public required string CaFile { get; init; }

    public required TimeSpan Timeout { get; init; }
}
