using System.Diagnostics;
using System.Globalization;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Benchmarks;

/// <summary>The native agent's size, memory and times, with the guide's own commands as a shell script in the same run, in turn.</summary>
internal sealed class AgentFigures(int runs)
{
    public async Task PrintAsync(TextWriter output)
    {
        if (!Repository.HasNativeAgent)
            throw new InvalidOperationException("no native agent: run packaging/publish-agent artifacts/agent first");
        var script = Path.Combine(AppContext.BaseDirectory, "guide-commands.sh");
        var (facts, check, guide) = Commands(script);
        var (connected, idle, first, cpu) = await DaemonAsync();
        var size = new FileInfo(Repository.NativeAgent).Length / 1e6;

        output.WriteLine($"| figure | median (min–max) of {runs} | gate |");
        output.WriteLine("|---|---|---|");
        output.WriteLine(Invariant($"| agent executable | {size:0.00} MB | 9 MB |"));
        output.WriteLine(Invariant($"| memory when connected, after the first report: RSS / PSS | {connected.Rss:0.0} / {connected.Pss:0.0} MiB | – |"));
        output.WriteLine(Invariant($"| memory idle, a minute later: RSS / PSS | {idle.Rss:0.0} / {idle.Pss:0.0} MiB | 18 / 15 MiB |"));
        output.WriteLine(Invariant($"| CPU of that idle minute (heartbeats, time exchanges) | {cpu:0.000} % of a core | 0.1 % |"));
        output.WriteLine($"| exec to first report acknowledged over mTLS, ms | {first} | 60 |");
        output.WriteLine($"| `acpfleet-agent check` (collection and judgement), wall ms | {check.Wall} | 40 |");
        output.WriteLine($"| … CPU ms | {check.Cpu} | – |");
        output.WriteLine($"| `acpfleet-agent facts`, wall ms | {facts.Wall} | – |");
        output.WriteLine($"| … CPU ms | {facts.Cpu} | – |");
        output.WriteLine($"| the guide's commands as a shell script, wall ms | {guide.Wall} | – |");
        output.WriteLine($"| … CPU ms | {guide.Cpu} | – |");
        output.WriteLine(Invariant($"| script / check: wall, CPU | {guide.Wall.Median / check.Wall.Median:0.0}×, {guide.Cpu.Median / check.Cpu.Median:0.0}× | – |"));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private ((Sample Wall, Sample Cpu) Facts, (Sample Wall, Sample Cpu) Check, (Sample Wall, Sample Cpu) Guide) Commands(string script)
    {
        var facts = (Wall: new Sample(), Cpu: new Sample());
        var check = (Wall: new Sample(), Cpu: new Sample());
        var guide = (Wall: new Sample(), Cpu: new Sample());
        for (var run = -1; run < runs; run++)
        {
            Measure(run, facts, Repository.NativeAgent, "facts");
            Measure(run, check, Repository.NativeAgent, "check");
            Measure(run, guide, "sh", script);
        }

        return (facts, check, guide);
    }

    private static void Measure(int run, (Sample Wall, Sample Cpu) into, params IReadOnlyList<string> program)
    {
        var (wall, cpu) = TimedRun.Of(program);
        if (run < 0)
            return; // the warm-up
        into.Wall.Add(wall);
        into.Cpu.Add(cpu);
    }

    private async Task<(ProcessMemory Connected, ProcessMemory Idle, Sample First, double CpuPercent)> DaemonAsync()
    {
        using var directory = new TemporaryDirectory();
        await using var coordinator = await TestCoordinator.StartAsync(directory["coordinator"]);
        var first = new Sample();
        for (var run = -1; run < runs; run++)
        {
            await using var fresh = new TestAgent(directory[$"agent{run}"], coordinator);
            await fresh.EnrolAsync();
            var started = Stopwatch.GetTimestamp();
            fresh.Start();
            // Until the agent's log line arrives here: the start of the process and the pipe are in it.
            await fresh.Process.WaitForAsync("First report acknowledged");
            if (run >= 0)
                first.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        await using var agent = new TestAgent(directory["agent"], coordinator);
        await agent.EnrolAsync();
        agent.Start();
        await agent.Process.WaitForAsync("First report acknowledged");
        var connected = ProcessMemory.Of(agent.Process.Id);
        var before = CpuSeconds(agent.Process.Id);
        await Task.Delay(TimeSpan.FromSeconds(60));
        var cpu = (CpuSeconds(agent.Process.Id) - before) / 60 * 100;
        return (connected, ProcessMemory.Of(agent.Process.Id), first, cpu);
    }

    private static double CpuSeconds(int pid)
    {
        const double ticksPerSecond = 100; // USER_HZ
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / ticksPerSecond;
    }
}
