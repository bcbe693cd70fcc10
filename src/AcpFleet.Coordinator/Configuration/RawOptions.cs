namespace AcpFleet.Coordinator.Configuration;

/// <summary>Options as they were written, before any check; null where nothing was said.</summary>
internal sealed record RawOptions
{
    public string? DataDirectory { get; init; }

    public string? Fleet { get; init; }

    public string? Agents { get; init; }

    public string? People { get; init; }

    public IReadOnlyList<string>? SubjectNames { get; init; }

    public string? ScanInterval { get; init; }

    public string? HeartbeatInterval { get; init; }

    public string? MaxConnections { get; init; }

    public string? LogToFile { get; init; }

    /// <summary>These, and where they say nothing, the others.</summary>
    public RawOptions Over(RawOptions others) => new()
    {
        DataDirectory = DataDirectory ?? others.DataDirectory,
        Fleet = Fleet ?? others.Fleet,
        Agents = Agents ?? others.Agents,
        People = People ?? others.People,
        SubjectNames = SubjectNames ?? others.SubjectNames,
        ScanInterval = ScanInterval ?? others.ScanInterval,
        HeartbeatInterval = HeartbeatInterval ?? others.HeartbeatInterval,
        MaxConnections = MaxConnections ?? others.MaxConnections,
        LogToFile = LogToFile ?? others.LogToFile,
    };
}
