namespace AcpFleet.Cli.Connection;

/// <summary>The context file's content: the connection that commands take when nothing else names one. It holds no secret, only paths.</summary>
internal sealed record ContextData
{
    public const string Quickstart = "quickstart";

    /// <summary>https://HOST:PORT.</summary>
    public required string Server { get; init; }

    /// <summary>Absolute path.</summary>
    public required string TokenFile { get; init; }

    /// <summary>Absolute path.</summary>
    public required string CaFile { get; init; }

    /// <summary>"quickstart", which may replace what it wrote itself, or null for a person's own.</summary>
    public string? WrittenBy { get; init; }
}
