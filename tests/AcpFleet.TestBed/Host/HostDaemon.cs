using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestBed.Host;

/// <summary>The one program that a node is to this machine: systemd-nspawn or qemu, in the node's control groups and directory.</summary>
internal sealed class HostDaemon(BedRecord bed, string node)
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "AcpFleet.TestBed", "Host", "start-daemon.sh");

    /// <summary>Everything of the node on this machine's disk.</summary>
    public string Home { get; } = Path.Combine(bed.Directory, node);

    /// <summary>What it wrote since it was started.</summary>
    public string Console => File.Exists(ConsoleFile) ? File.ReadAllText(ConsoleFile) : "";

    public string ConsoleFile => Path.Combine(Home, "console.log");

    /// <summary>Null: not started.</summary>
    public int? Id => File.Exists(PidFile) ? int.Parse(File.ReadAllText(PidFile), CultureInfo.InvariantCulture) : null;

    /// <summary>Whether it was started and is no more.</summary>
    public bool HasEnded => Id is { } id && ProcessStamp.Of(id) is null;

    private string PidFile => Path.Combine(Home, "pid");

    public async Task StartAsync(IReadOnlyList<string> program, CancellationToken cancellation)
    {
        File.Delete(PidFile);
        var groups = new ControlGroups(bed.Id).Make(node);
        await HostProgram.DoAsync(["setsid", "--fork", "/bin/sh", Script, Home, .. groups, "--", .. program], cancellation);
    }

    /// <summary>Ends it, and all that it started, at once.</summary>
    public Task KillAsync() => new ControlGroups(bed.Id).RemoveAsync(node);
}
