using AcpFleet.Daemon;

namespace AcpFleet.Agent.Session;

/// <summary>
/// How the agent does, as systemd is told: what it waits for in words, and signs of life for as long as the loop that
/// collects and the loop that keeps the link both go on. A coordinator that is away or refuses is no fault of the agent's.
/// </summary>
internal sealed class AgentHealth(ServiceNotifier notifier, TimeProvider time)
{
    /// <summary>How much later than planned a step may come on a loaded node.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>Every probe at its time limit, and others' collections before this one.</summary>
    public static readonly TimeSpan ScanLimit = TimeSpan.FromMinutes(15);

    public ServiceNotifier Notifier => notifier;

    /// <summary>Of the loop that collects.</summary>
    public ProgressSign Scanning { get; } = new(time);

    /// <summary>Of the loop that enrols, connects and keeps the link.</summary>
    public ProgressSign Linking { get; } = new(time);

    /// <summary>Begins to show systemd signs of life, where it asks for them.</summary>
    public ServiceWatchdog Watch() =>
        ServiceWatchdog.Start(notifier, _ => ValueTask.FromResult(!Scanning.IsOverdue && !Linking.IsOverdue), time);
}
