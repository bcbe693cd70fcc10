using System.Collections.Concurrent;
using System.Globalization;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>
/// An action measured once on each machine and then cut, each time on a new machine at a random moment; what is found
/// after the boot is judged, counted and printed.
/// </summary>
/// <param name="title">What is cut.</param>
internal sealed class Experiment(PowerCutRoom room, string title)
{
    private static readonly string LogFile = Path.Combine(Repository.Root, "artifacts", "test-results", "power-cuts.txt");
    private static readonly Lock LogTurn = new();

    private readonly ConcurrentBag<string> _outcomes = [];
    private readonly ConcurrentBag<string> _failures = [];
    private readonly ConcurrentBag<double> _boots = [];
    private int _lost;

    /// <summary>Brings a new machine to where the action may start.</summary>
    public Func<Trial, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>What is cut; it ends when all is done.</summary>
    public required Func<Trial, Task> Action { get; init; }

    /// <summary>Judges the machine after its boot, and says what the cut had left.</summary>
    public required Func<Trial, Task<string>> Judge { get; init; }

    public async Task RunAsync()
    {
        var durations = await Task.WhenAll(room.All.Select((machine, index) => MeasureAsync(machine, index)));
        var duration = durations.Max();
        var seed = Random.Shared.Next();
        var moments = PowerCutRuns.Moments(duration, new Random(seed));
        Log(string.Create(CultureInfo.InvariantCulture, $"{title}: takes {string.Join(", ", durations.Select(Seconds))}; seed {seed}, N = {moments.Count}"));
        var trials = new ConcurrentQueue<int>(Enumerable.Range(0, moments.Count));
        await Task.WhenAll(room.All.Select(async machine =>
        {
            while (trials.TryDequeue(out var number))
                await CutAsync(new Trial(number, $"{title.Split(' ')[0]}-{number}", machine), moments[number]);
        }));

        PrintedFigures.Add(Summary(moments, duration, seed));
        _failures.ShouldBeEmpty();
    }

    private async Task<TimeSpan> MeasureAsync(PowerCutMachine machine, int index)
    {
        var trial = new Trial(-1 - index, $"{title.Split(' ')[0]}-uncut-{index}", machine);
        await machine.BecomeNewAsync(trial.Name);
        await Prepare(trial);
        var started = TimeProvider.System.GetTimestamp();
        await Action(trial);
        var duration = TimeProvider.System.GetElapsedTime(started);
        await machine.SwitchOffAsync();
        return duration;
    }

    private async Task CutAsync(Trial trial, TimeSpan moment)
    {
        var outcome = "";
        try
        {
            await trial.Machine.BecomeNewAsync(trial.Name);
            await Prepare(trial);
            await trial.Machine.CutAsync(trial.Name, () => Action(trial), moment);
            await trial.Machine.BootAsync();
            _boots.Add(trial.Machine.BootTime.TotalSeconds);
            var lost = await trial.Machine.LostUnflushedAsync(trial.Name);
            if (lost)
                Interlocked.Increment(ref _lost);
            outcome = await Judge(trial);
            _outcomes.Add(outcome);
            Log($"{trial.Name}: cut after {Seconds(moment)}: {outcome}{(lost ? "; unflushed file lost" : "")}");
        }
        catch (Exception failure)
        {
            _failures.Add($"{trial.Name}: cut after {Seconds(moment)}: {outcome} {failure.Message}\n{await WordsAsync(trial.Machine)}");
            Log($"FAILED {_failures.First()}");
        }
        finally
        {
            await trial.Machine.SwitchOffAsync();
        }
    }

    private string Summary(IReadOnlyList<TimeSpan> moments, TimeSpan duration, int seed)
    {
        var counts = _outcomes.GroupBy(outcome => outcome).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}");
        var bound = Math.Min(1, 3.0 / moments.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"power cut of a virtual machine during {title}: N = {moments.Count}, {_failures.Count} failed{(_failures.IsEmpty ? $" (rate below {bound:P0} at 95 %)" : "")}; "
            + $"it takes {Seconds(duration)}, cut after {string.Join(" ", moments.Order().Select(moment => $"{moment.TotalSeconds:0.0}"))} s, seed {seed}; "
            + $"{string.Join(", ", counts)}; an unflushed file lost {_lost} times; boot {(_boots.IsEmpty ? 0 : _boots.Average()):0} s");
    }

    private static async Task<string> WordsAsync(PowerCutMachine machine)
    {
        try
        {
            return await machine.JournalAsync() + (await machine.TryShellAsync("ls -la /var/lib/acpfleet-agent; dpkg --audit; tail -n 20 /var/log/dpkg.log")).Output;
        }
        catch (Exception silent) when (silent is not OutOfMemoryException)
        {
            return $"(the machine says no more: {silent.Message})";
        }
    }

    private static void Log(string line)
    {
        lock (LogTurn)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(LogFile)!);
            File.AppendAllText(LogFile, line + "\n");
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
