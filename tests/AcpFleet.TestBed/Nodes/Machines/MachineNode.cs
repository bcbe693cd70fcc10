using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Nodes.Machines;

/// <summary>A node in a virtual machine: Debian 12 with its own kernel, boot loader, disk and clock, in software emulation.</summary>
public sealed class MachineNode : Node
{
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly BedRecord _bed;
    private readonly int _place;
    private readonly MachineImage _image;
    private readonly MachineProcess _process;

    internal MachineNode(BedRecord bed, int place, MachineImage image)
        : base(bed.Nodes[place].Name, bed.NodeAddress(place))
    {
        _bed = bed;
        _place = place;
        _image = image;
        _process = new MachineProcess(bed, Name, bed.Tap(place));
    }

    /// <summary>What it wrote to its serial console since it was last switched on.</summary>
    public string Serial => _process.Serial;

    private string Disk => Path.Combine(_process.Home, "disk.qcow2");

    public override async Task<ProgramResult> TryAsync(IReadOnlyList<string> command, Stream? input = null, CancellationToken cancellation = default)
    {
        if (input is null)
            return await _process.Agent.RunAsync(command, null, cancellation);
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancellation);
        return await _process.Agent.RunAsync(command, bytes.ToArray(), cancellation);
    }

    /// <summary>Switches it on and waits until systemd says that it is up.</summary>
    /// <param name="clock">What its hardware clock says at that moment; null: the truth.</param>
    public async Task StartAsync(DateTimeOffset? clock = null, CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        await _process.StartAsync(Disk, "qcow2", clock is { } time ? Qemu.Clock(time) : [], cancellation);
        await _process.ReadyAsync(BootLimit, cancellation);
        BootTime = TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>As <see cref="StartAsync"/>, with the kernel loaded by qemu: the boot loader's work is a third of a boot in emulation.</summary>
    public async Task StartKernelAsync(CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        await _process.StartAsync(Disk, "qcow2", await MachineImage.KernelAsync(), cancellation);
        await _process.ReadyAsync(BootLimit, cancellation);
        BootTime = TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>Restarts it from within, and waits until it is up again.</summary>
    public async Task RebootAsync(CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        var before = await BootIdAsync(cancellation);
        await RunAsync("systemctl", "reboot", "--no-block");
        while (!await _process.Agent.AnswersAsync(cancellation) || await BootIdAsync(cancellation) is var now && (now is null || now == before))
        {
            if (TimeProvider.System.GetElapsedTime(started) > BootLimit)
                throw new BedException($"{Name} did not come back from its reboot. Its console:\n{Serial}");
            await Task.Delay(Pause, cancellation);
        }

        await _process.ReadyAsync(BootLimit, cancellation);
        BootTime = TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>Switches it off at once; what had not reached its disk is lost.</summary>
    public Task CutPowerAsync() => _process.KillAsync();

    /// <summary>Saves memory, devices and disk as they are now.</summary>
    public Task SaveAsync(string state, CancellationToken cancellation = default) => MonitorAsync($"savevm {state}", cancellation);

    /// <summary>Switched off, goes on from a saved state, with the clock set right.</summary>
    public async Task ResumeAsync(string state, CancellationToken cancellation = default)
    {
        await _process.StartAsync(Disk, "qcow2", ["-loadvm", state], cancellation);
        await _process.ReadyAsync(BootLimit, cancellation);
        await SetClockAsync(cancellation);
    }

    /// <summary>Goes back to a saved state, with the clock set right.</summary>
    public async Task LoadAsync(string state, CancellationToken cancellation = default)
    {
        await MonitorAsync($"loadvm {state}", cancellation);
        await _process.ReadyAsync(BootLimit, cancellation);
        await SetClockAsync(cancellation);
    }

    /// <summary>A disk of its own over the image, and its first boot.</summary>
    internal async Task BootNewAsync(string hosts, DateTimeOffset? clock, CancellationToken cancellation)
    {
        await MachineImage.LayAsync(_image.Disk, Disk, cancellation);
        await StartAsync(clock, cancellation);
        await AdoptAsync(hosts, cancellation);
    }

    /// <summary>Goes on from the image's own booted state.</summary>
    internal async Task ResumeNewAsync(string hosts, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        await HostProgram.DoAsync(["cp", "--sparse=always", "--reflink=auto", _image.Booted, Disk], cancellation);
        await _process.StartAsync(Disk, "qcow2", ["-loadvm", MachineImage.BootedState], cancellation);
        await _process.ReadyAsync(BootLimit, cancellation);
        await SetClockAsync(cancellation);
        await AdoptAsync(hosts, cancellation);
        BootTime = TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>Every machine begins as the same one; this makes it one of its own.</summary>
    private async Task AdoptAsync(string hosts, CancellationToken cancellation)
    {
        const string script =
            """
            set -eu
            # Two that go on from one saved state would draw the same random numbers, and so the same keys (0x5207 is RNDRESEEDCRNG).
            perl -e 'open(my $pool, ">", "/dev/urandom") or die; syswrite($pool, $ARGV[0]) or die; ioctl($pool, 0x5207, 0) or die' "$7"
            echo "$1" > /etc/hostname
            hostname "$1"
            printf %s "$2" > /etc/machine-id
            printf %s "$3" > /etc/hosts
            printf %s "$4" > "$5"
            networkctl reload
            cd /sys/class/net
            networkctl reconfigure en*
            while ! ip -4 -o address show | grep -q " $6/"; do sleep 0.1; done
            """;
        var link = string.Create(CultureInfo.InvariantCulture, $"52:54:00:d5:{_bed.Number:x2}:{_place:x2}");
        string[] command =
        [
            "timeout", "60", "/bin/sh", "-c", script, "adopt",
            Name, NodeFiles.NewMachineId(), hosts, NodeFiles.NetworkText("en*", Address, link), NodeFiles.Network, Address,
            Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(64)),
        ];
        var result = await TryAsync(command, null, cancellation);
        if (result.ExitCode != 0)
            throw new NodeCommandException(Name, ["adopt", Name, Address], result);
    }

    private async Task SetClockAsync(CancellationToken cancellation) => await TryAsync(
        ["date", "--set", string.Create(CultureInfo.InvariantCulture, $"@{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0:0.000}")], null, cancellation);

    private async Task<string?> BootIdAsync(CancellationToken cancellation)
    {
        try
        {
            return (await TryAsync(["cat", "/proc/sys/kernel/random/boot_id"], null, cancellation)).Output;
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or InvalidOperationException)
        {
            return null;
        }
    }

    private Task MonitorAsync(string command, CancellationToken cancellation) => QemuMonitor.HumanAsync(Qemu.MonitorSocket(_process.Home), command, cancellation);
}
