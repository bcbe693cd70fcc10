namespace AcpFleet.Coordinator;

/// <summary>Exit codes of <c>acpfleet-coordinator</c>, documented in its help.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A fault in the program.</summary>
    public const int Fault = 1;

    /// <summary>Options or the configuration file are wrong.</summary>
    public const int InvalidInput = 2;

    /// <summary>The data directory, the database, the CA or a port cannot be used.</summary>
    public const int CannotStart = 3;
}
