using System.Globalization;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Native;

/// <summary>packaging/glibc-2.17/symbols, held against C libraries that keep threads and loading apart, as glibc 2.17 does.</summary>
public sealed class SymbolTableTests
{
    private static readonly string[][] Rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, "packaging/glibc-2.17/symbols"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [SkippableFact]
    public async Task Table_ForX64_NamesWhatDebian11Has() =>
        await CompareAsync(Path.Combine(await DebianTree.GetAsync("bullseye"), "lib/x86_64-linux-gnu"), column: 2);

    [SkippableFact]
    public async Task Table_ForArm64_NamesWhatDebiansCrossLibrariesHave()
    {
        const string Libraries = "/usr/aarch64-linux-gnu/lib";
        RequiredPart.Need(Directory.Exists(Libraries), "the C library for arm64. apt-get install gcc-aarch64-linux-gnu");
        // These are new enough to have threads and loading in libc: where a symbol stands does not count here.
        await CompareAsync(Libraries, column: 3, anywhere: true);
    }

    [Fact]
    public void Table_OfSymbols_HasEachOnceAndNothingYoungerThan217()
    {
        Rows.Length.ShouldBeGreaterThan(200);
        Rows.ShouldAllBe(row => row.Length == 4 || row.Length == 5);
        Rows.GroupBy(row => (row[0], row[1])).Where(group => group.Count() > 1).ShouldBeEmpty();
        foreach (var version in Rows.SelectMany(row => row[2..4]).Where(version => version != "-").Select(Version.Parse))
            version.ShouldBeLessThanOrEqualTo(new Version(2, 17));
    }

    private static async Task CompareAsync(string libraries, int column, bool anywhere = false)
    {
        var offered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var library in Rows.Where(row => row[column] != "-").Select(row => row[0]).Distinct())
        {
            foreach (var symbol in await SymbolsAsync(Path.Combine(libraries, library)))
                offered.Add(anywhere ? symbol : $"{library}: {symbol}");
        }

        offered.Count.ShouldBeGreaterThan(1000);
        Rows.Where(row => row[column] != "-")
            .Select(row => (anywhere ? "" : $"{row[0]}: ") + $"{row[1]}@GLIBC_{row[column]}" + (row.Length == 5 ? $" {row[4]}" : ""))
            .Where(symbol => !offered.Contains(symbol))
            .ShouldBeEmpty();
    }

    /// <summary>NAME@VERSION of what a library offers; for a variable, its size too.</summary>
    private static async Task<IEnumerable<string>> SymbolsAsync(string library)
    {
        RequiredPart.NeedProgram("readelf", "apt-get install binutils");
        var (code, output) = await TestProcess.RunAsync(null, ["readelf", "-W", "--dyn-syms"], library);
        code.ShouldBe(0, output);
        return output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length >= 8 && fields[6] != "UND")
            .Select(fields => fields[7].Replace("@@", "@", StringComparison.Ordinal)
                + (fields[3] == "OBJECT" ? $" {int.Parse(fields[2], CultureInfo.InvariantCulture)}" : ""));
    }
}
