using System.Globalization;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestKit.Processes;

/// <summary>
/// A named point at which a program is killed: the nth time that it enters one of the system calls that make state
/// durable. strace delivers SIGKILL before the call takes effect, so no line of the program knows of the test.
/// </summary>
/// <param name="Call">fsync, fdatasync, rename, unlink …</param>
/// <param name="Ordinal">From 1.</param>
public sealed record CrashPoint(string Call, int Ordinal)
{
    /// <summary>The calls that change what a restart finds.</summary>
    public static IReadOnlyList<string> DurableCalls { get; } = ["fsync", "fdatasync", "rename", "unlink"];

    /// <summary>Prefix that starts a program and kills it there.</summary>
    public string[] Prefix =>
    [
        "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", $"trace={Call}", "-e", string.Create(CultureInfo.InvariantCulture, $"inject={Call}:signal=KILL:when={Ordinal}"),
    ];

    public static void NeedStrace() => RequiredPart.NeedProgram("strace", "apt-get install strace");

    /// <summary>Prefix that starts a program and writes down each of the durable calls.</summary>
    public static string[] Recorder(string file) =>
        ["strace", "-f", "--seccomp-bpf", "-qq", "-o", file, "-e", $"trace={string.Join(',', DurableCalls)}"];

    /// <summary>Every point of a recorded run, in the order of calls.</summary>
    public static IReadOnlyList<CrashPoint> Recorded(string file)
    {
        var points = new List<CrashPoint>();
        foreach (var line in File.ReadLines(file))
        {
            // "12345 fsync(21) = 0" or "12345 fsync(21 <unfinished ...>"; resumed lines are the ends of those.
            var call = line.AsSpan(line.IndexOf(' ') + 1).TrimStart();
            foreach (var name in DurableCalls)
            {
                if (call.StartsWith(name + "("))
                    points.Add(new CrashPoint(name, points.Count(point => point.Call == name) + 1));
            }
        }

        return points;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Call} #{Ordinal}");
}
