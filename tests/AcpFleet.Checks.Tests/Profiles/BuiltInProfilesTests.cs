using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Tests.Profiles;

public sealed class BuiltInProfilesTests
{
    [Fact]
    public void Ids_EveryOne_Loads()
    {
        BuiltInProfiles.Ids.ShouldContain(BuiltInProfiles.DefaultId);
        foreach (var id in BuiltInProfiles.Ids) BuiltInProfiles.Get(id).Id.ShouldBe(id);
    }

    [Fact]
    public void Get_UnknownId_NamesThoseThatThereAre() =>
        Should.Throw<KeyNotFoundException>(() => BuiltInProfiles.Get("acp-9")).Message.ShouldContain("acp-4.1");

    [Fact]
    public void Get_SameId_IsTheSameObject() => BuiltInProfiles.Get("acp-4.1").ShouldBeSameAs(BuiltInProfiles.Get("acp-4.1"));

    /// <summary>The guide's figures, written down a second time: a slip in the data shows here.</summary>
    [Fact]
    public void Get_Acp41_HoldsTheGuidesFigures()
    {
        var profile = BuiltInProfiles.Get("acp-4.1");

        profile.Hostname.MaxLength.ShouldBe(36);
        (profile.Resolver.DomainCountLimit - profile.Resolver.ReservedDomains, profile.Resolver.MaxDomainLength, profile.Resolver.MaxTotalLength).ShouldBe((29, 253, 2048));
        (profile.Clock.MaxSkewSeconds, profile.Clock.AdviseAboveSeconds).ShouldBe((10, 1));
        Numbers(profile.Ports.ControlPlane).ShouldBe("2379 2380 6443 10249-10256");
        Numbers(profile.Ports.Installer).ShouldBe("8080 12080 12443 16443 2379 2380 6443 10249-10256");
        Numbers(profile.Ports.Worker).ShouldBe("10249-10256");
        Numbers(profile.Ports.KubeOvn).ShouldBe("6641 6642");
        Numbers(profile.Ports.Calico).ShouldBe("179");
        profile.OperatingSystems.Select(system => $"{system.OsId} {system.VersionFrom}-{system.VersionTo} {system.Kernel.From} {system.Kernel.BuildFrom}-{system.Kernel.BuildTo} {string.Join("+", system.Architectures)}").ShouldBe(
        [
            "rhel 7.8-7.8 3.10.0 1127-1127 x86_64",
            "rhel 8.0-8.6 4.18.0 80-372.9.1 x86_64",
            "centos 7.6-7.9 3.10.0 1127- x86_64",
            "ubuntu 20.04-20.04 5.4.0 124-124 x86_64",
            "ubuntu 22.04-22.04 5.15.0 56-56 x86_64",
            "kylin V10-V10 4.19.90 52.22-52.22 x86_64+aarch64",
        ]);
        profile.ConflictingPackages.Lists.Select(list => $"{list.Manager} {list.OsId} {list.Names.Length}").ShouldBe(["rpm  13", "rpm kylin 16", "dpkg  7", "snap  10"]);
    }

    private static string Numbers(IEnumerable<PortRange> ranges) => string.Join(" ", ranges.Select(range => range.ToString()));
}
