using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>qemu on a bed, with its link and the guest agent in it.</summary>
internal sealed class MachineProcess : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BedRecord _bed;
    private readonly string _tap;
    private readonly HostDaemon _daemon;

    /// <param name="name">Its place in the bed's directory and control groups.</param>
    public MachineProcess(BedRecord bed, string name, string tap)
    {
        _bed = bed;
        _tap = tap;
        _daemon = new HostDaemon(bed, name);
        Agent = new GuestAgent(Qemu.AgentSocket(Home));
        Directory.CreateDirectory(Home);
    }

    public string Home => _daemon.Home;

    public GuestAgent Agent { get; }

    public async Task StartAsync(string disk, string format, IReadOnlyList<string> more, CancellationToken cancellation)
    {
        await Links.MakeTapAsync(_bed, _tap, cancellation);
        File.Delete(Qemu.AgentSocket(Home));
        File.Delete(Qemu.MonitorSocket(Home));
        await _daemon.StartAsync(Qemu.Command(Home, disk, format, _tap, more), cancellation);
    }

    /// <summary>Waits until systemd in it says that it is up.</summary>
    public async Task ReadyAsync(TimeSpan limit, CancellationToken cancellation)
    {
        await UntilAsync(() => Agent.AnswersAsync(cancellation), limit, cancellation);
        var state = await Agent.RunAsync(["systemctl", "is-system-running", "--wait"], null, cancellation);
        if (state.Output.Trim() != "running")
        {
            var failed = await Agent.RunAsync(["systemctl", "--failed", "--no-legend"], null, cancellation);
            throw new BedException($"The virtual machine in {Home} is '{state.Output.Trim()}' after its boot:\n{failed.Output}");
        }
    }

    /// <summary>Waits until it has switched itself off.</summary>
    public Task EndedAsync(TimeSpan limit, CancellationToken cancellation) => UntilAsync(() => Task.FromResult(_daemon.HasEnded), limit, cancellation, mayEnd: true);

    /// <summary>Ends it at once.</summary>
    public Task KillAsync() => _daemon.KillAsync();

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task UntilAsync(Func<Task<bool>> reached, TimeSpan limit, CancellationToken cancellation, bool mayEnd = false)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (_daemon.HasEnded && !mayEnd)
                throw new BedException($"qemu ended. {_daemon.ConsoleFile}:\n{_daemon.Console}");
            if (TimeProvider.System.GetElapsedTime(started) > limit)
                throw new BedException($"The virtual machine did not get there within {limit.TotalMinutes:0} minutes. Its console, {Qemu.SerialLog(Home)}:\n{Serial}");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>What the machine wrote to its serial console since its start.</summary>
    public string Serial => File.Exists(Qemu.SerialLog(Home)) ? File.ReadAllText(Qemu.SerialLog(Home)) : "";
}
