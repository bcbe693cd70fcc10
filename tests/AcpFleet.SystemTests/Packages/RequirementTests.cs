using System.Text.RegularExpressions;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.Packages;

/// <summary>What the packages ask of a system is what their programs need, under the names that every system on the list has.</summary>
public sealed partial class RequirementTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [InlineData(BuiltPackages.Agent)]
    [InlineData(BuiltPackages.Coordinator)]
    public async Task CLibrary_ThatIsAskedFor_IsAsNewAsTheNewestSymbol(string name)
    {
        var deb = BuiltPackages.Find(name, "deb");
        await BuiltPackages.RunAsync("dpkg-deb", "-x", deb, _directory["tree"]);
        var newest = new Version(2, 0);
        foreach (var file in Directory.EnumerateFiles(_directory["tree"], "*", SearchOption.AllDirectories).Where(IsElf))
        {
            foreach (Match tag in Tag().Matches(await BuiltPackages.RunAsync("objdump", "-p", file)))
                newest = Version.Parse(tag.Groups[1].Value) is var found && found > newest ? found : newest;
        }

        newest.Minor.ShouldBeGreaterThan(2);
        var asked = Version.Parse(Regex.Match(await BuiltPackages.RunAsync("dpkg-deb", "-f", deb, "Depends"), @"libc6 \(>= ([0-9.]+)\)").Groups[1].Value);
        newest.ShouldBeLessThanOrEqualTo(asked);
        (await BuiltPackages.LinesAsync("rpm", "-qp", "--requires", BuiltPackages.Find(name, "rpm"))).ShouldContain($"libc.so.6(GLIBC_{asked})(64bit)");
    }

    [SkippableFact]
    public async Task Agent_OnRpmSystems_AsksForWhatRhel7Has()
    {
        var asked = (await BuiltPackages.LinesAsync("rpm", "-qp", "--requires", BuiltPackages.Find(BuiltPackages.Agent, "rpm")))
            .Where(line => !line.StartsWith("rpmlib(", StringComparison.Ordinal) && !line.StartsWith("config(", StringComparison.Ordinal)).Distinct().Order();

        asked.ShouldBe(["/bin/sh", "libc.so.6(GLIBC_2.17)(64bit)", "openssl-libs"]);
    }

    private static bool IsElf(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> magic = stackalloc byte[4];
        return new FileInfo(file).LinkTarget is null && stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic.SequenceEqual("\u007fELF"u8);
    }

    [GeneratedRegex(@"GLIBC_([0-9]+\.[0-9]+(?:\.[0-9]+)?)\b")]
    private static partial Regex Tag();
}
