using AcpFleet.TestBed.Beds;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>Nothing of a bed stays: no process, mount, link, control group or file, however it ended.</summary>
[Collection(BedCollection.Name)]
public sealed class TeardownTests
{
    private static readonly (string, string)[] TwoNodes = [("one", "bookworm"), ("two", "trixie")];

    [SkippableFact]
    public async Task Dispose_StandingBed_LeavesNothing()
    {
        BedTool.Need(BedTool.ForContainers);
        BedRecord record;
        await using (var bed = await Bed.CreateAsync())
        {
            var nodes = await bed.AddContainersAsync(TwoNodes);
            await nodes[0].RunAsync("systemd-run", "--unit=lasting", "sleep", "infinity");
            record = bed.Record;
            ShouldStand(record);
        }

        await ShouldBeGoneAsync(record);
    }

    [SkippableFact]
    public async Task AddContainers_NodeThatCannotBoot_SaysWhyAndDisposeLeavesNothing()
    {
        BedTool.Need(BedTool.ForContainers);
        BedRecord record;
        await using (var bed = await Bed.CreateAsync())
        {
            await bed.AddContainersAsync([("good", "bookworm")]);
            record = bed.Record;
            ShouldStand(record);
            await TestProcess.RunAsync(null, ["ip"], "link", "delete", record.Bridge);

            var failure = await Should.ThrowAsync<BedException>(() => bed.AddContainersAsync([("bad", "trixie")]));

            failure.Message.ShouldContain("bad ended while it booted");
            failure.Message.ShouldContain(record.Bridge);
        }

        await ShouldBeGoneAsync(record);
    }

    [SkippableTheory]
    [InlineData(Signals.Interrupt, 130)]
    [InlineData(Signals.Terminate, 143)]
    public async Task Up_SignalWhileNodesBoot_LeavesNothing(int signal, int exitCode)
    {
        BedTool.Need(BedTool.ForContainers);
        await using var up = Console("up", "--bare", "--nodes", "2");
        var record = await BootingAsync(up);

        Signals.Send(up.Id, signal);
        await up.ExitedAsync();

        up.ExitCode.ShouldBe(exitCode, up.Output);
        await ShouldBeGoneAsync(record);
    }

    [SkippableFact]
    public async Task Down_OwnerKilledWhileNodesBoot_LeavesNothing()
    {
        BedTool.Need(BedTool.ForContainers);
        await using var up = Console("up", "--bare", "--nodes", "2");
        var record = await BootingAsync(up);

        Signals.Send(up.Id, Signals.Kill9);
        await up.ExitedAsync();
        BedTraces.Of(record).Processes.ShouldNotBeEmpty("the nodes outlive their owner: that is the case to be shown");
        await using var down = Console("down");
        await down.ExitedAsync();

        down.ExitCode.ShouldBe(0, down.Output);
        await ShouldBeGoneAsync(record);
    }

    [SkippableFact]
    public async Task Create_AfterAnOwnerWasKilled_RemovesItsBed()
    {
        BedTool.Need(BedTool.ForContainers);
        await using var up = Console("up", "--bare", "--nodes", "1");
        var record = await BootingAsync(up);
        Signals.Send(up.Id, Signals.Kill9);
        await up.ExitedAsync();

        await using (await Bed.CreateAsync())
        {
            await ShouldBeGoneAsync(record);
        }
    }

    [SkippableFact]
    public async Task Down_BedOfAProcessThatRuns_IsLeftAlone()
    {
        BedTool.Need(BedTool.ForContainers);
        await using var bed = await Bed.CreateAsync();
        await using var down = Console("down");
        await down.ExitedAsync();

        down.ExitCode.ShouldBe(0, down.Output);
        down.Output.ShouldContain($"{bed.Record.Id} belongs to process {Environment.ProcessId}");
        BedTraces.Of(bed.Record).Links.ShouldNotBeEmpty();
    }

    private static TestProcess Console(params string[] arguments) => TestProcess.Start(TestBedProgram.Command, arguments);

    /// <summary>Waits until a node's process is there, and so is its bed's record.</summary>
    private static async Task<BedRecord> BootingAsync(TestProcess up)
    {
        await up.WaitForAsync("booting");
        var record = BedRecords.All().Single(record => record.Owner.Id == up.Id);
        await Eventually.GetAsync(() => Task.FromResult(BedTraces.Of(record)), traces => traces.Mounts.Count > 0, traces => $"{traces}\n{up.Output}");
        return record;
    }

    /// <summary>Traces are found where there are some: an empty list after the end then means something.</summary>
    private static void ShouldStand(BedRecord record)
    {
        var traces = BedTraces.Of(record);
        traces.Processes.ShouldNotBeEmpty();
        traces.Mounts.ShouldNotBeEmpty();
        traces.Links.Count.ShouldBeGreaterThan(1);
        traces.Groups.ShouldNotBeEmpty();
        traces.Files.Count.ShouldBeGreaterThan(1);
    }

    /// <summary>Dead processes are in the table until this machine's first process has taken note of them, which is its own affair.</summary>
    private static Task ShouldBeGoneAsync(BedRecord record) => Eventually.GetAsync(
        () => Task.FromResult(BedTraces.Of(record)), traces => traces.AreNone, traces => traces.ToString());
}
