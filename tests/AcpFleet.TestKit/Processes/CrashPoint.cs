using System.Globalization;

namespace AcpFleet.TestKit.Processes;

/// <summary>
/// A named point at which a program is killed: the nth time that it calls one of the C library's functions that make
/// state durable, before the call takes effect. A small library, loaded before the C library (crash-point.c), counts and
/// kills; no line of the program knows of the test.
/// </summary>
/// <param name="Call">fsync, fdatasync, rename or unlink.</param>
/// <param name="Ordinal">From 1, over all threads.</param>
public sealed record CrashPoint(string Call, int Ordinal)
{
    private static readonly Lazy<string> Library = new(() => CompiledPart.Make("crash-point.c", "-shared", "-fPIC"));

    /// <summary>Prefix that starts a program and kills it there.</summary>
    public string[] Prefix => ["env", $"LD_PRELOAD={Library.Value}", string.Create(CultureInfo.InvariantCulture, $"CRASH_AT={Call}:{Ordinal}")];

    /// <summary>Prefix that starts a program and writes down each such call.</summary>
    public static string[] Recorder(string file) => ["env", $"LD_PRELOAD={Library.Value}", $"CRASH_RECORD={file}"];

    /// <summary>Every point of a recorded run, in the order of calls.</summary>
    public static IReadOnlyList<CrashPoint> Recorded(string file)
    {
        var points = new List<CrashPoint>();
        foreach (var call in File.ReadLines(file))
            points.Add(new CrashPoint(call, points.Count(point => point.Call == call) + 1));
        return points;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Call} #{Ordinal}");
}
