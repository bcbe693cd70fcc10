using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Tests.Profiles;

public sealed class RequirementProfileReaderTests
{
    private static readonly string Base = BuiltInProfiles.Json("acp-4.1")!;

    [Fact]
    public void Read_ProfileWithABase_ChangesWhatItSaysAndKeepsTheRest()
    {
        const string json = """
            { "id": "site", "base": "acp-4.1", "documentRevision": "r2",
              "clock": { "maxSkewSeconds": 2.5 }, "ports": { "calico": ["179", "5473"] },
              "conflictingPackages": { "benign": [] } }
            """;

        var profile = RequirementProfileReader.Read(json, id => id == "acp-4.1" ? Base : null);

        profile.Id.ShouldBe("site");
        profile.Clock.ShouldBe(new ClockRequirement { MaxSkewSeconds = 2.5, AdviseAboveSeconds = 1 });
        profile.Ports.Calico.ShouldBe([new PortRange(179, 179), new PortRange(5473, 5473)]);
        profile.Ports.KubeOvn.ShouldBe(Judgement.Profile.Ports.KubeOvn);
        profile.ConflictingPackages.Benign.ShouldBeEmpty();
        profile.ConflictingPackages.Lists.Length.ShouldBe(4);
        profile.OperatingSystems.Length.ShouldBe(6);
    }

    [Fact]
    public void Read_BaseOfABase_IsAppliedInOrder()
    {
        string? Find(string id) => id switch
        {
            "acp-4.1" => Base,
            "middle" => """{ "id": "middle", "base": "acp-4.1", "documentRevision": "m", "clock": { "maxSkewSeconds": 5, "adviseAboveSeconds": 2 } }""",
            _ => null,
        };

        var profile = RequirementProfileReader.Read("""{ "id": "top", "base": "middle", "clock": { "maxSkewSeconds": 4 } }""", Find);

        profile.DocumentRevision.ShouldBe("m");
        profile.Clock.ShouldBe(new ClockRequirement { MaxSkewSeconds = 4, AdviseAboveSeconds = 2 });
    }

    [Theory]
    [InlineData("""{ "id": "x", "base": "none" }""", "its base 'none' does not exist")]
    [InlineData("""{ "id": "acp-4.1", "base": "acp-4.1" }""", "inherits from itself")]
    [InlineData("""{ "id": "x", "base": "loop" }""", "inherits from itself through 'loop'")]
    [InlineData("""{ "id": "x" }""", "the key 'operatingSystems' is required")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "clocks": {} }""", "unknown key 'clocks'; did you mean 'clock'?")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "clock": null }""", "the key 'clock' is required")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "clock": { "maxSkewSeconds": "10" } }""", "clock.maxSkewSeconds: a number")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "hostname": { "maxLength": 300 } }""", "hostname.maxLength: 300 is not")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "ports": { "calico": ["179-100"] } }""", "ports.calico[0]: a port is written")]
    [InlineData("""{ "id": "X Y", "base": "acp-4.1" }""", "id: small letters")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "resolver": { "reservedDomains": 40 } }""", "domainCountLimit must be above")]
    [InlineData("""{ "id": "x", "base": "acp-4.1", "distributions": [] }""", "distributions has no 'rhel'")]
    [InlineData("[]", "keys and values")]
    [InlineData("{", "not YAML")]
    public void Read_ProfileThatCannotBeUsed_SaysWhy(string json, string says)
    {
        var loop = """{ "id": "loop", "base": "loop" }""";

        var fault = Should.Throw<RequirementProfileException>(() => RequirementProfileReader.Read(json, id => id switch { "acp-4.1" => Base, "loop" => loop, _ => null }));

        fault.Message.ShouldContain(says);
        fault.Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Read_SeveralFaults_AreAllReported()
    {
        var fault = Should.Throw<RequirementProfileException>(() => RequirementProfileReader.Read(
            """{ "id": "x", "base": "acp-4.1", "clock": { "maxSkewSeconds": "a", "max": 1 }, "extra": 1 }""", _ => Base));

        fault.Errors.Length.ShouldBe(3);
    }
}
