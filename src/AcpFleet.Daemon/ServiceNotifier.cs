using System.Globalization;

namespace AcpFleet.Daemon;

/// <summary>
/// Tells systemd how the service does (sd_notify(3)). Outside of systemd, and where its socket does not answer, nothing
/// happens: no work of the service depends on being heard. Safe for concurrent callers.
/// </summary>
public sealed class ServiceNotifier
{
    private const int LongestStatus = 500;

    private readonly string? _address;

    private ServiceNotifier(string? address, TimeSpan? watchdogInterval)
    {
        _address = address;
        WatchdogInterval = watchdogInterval;
    }

    /// <summary>Tells nobody.</summary>
    public static ServiceNotifier None { get; } = new(null, null);

    /// <summary>How long systemd waits between two signs of life before it restarts the service; null: it does not watch this process.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>As systemd says in this process's environment.</summary>
    public static ServiceNotifier OfProcess() => From(Environment.GetEnvironmentVariable, Environment.ProcessId);

    /// <param name="variable">NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, or null.</param>
    /// <param name="processId">Of this process: the watchdog may be meant for another.</param>
    public static ServiceNotifier From(Func<string, string?> variable, int processId)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable("NOTIFY_SOCKET") is { } address && NotifySocket.IsAddress(address)
            ? new ServiceNotifier(address, Interval(variable("WATCHDOG_USEC"), variable("WATCHDOG_PID"), processId))
            : None;
    }

    /// <summary>The service runs; the text is what <c>systemctl status</c> shows.</summary>
    public void Ready(string status) => Send($"READY=1\nSTATUS={OneLine(status)}");

    /// <summary>What <c>systemctl status</c> shows.</summary>
    public void Status(string status) => Send($"STATUS={OneLine(status)}");

    /// <summary>The service begins to stop.</summary>
    public void Stopping(string status) => Send($"STOPPING=1\nSTATUS={OneLine(status)}");

    /// <summary>The service is alive: at least once in <see cref="WatchdogInterval"/>.</summary>
    public void Alive() => Send("WATCHDOG=1");

    private static TimeSpan? Interval(string? microseconds, string? pid, int processId)
    {
        if (pid is { Length: > 0 } && pid != processId.ToString(CultureInfo.InvariantCulture))
            return null;
        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= long.MaxValue / 10
            ? TimeSpan.FromTicks(number * 10)
            : null;
    }

    /// <summary>A line break would begin another assignment of the message.</summary>
    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestStatus ? line : string.Concat(line.AsSpan(0, LongestStatus), "…");
    }

    private void Send(string message)
    {
        if (_address is not null)
            _ = NotifySocket.Send(_address, message);
    }
}
