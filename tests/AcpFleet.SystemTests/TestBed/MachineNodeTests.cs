using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes.Machines;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>What a container cannot show, on a kernel, a boot loader, a disk and a clock of the machine's own.</summary>
[Collection(BedCollection.Name)]
public sealed class MachineNodeTests(SharedBed bed)
{
    [SkippableFact]
    public async Task Modules_Asked_AreLoadedAndTheAgentSeesThem()
    {
        var machine = await bed.MachineAsync();

        await machine.RunAsync("modprobe", "--all", "ip_vs", "openvswitch", "geneve");

        var loaded = (await machine.RunAsync("cat", "/proc/modules")).Split('\n').Select(line => line.Split(' ')[0]).ToList();
        foreach (var module in (string[])["ip_vs", "openvswitch", "geneve"])
            loaded.ShouldContain(module);
        var seen = (await NodeAgent.SectionAsync(machine, "kernel")).GetProperty("modules").EnumerateArray()
            .Where(module => module.GetProperty("state").GetString() == "STATE_LOADED").Select(module => module.GetProperty("name").GetString()).ToList();
        seen.ShouldContain("ip_vs");
        seen.ShouldContain("openvswitch");
        seen.ShouldContain("geneve");
        (await machine.RunAsync("cat", "/sys/module/apparmor/parameters/enabled")).Trim().ShouldBe("Y");
    }

    [SkippableFact]
    public async Task Swap_FileSwitchedOn_IsSwap()
    {
        var machine = await bed.MachineAsync();

        await machine.RunAsync("/bin/sh", "-c", "fallocate -l 16M /swap && chmod 600 /swap && mkswap /swap && swapon /swap");

        (await machine.RunAsync("cat", "/proc/swaps")).ShouldContain("/swap");
        (await NodeAgent.SectionAsync(machine, "memory")).GetRawText().ShouldContain("\"/swap\"");
        await machine.RunAsync("swapoff", "/swap");
        (await machine.RunAsync("cat", "/proc/swaps")).ShouldNotContain("/swap");
    }

    [SkippableFact]
    public async Task SavedState_LoadedAfterChanges_IsAsItWasWithTheRightClock()
    {
        var machine = await bed.MachineAsync();
        await machine.SaveAsync("clean");
        await machine.WriteAsync("/etc/changed", "yes");

        var started = TimeProvider.System.GetTimestamp();
        await machine.LoadAsync("clean");
        PrintedFigures.Add(string.Create(CultureInfo.InvariantCulture, $"virtual machine, back to a saved state: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));

        (await machine.TryAsync(["test", "-e", "/etc/changed"])).ExitCode.ShouldBe(1);
        Math.Abs((await ClockAsync(machine) - TimeProvider.System.GetUtcNow()).TotalMinutes).ShouldBeLessThan(5);
    }

    [SkippableFact]
    public async Task BootParameter_ConfiguredThenRebooted_RunsOnlyAfterTheBootLoaderReadIt()
    {
        const string parameter = "hugepages=3";
        BedTool.Need(BedTool.ForMachines);
        await using var own = await Bed.CreateAsync();
        var past = TimeProvider.System.GetUtcNow().AddDays(-3);
        var machine = await own.BootMachineAsync("boot-1", past);
        PrintedFigures.Add(string.Create(CultureInfo.InvariantCulture, $"virtual machine, switched on, boot loader to systemd's 'running': {machine.BootTime.TotalSeconds:0.0} s"));
        Math.Abs((await ClockAsync(machine) - past).TotalHours).ShouldBeLessThan(1, "the hardware clock was set three days back");

        await machine.RunAsync("/bin/sh", "-c", $"sed -i 's/^GRUB_CMDLINE_LINUX=.*/GRUB_CMDLINE_LINUX=\"console=ttyS0 {parameter}\"/' /etc/default/grub && update-grub");
        (await machine.RunAsync("cat", "/boot/grub/grub.cfg")).ShouldContain(parameter);
        (await machine.RunAsync("cat", "/proc/cmdline")).ShouldNotContain(parameter);
        var configured = await NodeAgent.SectionAsync(machine, "kernel");
        configured.GetProperty("commandLine").GetString()!.ShouldNotContain(parameter);
        configured.GetProperty("boot").GetRawText().ShouldContain(parameter);
        await machine.RebootAsync();

        (await machine.RunAsync("cat", "/proc/cmdline")).ShouldContain(parameter);
        (await NodeAgent.SectionAsync(machine, "kernel")).GetProperty("commandLine").GetString()!.ShouldContain(parameter);
        (await machine.RunAsync("hostname")).Trim().ShouldBe("boot-1");
        await own.Nodes[0].RunAsync("ping", "-c", "1", "-W", "5", "bed");
        PrintedFigures.Add(string.Create(CultureInfo.InvariantCulture, $"virtual machine, rebooted from within: {machine.BootTime.TotalSeconds:0.0} s"));
    }

    [SkippableFact]
    public async Task Network_MachineAndContainers_ReachEachOtherByName()
    {
        var machine = await bed.MachineAsync();
        var containers = await bed.ContainersAsync();

        await machine.RunAsync("ping", "-c", "1", "-W", "5", containers[0].Name);
        await containers[2].RunAsync("ping", "-c", "1", "-W", "5", machine.Name);
    }

    private static async Task<DateTimeOffset> ClockAsync(MachineNode machine) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse((await machine.RunAsync("date", "+%s")).Trim(), CultureInfo.InvariantCulture));
}
