using System.Globalization;
using System.Text;
using AcpFleet.Agent.Native;
using AcpFleet.Agent.Programs;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Agent.Tests.Programs;

/// <summary>Against real programs: the scripts are files with an interpreter line, started like any program.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    private readonly TemporaryDirectory _directory = new();
    private readonly ProgramRunner _runner = new(TimeProvider.System);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task RunAsync_Arguments_ReachTheProgramAsTheyAre()
    {
        string[] arguments = ["%s|", "$HOME", "; id", "*", "a b", "", "中文", "`id`"];

        var result = await RunAsync("printf", Long, arguments);

        result.Succeeded.ShouldBeTrue(result.Describe());
        Text(result).ShouldBe("$HOME|; id|*|a b||中文|`id`|");
    }

    [Fact]
    public async Task RunAsync_Environment_HoldsThreeFixedVariables()
    {
        var result = await RunAsync("env", Long);

        Text(result).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
            .ShouldBe(["HOME=/", "LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]);
    }

    [Fact]
    public async Task RunAsync_StandardInput_IsEmpty() => Text(await RunAsync("cat", Long)).ShouldBeEmpty();

    [Fact]
    public async Task RunAsync_ExitCodeAndErrorText_AreKept()
    {
        var result = await RunAsync(Script("echo first >&2; echo second >&2; exit 7"), Long);

        result.Outcome.ShouldBe(ProgramOutcome.Exited);
        result.ExitCode.ShouldBe(7);
        result.Succeeded.ShouldBeFalse();
        result.Describe().ShouldBe("exited with code 7: first");
    }

    [Fact]
    public async Task RunAsync_EndedBySignal_NamesIt()
    {
        var result = await RunAsync(Script("kill -9 $$"), Long);

        result.Outcome.ShouldBe(ProgramOutcome.Signalled);
        result.Signal.ShouldBe(9);
    }

    [Fact]
    public async Task RunAsync_UnknownProgram_IsNotFound()
    {
        (await RunAsync("acpfleet-no-such-program", Long)).Outcome.ShouldBe(ProgramOutcome.NotFound);
        (await RunAsync(_directory["nothing"], Long)).Outcome.ShouldBe(ProgramOutcome.NotFound);
        (await RunAsync("./relative", Long)).Outcome.ShouldBe(ProgramOutcome.NotFound);
    }

    [Fact]
    public async Task RunAsync_FileThatIsNoProgram_IsNotStarted()
    {
        var path = _directory["plain"];
        await File.WriteAllTextAsync(path, "text");

        var result = await RunAsync(path, Long);

        result.Outcome.ShouldBe(ProgramOutcome.NotStarted);
        result.Describe().ShouldContain("permission denied");
    }

    [Fact]
    public async Task RunAsync_SearchPath_IsTheOneGiven()
    {
        Script("echo mine", "rpm");
        var runner = new ProgramRunner(TimeProvider.System, [_directory.Path]);

        var result = await runner.RunAsync(new ProgramRequest { Program = "rpm" }, CancellationToken.None);

        Text(result).ShouldBe("mine\n");
    }

    [Fact]
    public async Task RunAsync_ZeroByteInArgument_IsRefused() =>
        (await RunAsync("printf", Long, "a\0b")).Outcome.ShouldBe(ProgramOutcome.NotStarted);

    [Fact]
    public async Task RunAsync_ProgramThatHangs_IsKilledAtItsLimit()
    {
        var result = await RunAsync(Script("echo begun; sleep 1000"), Short);

        result.Outcome.ShouldBe(ProgramOutcome.TimedOut);
        Text(result).ShouldBe("begun\n");
    }

    [Fact]
    public async Task RunAsync_TimeLimit_IsOfTheInjectedClock()
    {
        var time = new ManualTime();
        var run = new ProgramRunner(time).RunAsync(new ProgramRequest { Program = "sleep", Arguments = ["1000"], TimeLimit = Long }, CancellationToken.None);
        while (time.TimerCount == 0)
            await Task.Yield();

        run.IsCompleted.ShouldBeFalse();
        time.Advance(Long);

        (await run).Outcome.ShouldBe(ProgramOutcome.TimedOut);
    }

    [Fact]
    public async Task RunAsync_ChildThatIgnoresTerminate_IsKilledAndReaped()
    {
        var marker = Marker();
        var result = await RunAsync(Script($"trap '' TERM HUP INT; while :; do sleep {marker}; done"), Short);

        result.Outcome.ShouldBe(ProgramOutcome.TimedOut);
        await GoneAsync(marker);
    }

    [Fact]
    public async Task RunAsync_FiftyGrandchildrenThatHoldThePipe_AreAllGone()
    {
        var marker = Marker();
        var result = await RunAsync(Script($"i=0; while [ $i -lt 50 ]; do (trap '' TERM; sleep {marker}) & i=$((i+1)); done; wait"), Short);

        result.Outcome.ShouldBe(ProgramOutcome.TimedOut);
        await GoneAsync(marker);
    }

    [Fact]
    public async Task RunAsync_LeaderEndsBeforeItsChildren_EndsWithTheLeader()
    {
        var marker = Marker();
        var result = await RunAsync(Script($"sleep {marker} & echo done; exit 3"), Long);

        result.ExitCode.ShouldBe(3);
        Text(result).ShouldBe("done\n");
        await GoneAsync(marker);
    }

    [Fact]
    public async Task RunAsync_DaemonThatLeavesTheGroup_DoesNotProlongTheRun()
    {
        var marker = Marker();
        var result = await RunAsync(Script($"setsid sleep {marker} & sleep 0.2; echo done"), Long);

        result.Succeeded.ShouldBeTrue(result.Describe());
        Text(result).ShouldBe("done\n");
        foreach (var escaped in ProcessesWith(marker))
            Signals.Send(escaped, 9);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public async Task RunAsync_EndlessOutput_IsCutAtTheCap(int cap)
    {
        var result = await _runner.RunAsync(new ProgramRequest { Program = "yes", OutputCap = cap }, CancellationToken.None);

        result.Outcome.ShouldBe(ProgramOutcome.OutputTruncated);
        result.Output.Length.ShouldBe(cap);
    }

    [Theory]
    [InlineData(99_999, ProgramOutcome.OutputTruncated)]
    [InlineData(100_000, ProgramOutcome.Exited)]
    public async Task RunAsync_OutputAtTheCap_IsWholeOnlyWhenItFits(int cap, ProgramOutcome expected)
    {
        var request = new ProgramRequest { Program = "head", Arguments = ["-c", "100000", "/dev/zero"], OutputCap = cap };

        var result = await _runner.RunAsync(request, CancellationToken.None);

        result.Outcome.ShouldBe(expected);
        result.Output.Length.ShouldBe(cap);
    }

    [Fact]
    public async Task RunAsync_FloodOnStandardError_KeepsTheBeginningAndTheProgramGoesOn()
    {
        var result = await RunAsync(Script("echo because >&2; head -c 5000000 /dev/zero >&2; echo through"), Long);

        result.Succeeded.ShouldBeTrue(result.Describe());
        Text(result).ShouldBe("through\n");
        result.ErrorText.ShouldStartWith("because");
        result.ErrorText.Length.ShouldBeLessThanOrEqualTo(8 * 1024);
    }

    [Fact]
    public async Task RunAsync_Cancelled_ThrowsAfterTheProgramIsGone()
    {
        var marker = Marker();
        using var stop = new CancellationTokenSource(Short);

        await Should.ThrowAsync<OperationCanceledException>(
            () => _runner.RunAsync(new ProgramRequest { Program = "sleep", Arguments = [marker], TimeLimit = Long }, stop.Token));

        await GoneAsync(marker);
    }

    [Fact]
    public async Task RunAsync_DescriptorsLeftOpenToTheAgent_AreNotPassedOn()
    {
        const int withoutCloseOnExec = 0;
        int leaked;
        unsafe
        {
            fixed (byte* path = "/dev/null\0"u8)
                leaked = LibC.Open(path, withoutCloseOnExec);
        }

        leaked.ShouldBeGreaterThan(2);
        try
        {
            // ls itself opens the directory as the next free one.
            Text(await RunAsync("ls", Long, "/proc/self/fd")).ShouldBe("0\n1\n2\n3\n");
        }
        finally
        {
            _ = LibC.Close(leaked);
        }
    }

    [Fact]
    public async Task RunAsync_Child_HasDefaultSignalsAndLeadsItsOwnGroup()
    {
        var status = Text(await RunAsync("cat", Long, "/proc/self/status"));
        var stat = Text(await RunAsync("cat", Long, "/proc/self/stat")).Split(' ');

        status.ShouldContain("SigBlk:\t0000000000000000");
        // .NET ignores SIGPIPE for itself (bit 12); a child must die of it as usual.
        var ignored = ulong.Parse(status.Split('\n').Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[8..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        (ignored & (1UL << 12)).ShouldBe(0UL);
        stat[4].ShouldBe(stat[0]);
    }

    [Fact]
    public async Task RunAsync_BesideDotnetsOwnProcesses_EachGetsItsOwnExitCode()
    {
        const int rounds = 30;
        var ours = Enumerable.Range(0, rounds).Select(i => RunAsync(Script($"exit {i % 7}", $"ours-{i}"), Long)).ToList();
        var theirs = Enumerable.Range(0, rounds).Select(async i =>
            (await TestKit.Processes.TestProcess.RunAsync(null, ["/bin/sh", "-c", $"exit {i % 5}"])).ExitCode).ToList();

        (await Task.WhenAll(ours)).Select(result => result.ExitCode).ShouldBe(Enumerable.Range(0, rounds).Select(i => (int?)(i % 7)));
        (await Task.WhenAll(theirs)).ShouldBe(Enumerable.Range(0, rounds).Select(i => i % 5));
    }

    [Fact]
    public async Task RunAsync_ManyRuns_LeaveNoZombieAndNoDescriptor()
    {
        await RunAsync("true", Long);
        var before = Directory.GetFiles("/proc/self/fd").Length;

        for (var i = 0; i < 40; i++)
            (await RunAsync(i % 2 == 0 ? "true" : "false", Long)).ExitCode.ShouldBe(i % 2);

        Zombies().ShouldBeEmpty();
        // Other tests of this process open and close files meanwhile: a leak would be 40 or more.
        Directory.GetFiles("/proc/self/fd").Length.ShouldBeLessThan(before + 30);
    }

    private Task<ProgramResult> RunAsync(string program, TimeSpan limit, params string[] arguments) =>
        _runner.RunAsync(new ProgramRequest { Program = program, Arguments = arguments, TimeLimit = limit }, CancellationToken.None);

    private string Script(string body, string name = "script")
    {
        var path = _directory[name];
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static string Text(ProgramResult result) => Encoding.UTF8.GetString(result.Output.Span);

    // An argument of sleep that no other process of the machine has.
    private static string Marker() => string.Create(CultureInfo.InvariantCulture, $"9{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}");

    // A process that was sent SIGKILL is gone as soon as it is scheduled, which may be a moment later.
    private static Task GoneAsync(string marker) =>
        Eventually.GetAsync(() => Task.FromResult(ProcessesWith(marker)), left => left.Count == 0, left => $"processes {string.Join(", ", left)}");

    private static List<int> ProcessesWith(string marker)
    {
        var found = new List<int>();
        foreach (var directory in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), out var pid))
                continue;
            try
            {
                if (File.ReadAllText(directory + "/cmdline").Contains(marker, StringComparison.Ordinal) && !IsDead(pid))
                    found.Add(pid);
            }
            catch (IOException)
            {
                // ended meanwhile
            }
        }

        return found;
    }

    private static bool IsDead(int pid) => StateOf(pid) is 'Z' or 'X' or '\0';

    private static IEnumerable<int> Zombies() =>
        Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && StateOf(pid) == 'Z' && ParentOf(pid) == Environment.ProcessId && CommOf(pid) is "true" or "false");

    private static char StateOf(int pid) => StatOf(pid) is { Length: > 0 } fields ? fields[0][0] : '\0';

    private static int ParentOf(int pid) => StatOf(pid) is { Length: > 1 } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    private static string CommOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").TrimEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }

    // The fields after the name in brackets: state, parent …
    private static string[] StatOf(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
