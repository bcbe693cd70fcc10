using System.Globalization;

namespace AcpFleet.TestBed.Commands;

/// <summary>One line on standard error for each longer step, with the seconds since the beginning.</summary>
internal sealed class Progress
{
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public void Say(string step) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{Elapsed.TotalSeconds,5:0.0} s] {step}"));

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);
}
