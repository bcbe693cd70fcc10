using AcpFleet.TestKit.Processes;

namespace AcpFleet.Benchmarks;

/// <summary>The native agent's commands, with the guide's own commands as a shell script in the same run, in turn.</summary>
internal sealed class CommandBenchmark(int runs)
{
    public (CommandFigures Facts, CommandFigures Check, CommandFigures Guide) Run()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "guide-commands.sh");
        var facts = new CommandFigures(new Sample(), new Sample());
        var check = new CommandFigures(new Sample(), new Sample());
        var guide = new CommandFigures(new Sample(), new Sample());
        for (var run = -1; run < runs; run++)
        {
            Measure(run, facts, Repository.NativeAgent, "facts");
            Measure(run, check, Repository.NativeAgent, "check");
            Measure(run, guide, "sh", script);
        }

        return (facts, check, guide);
    }

    private static void Measure(int run, CommandFigures into, params IReadOnlyList<string> program)
    {
        var (wall, cpu) = TimedRun.Of(program);
        if (run < 0)
            return; // the warm-up
        into.Wall.Add(wall);
        into.Cpu.Add(cpu);
    }
}
