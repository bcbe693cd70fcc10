using System.Globalization;

namespace AcpFleet.TestBed.Commands;

/// <summary>What <c>up</c> was asked for.</summary>
internal sealed record UpOptions
{
    private const int MostNodes = 20;

    public int Nodes { get; private init; } = 3;

    /// <summary>Debian releases, taken in turn.</summary>
    public IReadOnlyList<string> Suites { get; private init; } = Known;

    /// <summary>Without the product.</summary>
    public bool Bare { get; private init; }

    /// <summary>Debian 12 first: the coordinator goes there, and its package needs a newer glibc than that of Debian 11.</summary>
    private static readonly string[] Known = ["bookworm", "bullseye", "trixie"];

    public static UpOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new UpOptions();
        while (arguments.Length > 0)
        {
            var taken = 2;
            switch (arguments)
            {
                case ["--bare", ..]:
                    options = options with { Bare = true };
                    taken = 1;
                    break;
                case ["--nodes", var number, ..]:
                    options = options with { Nodes = ParseNodes(number) };
                    break;
                case ["--suites", var names, ..]:
                    options = options with { Suites = ParseSuites(names) };
                    break;
                default:
                    throw new UsageException($"up does not know '{arguments[0]}', or lacks its value.");
            }

            arguments = arguments[taken..];
        }

        if (!options.Bare && options.Suites[0] == "bullseye")
            throw new UsageException("The coordinator goes on the first node and needs glibc 2.34; bullseye (Debian 11) has 2.31. Name another release first in --suites, or give --bare.");

        return options;
    }

    private static int ParseNodes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostNodes
            ? number
            : throw new UsageException($"--nodes takes 1 to {MostNodes}, not '{text}'.");

    private static string[] ParseSuites(string text)
    {
        var suites = text.Split(',');
        var unknown = suites.Where(suite => !Known.Contains(suite)).ToList();
        return unknown.Count == 0
            ? suites
            : throw new UsageException($"--suites takes {string.Join(", ", Known)}, not '{string.Join(", ", unknown)}'.");
    }
}
