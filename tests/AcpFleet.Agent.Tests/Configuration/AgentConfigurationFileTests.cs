using System.Text.RegularExpressions;
using AcpFleet.Agent.Configuration;
using AcpFleet.Agent.Policy;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Agent.Tests.Configuration;

public sealed partial class AgentConfigurationFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static string Packaged(string name) => File.ReadAllText(Path.Combine(Repository.Root, "packaging", "agent", name));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Parse_EveryKey_IsTaken()
    {
        var configuration = AgentConfigurationFile.Parse("agent.yaml", "coordinator: \"192.0.2.10:9000\"\nstateDirectory: /srv/agent\nspoolMiB: 128\nlogLevel: debug\n", out var errors);
        errors.ShouldBeEmpty();
        configuration!.Coordinator!.ToString().ShouldBe("192.0.2.10:9000");
        configuration.StateDirectory.ShouldBe("/srv/agent");
        configuration.SpoolMebibytes.ShouldBe(128);
        configuration.LogLevel.ShouldBe(LogLevel.Debug);
    }

    [Fact]
    public void Parse_ManyErrors_NamesEachWithLineAndColumn()
    {
        AgentConfigurationFile.Parse("agent.yaml", "coordinator: 'not a host'\nstateDirectory: here\nspoolMiB: 300\nlogLevel: loud\nspoolMib: 1\n", out var errors).ShouldBeNull();
        errors.Count.ShouldBe(5);
        errors[0].ShouldStartWith("agent.yaml:1:14: coordinator: ");
        errors[1].ShouldBe("agent.yaml:2:17: stateDirectory: 'here' is not an absolute path");
        errors[2].ShouldBe("agent.yaml:3:11: spoolMiB: 300 is not a whole number from 1 to 256");
        errors[3].ShouldContain("agent.yaml:4:11: logLevel: ");
        errors[4].ShouldContain("did you mean 'spoolMiB'?");
    }

    [Fact]
    public void TryRead_MissingFile_IsAnErrorOnlyWhereItWasNamed()
    {
        AgentConfigurationFile.TryRead(_directory["agent.yaml"], mayBeMissing: true, out var configuration, out _).ShouldBeTrue();
        configuration.ShouldBe(new AgentConfiguration());
        AgentConfigurationFile.TryRead(_directory["agent.yaml"], mayBeMissing: false, out _, out var errors).ShouldBeFalse();
        errors.ShouldBe([$"{_directory["agent.yaml"]}: no such file or directory"]);
    }

    [Fact]
    public void Parse_PackagedFile_SaysNothingAndItsExamplesAreTheDefaults()
    {
        AgentConfigurationFile.Parse("agent.yaml", Packaged("agent.yaml"), out var errors).ShouldBe(new AgentConfiguration());
        errors.ShouldBeEmpty();

        var uncommented = AgentConfigurationFile.Parse("agent.yaml", CommentedKey().Replace(Packaged("agent.yaml"), "$1"), out errors);
        errors.ShouldBeEmpty();
        var defaults = new AgentSettings();
        uncommented!.Coordinator.ShouldNotBeNull();
        uncommented.StateDirectory.ShouldBe(defaults.StateDirectory);
        uncommented.SpoolMebibytes.ShouldBe(defaults.SpoolMebibytes);
        uncommented.LogLevel.ShouldBe(defaults.LogLevel);
    }

    [Fact]
    public void Parse_PackagedPolicy_IsObserveWithoutAProblem() =>
        PolicyFile.Parse("policy.yaml", CommentedKey().Replace(Packaged("policy.yaml"), "$1")).ShouldBe(new LocalPolicy(PolicyMode.Observe, null));

    [GeneratedRegex("^#([A-Za-z]+:)", RegexOptions.Multiline)]
    private static partial Regex CommentedKey();
}
