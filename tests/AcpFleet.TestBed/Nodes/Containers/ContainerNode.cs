using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Host;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestBed.Nodes.Containers;

/// <summary>
/// A node in a container: the whole systemd of a Debian release over an overlay of its tree, with this machine's kernel.
/// </summary>
public sealed class ContainerNode : Node
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "AcpFleet.TestBed", "Nodes", "Containers", "start-container.sh");
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly BedRecord _bed;
    private readonly int _place;
    private readonly string _tree;
    private readonly HostDaemon _daemon;
    private int? _leader;

    internal ContainerNode(BedRecord bed, int place, string tree)
        : base(bed.Nodes[place].Name, bed.NodeAddress(place))
    {
        _bed = bed;
        _place = place;
        _tree = tree;
        _daemon = new HostDaemon(bed, Name);
    }

    /// <summary>What systemd says on its console.</summary>
    public string Console => _daemon.Console;

    private string Upper => Path.Combine(_daemon.Home, "upper");

    public override Task<ProgramResult> TryAsync(IReadOnlyList<string> command, Stream? input = null, CancellationToken cancellation = default) =>
        HostProgram.RunAsync([.. EnterPrefix(), .. command], input, cancellation);

    /// <summary>What runs a program in the node: the namespaces and root of its process 1, nothing of this environment.</summary>
    public IReadOnlyList<string> EnterPrefix()
    {
        var leader = _leader ?? FindLeader() ?? throw new BedException($"{Name} is not running. Its console: {_daemon.ConsoleFile}");
        return
        [
            "nsenter", "--all", "--target", leader.ToString(CultureInfo.InvariantCulture), "--root", "--wd",
            "env", "--ignore-environment", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8",
        ];
    }

    /// <summary>Boots it and waits until systemd says that it is up.</summary>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        _leader = null;
        await _daemon.StartAsync(
            ["unshare", "--mount", "--propagation", "private", "/bin/sh", Script, _tree, _daemon.Home, _bed.Bridge, _bed.MachineName(_place), Name],
            cancellation);
        while (true)
        {
            _leader ??= FindLeader();
            var state = _leader is null ? "starting" : await StateAsync(cancellation);
            if (state == "running")
                break;
            if (state == "degraded")
                throw new BedException($"{Name} has failed units after its boot:\n{await RunAsync("systemctl", "--failed", "--no-legend")}{await JournalAsync(null, 40)}");
            if (TimeProvider.System.GetElapsedTime(started) > BootLimit)
                throw new BedException($"{Name} is not up after {BootLimit.TotalSeconds:0} s but '{state}'. Its console:\n{Console}");
            if (_leader is null && _daemon.HasEnded)
                throw new BedException($"{Name} ended while it booted. Its console:\n{Console}");
            await Task.Delay(Pause, cancellation);
        }

        BootTime = TimeProvider.System.GetElapsedTime(started);
    }

    /// <summary>Ends every process in it at once, as a power cut does; what it wrote stays.</summary>
    public async Task CutPowerAsync()
    {
        _leader = null;
        await _daemon.KillAsync();
    }

    /// <summary>Shuts it down in order and boots it again.</summary>
    public async Task RebootAsync(CancellationToken cancellation = default)
    {
        var started = TimeProvider.System.GetTimestamp();
        await TryAsync(["systemctl", "poweroff"], null, cancellation);
        while (!_daemon.HasEnded)
        {
            if (TimeProvider.System.GetElapsedTime(started) > BootLimit)
                throw new BedException($"{Name} has not shut down after {BootLimit.TotalSeconds:0} s. Its console:\n{Console}");
            await Task.Delay(Pause, cancellation);
        }

        await StartAsync(cancellation);
    }

    /// <summary>A node that is not booted yet, with a copy of everything that this one has written.</summary>
    internal async Task<ContainerNode> CopyDiskAsync(BedRecord bed, int place, CancellationToken cancellation)
    {
        var copy = new ContainerNode(bed, place, _tree);
        Directory.CreateDirectory(copy._daemon.Home);
        await HostProgram.DoAsync(["cp", "--archive", Upper, copy.Upper], cancellation);
        return copy;
    }

    /// <summary>Writes the node's own files before its first boot.</summary>
    internal void Prepare(string hosts)
    {
        Directory.CreateDirectory(Path.Combine(_daemon.Home, "work"));
        Write("/etc/hostname", Name + "\n");
        Write("/etc/machine-id", NodeFiles.NewMachineId());
        Write(NodeFiles.Hosts, hosts);
        Write(NodeFiles.Network, NodeFiles.NetworkText("host0", Address));
        foreach (var unit in (string[])["systemd-networkd.service", "systemd-networkd-wait-online.service"])
            Enable(unit);
    }

    private async Task<string> StateAsync(CancellationToken cancellation) =>
        (await TryAsync(["systemctl", "is-system-running", "--wait"], null, cancellation)).Output.Trim();

    /// <summary>The node's process 1: the child of systemd-nspawn that leads a process-id namespace.</summary>
    private int? FindLeader()
    {
        try
        {
            var nspawn = _daemon.Id?.ToString(CultureInfo.InvariantCulture) ?? "self";
            foreach (var child in File.ReadAllText($"/proc/{nspawn}/task/{nspawn}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var ids = File.ReadLines($"/proc/{child}/status").First(line => line.StartsWith("NSpid:", StringComparison.Ordinal));
                // Before it has become systemd its root is still this machine's.
                if (ids.EndsWith("\t1", StringComparison.Ordinal) && File.ReadAllText($"/proc/{child}/comm").Trim() == "systemd")
                    return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
        catch (IOException)
        {
            // Not yet, or no more.
        }

        return null;
    }

    private void Enable(string unit)
    {
        var link = Upper + $"/etc/systemd/system/multi-user.target.wants/{unit}";
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        File.Delete(link);
        File.CreateSymbolicLink(link, $"/lib/systemd/system/{unit}");
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Upper + path)!);
        File.WriteAllText(Upper + path, text);
    }
}
