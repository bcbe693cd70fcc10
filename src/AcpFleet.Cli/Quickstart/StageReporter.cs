using System.Globalization;
using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Quickstart;

/// <summary>
/// Stages one after the other, each with its duration. On a terminal the running one turns in the last line; elsewhere a
/// stage that lasts says so after two seconds and then every ten.
/// </summary>
internal sealed class StageReporter(Screen screen, TimeProvider time)
{
    private const int NameWidth = 34;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Reminder = TimeSpan.FromSeconds(10);

    private readonly StatusLine _status = new(screen, time);
    private readonly List<StageTiming> _timings = [];

    public IReadOnlyList<StageTiming> Timings => _timings;

    /// <summary>Runs a stage; what it returns last is shown behind it.</summary>
    /// <param name="id">Stable name for scripts.</param>
    /// <param name="work">Does it; gives its result and a remark.</param>
    public async Task<T> RunAsync<T>(string id, StageName name, Func<IProgress<string>, Task<(T Result, string Remark)>> work)
    {
        var start = time.GetTimestamp();
        var detail = new LatestDetail();
        var running = StartAsync();
        await FollowAsync(running, screen.Say(name.Running), detail, start).ConfigureAwait(false);
        _status.Clear();
        try
        {
            var (result, remark) = await running.ConfigureAwait(false);
            var took = time.GetElapsedTime(start);
            _timings.Add(new StageTiming(id, Math.Round(took.TotalSeconds, 3)));
            Write("pass", screen.Say(name.Done), took, remark);
            return result;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Write("fail", screen.Say(name.Running), time.GetElapsedTime(start), "");
            throw;
        }

        async Task<(T, string)> StartAsync() => await work(detail).ConfigureAwait(false);
    }

    private async Task FollowAsync(Task running, string name, LatestDetail detail, long start)
    {
        var next = Patience;
        while (!running.IsCompleted)
        {
            var elapsed = time.GetElapsedTime(start);
            if (_status.IsLive)
            {
                _status.Show($"{CellWidth.Pad(name, NameWidth)} {Seconds(elapsed)}  {SafeText.Of(detail.Text)}");
            }
            else if (elapsed >= next)
            {
                screen.Line("  ", screen.Glyphs.NotApplicable, $" {CellWidth.Pad(name, NameWidth)} {Seconds(elapsed)}  {SafeText.Of(detail.Text)}".TrimEnd());
                next = elapsed + Reminder;
            }

            using var pause = new CancellationTokenSource();
            await Task.WhenAny(running, Task.Delay(Turn, time, pause.Token)).ConfigureAwait(false);
            await pause.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Write(string outcome, string name, TimeSpan took, string remark) => screen.Line(
        "  ",
        Views.OutcomeLook.Mark(screen, outcome),
        $" {CellWidth.Pad(name, NameWidth)} {Seconds(took)}",
        new StyledText(remark.Length > 0 ? "  " + CellWidth.Fit(SafeText.Of(remark), Math.Max(20, screen.Width - NameWidth - 16)) : "", Palette.Faint));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,6:0.0} s");

    /// <summary>The newest remark of a running stage; written by it, read by the line that turns.</summary>
    private sealed class LatestDetail : IProgress<string>
    {
        private volatile string _text = "";

        public string Text => _text;

        public void Report(string value) => _text = value;
    }
}
