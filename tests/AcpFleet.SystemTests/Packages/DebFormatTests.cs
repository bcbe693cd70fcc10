namespace AcpFleet.SystemTests.Packages;

/// <summary>dpkg of Ubuntu 20.04 and Debian 11 reads these packages.</summary>
public sealed class DebFormatTests
{
    public static TheoryData<string> Names => [.. BuiltPackages.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Members_Always_AreXz(string name) =>
        (await BuiltPackages.LinesAsync("ar", "t", BuiltPackages.Find(name, "deb"))).ShouldBe(["debian-binary", "control.tar.xz", "data.tar.xz"]);

    [SkippableFact]
    public async Task Portable_OfTheTwoAgents_TakesTheOthersPlace()
    {
        var deb = BuiltPackages.Find(BuiltPackages.Portable, "deb");

        foreach (var field in (string[])["Provides", "Conflicts", "Replaces"])
            (await BuiltPackages.RunAsync("dpkg-deb", "-f", deb, field)).Trim().ShouldBe("acpfleet-agent", field);
        (await BuiltPackages.RunAsync("dpkg-deb", "-f", deb, "Architecture")).Trim().ShouldBe("all");
    }
}
