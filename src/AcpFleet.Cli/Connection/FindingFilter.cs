namespace AcpFleet.Cli.Connection;

/// <summary>Which findings to ask for; null means any.</summary>
internal sealed record FindingFilter
{
    public static FindingFilter Everything { get; } = new();

    public string? Node { get; init; }

    public string? Check { get; init; }

    public string? Severity { get; init; }

    public string ToQuery()
    {
        var parts = new (string Key, string? Value)[] { ("node", Node), ("check", Check), ("severity", Severity) }
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}")
            .ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
