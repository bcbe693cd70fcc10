namespace AcpFleet.Cli.Quickstart;

/// <summary>What quickstart was asked for.</summary>
internal sealed record QuickstartOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>Null: 7443 when it is free, else any; 0: any.</summary>
    public int? AgentsPort { get; init; }

    /// <summary>Null: 7444 when it is free, else any; 0: any.</summary>
    public int? PeoplePort { get; init; }

    /// <summary>Stop after the verdict.</summary>
    public bool Exit { get; init; }
}
