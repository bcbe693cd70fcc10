using AcpFleet.TestBed.Host;
using AcpFleet.TestBed.Nodes.Machines;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>A virtual machine that starts every trial from one saved state: booted, the agent's package installed, everything flushed.</summary>
internal sealed class PowerCutMachine(MachineNode node)
{
    /// <summary>On the machine: the package of another version.</summary>
    public const string OtherPackage = "/root/other.deb";

    public const string Program = "/usr/bin/acpfleet-agent";

    private const string State = "installed";

    /// <summary>Of the installed program, SHA-256.</summary>
    public string InstalledDigest { get; private set; } = "";

    public async Task PrepareAsync(string package, string other)
    {
        await node.CopyInAsync(package, "/root/installed.deb");
        await node.CopyInAsync(other, OtherPackage);
        await ScriptAsync("prepare-machine.sh", node.Address, "/root/installed.deb");
        InstalledDigest = await DigestAsync();
        await node.SaveAsync(State);
        await node.CutPowerAsync();
    }

    /// <summary>Switches it on in the saved state, under another name and machine-id.</summary>
    public async Task BecomeNewAsync(string name)
    {
        await node.ResumeAsync(State);
        await ScriptAsync("new-machine.sh", name, Guid.NewGuid().ToString("N"), Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(64)));
    }

    /// <summary>Starts something on it and cuts its power after a while, whether that is over or not.</summary>
    public async Task CutAsync(string name, Func<Task> action, TimeSpan moment)
    {
        // Not flushed: whether it is there after the cut tells whether the page cache was lost.
        await node.WriteAsync("/root/unflushed", name);
        var acting = action();
        await Task.Delay(moment);
        await node.CutPowerAsync();
        // Its connection went with the machine.
        await acting.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public Task SwitchOffAsync() => node.CutPowerAsync();

    public Task BootAsync() => node.StartKernelAsync();

    public TimeSpan BootTime => node.BootTime;

    public Task<ProgramResult> TryAsync(params string[] command) => node.TryAsync(command);

    public Task<string> RunAsync(params string[] command) => node.RunAsync(command);

    public Task<ProgramResult> TryShellAsync(string script) => node.TryAsync(["/bin/sh", "-c", script]);

    public async Task WriteJoinFileAsync(string content)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(content));
        await node.WriteAsync("/etc/acpfleet-agent/join.yaml", bytes, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await node.RunAsync("sync");
    }

    public async Task<string> DigestAsync() => (await node.RunAsync("sha256sum", Program)).Split(' ')[0];

    public Task<string> UnitStateAsync() => node.UnitStateAsync("acpfleet-agent");

    public Task<string> JournalAsync() => node.JournalAsync("acpfleet-agent", 40);

    /// <summary>Whether a file that was written and not flushed before the action is lost; one that was flushed must be there.</summary>
    public async Task<bool> LostUnflushedAsync(string name)
    {
        (await node.RunAsync("cat", "/root/flushed")).Trim().ShouldBe(name, "a flushed file is on the disk");
        return (await node.TryAsync(["cat", "/root/unflushed"])).Output.Trim() != name;
    }

    private async Task ScriptAsync(string name, params string[] arguments)
    {
        await using var script = File.OpenRead(Path.Combine(Repository.Root, "tests", "AcpFleet.SystemTests", "PowerCuts", name));
        string[] command = ["timeout", "300", "/bin/sh", "-s", .. arguments];
        var result = await node.TryAsync(command, script);
        result.ExitCode.ShouldBe(0, $"{name}: {result}");
    }
}
