namespace AcpFleet.SystemTests.Packages;

/// <summary>What lies in the packages: the same in both formats, root's, and with the modes that it needs.</summary>
public sealed class PackageContentTests
{
    public static TheoryData<string> Names => [.. BuiltPackages.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Files_OfBothFormats_AreTheSame(string name)
    {
        var deb = await PackagedFile.OfDebAsync(BuiltPackages.Find(name, "deb"));
        var rpm = await PackagedFile.OfRpmAsync(BuiltPackages.Find(name, "rpm"));

        // Documents, lint overrides and zsh completion lie where each family of distributions looks for them.
        static bool Shared(PackagedFile file) => file.Mode[0] != 'd' && !file.Path.StartsWith("/usr/share/doc/", StringComparison.Ordinal)
            && !file.Path.StartsWith("/usr/share/lintian/", StringComparison.Ordinal) && !file.Path.StartsWith("/usr/share/zsh/", StringComparison.Ordinal);
        deb.Where(Shared).Select(file => (file.Path, file.Mode)).Order().ShouldBe(rpm.Where(Shared).Select(file => (file.Path, file.Mode)).Order());
        deb.Count(Shared).ShouldBeGreaterThan(3);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Files_OfBothFormats_BelongToRootAndAreWrittenByRootAlone(string name)
    {
        foreach (var file in (await PackagedFile.OfDebAsync(BuiltPackages.Find(name, "deb"))).Concat(await PackagedFile.OfRpmAsync(BuiltPackages.Find(name, "rpm"))))
        {
            file.Owner.ShouldBe("root/root", file.Path);
            file.Mode.ShouldBeOneOf(["-rw-r--r--", "-rwxr-xr-x", "drwxr-xr-x", "drwx------", "lrwxrwxrwx"], file.Path);
            (file.Mode == "drwx------").ShouldBe(file.Path == "/var/lib/acpfleet-agent", file.Path);
            if (file.Path.StartsWith("/usr/bin/", StringComparison.Ordinal))
                file.Mode.ShouldBeOneOf("-rwxr-xr-x", "lrwxrwxrwx");
        }
    }

    [SkippableTheory]
    [InlineData(BuiltPackages.Agent, "/etc/acpfleet-agent/")]
    [InlineData(BuiltPackages.Portable, "/etc/acpfleet-agent/")]
    [InlineData(BuiltPackages.Coordinator, "/etc/acpfleet/")]
    public async Task Configuration_OfBothFormats_IsKeptByThePackager(string name, string directory)
    {
        var deb = BuiltPackages.Find(name, "deb");
        var rpm = BuiltPackages.Find(name, "rpm");
        var expected = (await PackagedFile.OfDebAsync(deb)).Select(file => file.Path).Where(path => path.StartsWith(directory, StringComparison.Ordinal)).Order().ToList();

        expected.Count.ShouldBe(2);
        (await BuiltPackages.LinesAsync("dpkg-deb", "-I", deb, "conffiles")).Order().ShouldBe(expected);
        (await BuiltPackages.LinesAsync("rpm", "-qpc", rpm)).Order().ShouldBe(expected);
        var flags = await BuiltPackages.LinesAsync("rpm", "-qp", "--qf", "[%{FILEFLAGS:fflags} %{FILENAMES}\n]", rpm);
        flags.Where(line => line.Contains('c', StringComparison.Ordinal) && line.Split(' ')[0].Contains('c', StringComparison.Ordinal)).ShouldAllBe(line => line.StartsWith("cn ", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Files_OfBothFormats_HoldNothingForDevelopersAlone(string name)
    {
        var files = (await PackagedFile.OfDebAsync(BuiltPackages.Find(name, "deb"))).Concat(await PackagedFile.OfRpmAsync(BuiltPackages.Find(name, "rpm")));

        files.ShouldAllBe(file => !file.Path.EndsWith(".pdb", StringComparison.Ordinal) && !file.Path.EndsWith(".dbg", StringComparison.Ordinal)
            && !file.Path.EndsWith(".xml", StringComparison.Ordinal) && !file.Path.Contains("build-id", StringComparison.Ordinal));
    }
}
