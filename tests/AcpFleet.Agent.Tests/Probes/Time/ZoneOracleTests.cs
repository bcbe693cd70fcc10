using System.Globalization;
using AcpFleet.Agent.Probes.Time;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.Agent.Tests.Probes.Time;

/// <summary>
/// Against the tz project's own compiler and dumper: every zone, in both shapes that the compiler makes, and as files of
/// version 1, must be one zone here; and its changes must be those that zdump prints.
/// </summary>
public sealed class ZoneOracleTests : IDisposable
{
    private const string Source = "/usr/share/zoneinfo/tzdata.zi";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Digest_FatSlimAndFirstVersion_IsTheSameForEveryZone()
    {
        var names = await CompileAsync();
        var differ = new List<string>();
        foreach (var name in names)
        {
            var fat = await File.ReadAllBytesAsync(_directory["fat/" + name]);
            var slim = await File.ReadAllBytesAsync(_directory["slim/" + name]);
            var digest = Digest(fat);
            if (Digest(slim) != digest || Digest(FirstVersion(fat)) != digest)
                differ.Add(name);
        }

        names.Count.ShouldBeGreaterThan(300);
        differ.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Normalise_EveryZone_ChangesWhenZdumpSaysSo()
    {
        var names = await CompileAsync();
        // The slim file of this zone ends with a change that its rule for the future contradicts for one week of 2022. zdump
        // follows the rule; the change is what happened, and what the fat file says, so that is what counts here.
        names.Remove("America/Ojinaga");
        var dumped = Dumped(await RealProgram.OutputAsync("zdump", ["-v", "-c", "1999,2038", .. names.Select(name => _directory["slim/" + name])]));
        var differ = new List<string>();
        foreach (var name in names)
        {
            var rules = ZoneRules.Normalise(Parse(await File.ReadAllBytesAsync(_directory["slim/" + name])));
            var expected = dumped.GetValueOrDefault(_directory["slim/" + name]) ?? [];
            if (!rules.Skip(1).SequenceEqual(expected))
                differ.Add($"{name}: {string.Join(' ', rules.Skip(1).Except(expected).Concat(expected.Except(rules.Skip(1))).Take(3))}");
        }

        dumped.Count.ShouldBeGreaterThan(100);
        differ.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task OffsetAt_EveryZoneNow_AgreesWithDotnet()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var name in await CompileAsync())
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
                continue;
            Parse(await File.ReadAllBytesAsync(_directory["slim/" + name])).OffsetAt(now.ToUnixTimeSeconds())
                .ShouldBe((int)zone.GetUtcOffset(now).TotalSeconds, name);
        }
    }

    [SkippableTheory]
    [InlineData("Asia/Shanghai", "PRC", true)]
    [InlineData("Asia/Shanghai", "Etc/GMT-8", true)]
    [InlineData("Etc/UTC", "Africa/Abidjan", true)]
    [InlineData("Europe/Berlin", "Europe/Paris", true)]
    [InlineData("Asia/Shanghai", "Asia/Tokyo", false)]
    [InlineData("Europe/London", "Africa/Abidjan", false)]
    [InlineData("Asia/Shanghai", "right/Asia/Shanghai", false)]
    public void Digest_TwoNames_AreOneZoneWhenTheirRulesAre(string one, string other, bool same)
    {
        string[] paths = ["/usr/share/zoneinfo/" + one, "/usr/share/zoneinfo/" + other];
        foreach (var path in paths)
            RequiredPart.Need(File.Exists(path), $"{path}: apt-get install tzdata");

        (Digest(File.ReadAllBytes(paths[0])) == Digest(File.ReadAllBytes(paths[1]))).ShouldBe(same);
    }

    private async Task<List<string>> CompileAsync()
    {
        RequiredPart.Need(File.Exists(Source), $"{Source}: apt-get install tzdata");
        foreach (var shape in (string[])["fat", "slim"])
            await RealProgram.OutputAsync("zic", "-b", shape, "-d", _directory[shape], Source);
        var root = _directory["slim"];
        return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
    }

    // The block that old readers take, as old compilers wrote it alone.
    private static byte[] FirstVersion(byte[] fat)
    {
        var second = fat.AsSpan(4).IndexOf("TZif"u8) + 4;
        var first = fat[..second];
        first[4] = 0;
        return first;
    }

    // PATH  Sun Mar 29 01:00:00 2026 UT = Sun Mar 29 03:00:00 2026 CEST isdst=1 gmtoff=7200
    private static Dictionary<string, List<ZoneTransition>> Dumped(string output)
    {
        var end = new DateTimeOffset(2037, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var begin = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        var zones = new Dictionary<string, List<ZoneTransition>>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n'))
        {
            var gmtoff = line.LastIndexOf("gmtoff=", StringComparison.Ordinal);
            var ut = line.IndexOf(" UT = ", StringComparison.Ordinal);
            if (gmtoff < 0 || ut < 0)
                continue;
            var fields = line[..ut].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var offset = int.Parse(line[(gmtoff + 7)..], CultureInfo.InvariantCulture);
            if (!DateTimeOffset.TryParseExact(string.Join(' ', fields[2..]), "MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                continue;
            var changed = last.TryGetValue(fields[0], out var before) && before != offset;
            last[fields[0]] = offset;
            var seconds = at.ToUnixTimeSeconds();
            if (!changed || seconds <= begin || seconds >= end)
                continue;
            if (!zones.TryGetValue(fields[0], out var list))
                zones[fields[0]] = list = [];
            list.Add(new ZoneTransition(seconds, offset));
        }

        return zones;
    }

    private static string Digest(byte[] file) => ZoneRules.Digest(Parse(file));

    private static ZoneFile Parse(byte[] file) => ZoneFile.Parse(file).Value ?? throw new InvalidOperationException(ZoneFile.Parse(file).Failure!.Detail);
}
