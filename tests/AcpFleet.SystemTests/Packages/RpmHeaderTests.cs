namespace AcpFleet.SystemTests.Packages;

/// <summary>rpm 4.11, of RHEL 7 and CentOS 7, reads these packages. It cannot be had here: its abilities stand in a table.</summary>
public sealed class RpmHeaderTests
{
    /// <summary>What rpm 4.11 provides (lib/rpmds.c of that release) and rpmbuild may ask for.</summary>
    private static readonly HashSet<string> KnownTo411 =
    [
        "VersionedDependencies", "CompressedFileNames", "PayloadIsBzip2", "PayloadIsXz", "PayloadIsLzma", "PayloadFilesHavePrefix",
        "ExplicitPackageProvide", "HeaderLoadSortsTags", "ScriptletInterpreterArgs", "PartialHardlinkSets", "ConcurrentAccess",
        "BuiltinLuaScripts", "FileDigests", "FileCaps", "ScriptletExpansion", "TildeInVersions",
    ];

    public static TheoryData<string> Names => [.. BuiltPackages.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Requirements_OfRpmItself_AreKnownTo411(string name)
    {
        var asked = (await BuiltPackages.LinesAsync("rpm", "-qp", "--requires", BuiltPackages.Find(name, "rpm")))
            .Where(line => line.StartsWith("rpmlib(", StringComparison.Ordinal)).Select(line => line["rpmlib(".Length..line.IndexOf(')')]).ToList();

        asked.ShouldNotBeEmpty();
        asked.Except(KnownTo411).ShouldBeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Payload_Always_IsOfAKindThat411Reads(string name)
    {
        var header = await BuiltPackages.RunAsync("rpm", "-qp", "--qf", "%{PAYLOADFORMAT} %{PAYLOADCOMPRESSOR} %{FILEDIGESTALGO} %{BUILDHOST}", BuiltPackages.Find(name, "rpm"));

        // 8 is SHA-256.
        header.Trim().ShouldBe("cpio xz 8 acpfleet");
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Dependencies_Always_AreNeitherWeakNorRichNorTriggers(string name)
    {
        var rpm = BuiltPackages.Find(name, "rpm");
        foreach (var query in (string[])["--recommends", "--suggests", "--supplements", "--enhances", "--triggers", "--filetriggers"])
            (await BuiltPackages.RunAsync("rpm", "-qp", query, rpm)).Trim().ShouldBeEmpty(query);
        var dependencies = await BuiltPackages.RunAsync("rpm", "-qp", "--requires", "--provides", "--conflicts", "--obsoletes", rpm);
        dependencies.ShouldNotContain(" if ");
        dependencies.ShouldNotContain(" or ");
    }

    [SkippableFact]
    public async Task Portable_OfTheTwoAgents_ExcludesTheOtherAndNeverReplacesItByItself()
    {
        var rpm = BuiltPackages.Find(BuiltPackages.Portable, "rpm");

        (await BuiltPackages.LinesAsync("rpm", "-qp", "--conflicts", rpm)).ShouldContain("acpfleet-agent");
        (await BuiltPackages.RunAsync("rpm", "-qp", "--obsoletes", rpm)).Trim().ShouldBeEmpty();
        (await BuiltPackages.RunAsync("rpm", "-qp", "--qf", "%{ARCH}", rpm)).Trim().ShouldBe("noarch");
    }
}
