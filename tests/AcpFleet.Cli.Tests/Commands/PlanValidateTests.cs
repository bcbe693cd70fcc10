using System.Text.Json;
using AcpFleet.Cli.Json;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Commands;

public sealed class PlanValidateTests : IDisposable
{
    private const string Good = """
        apiVersion: acpfleet/v1
        name: demo
        scenario: single-node
        nodes:
          - { name: cp-1, address: 192.0.2.11, roles: [control-plane, installer] }
        """;

    private const string Bad = """
        apiVersion: acpfleet/v1
        name: demo
        scenaro: multi-cluster
        nodes:
          - { name: cp-1, address: not-an-address, roles: [control-plane, installer] }
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Validate_Bad_PrintsEveryErrorAsFileLineColumnPathMessage()
    {
        var path = Write(Bad);
        var result = await new CliRun().RunAsync("plan", "validate", path);
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Out.ShouldBeEmpty();
        var lines = result.Error.Split('\n');
        lines.ShouldContain(line => line.StartsWith($"{path}:3:1: scenaro: ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith($"{path}:5:28: nodes[0].address: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validate_BadAsJson_HoldsLineColumnPathAndBothLanguages()
    {
        var result = await new CliRun().RunAsync("plan", "validate", Write(Bad), "--output", "json");
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        var report = JsonSerializer.Deserialize(result.Out, CliJson.Default.PlanValidationReport)!;
        report.Valid.ShouldBeFalse();
        var error = report.Errors.Single(one => one.Path == "scenaro");
        (error.Line, error.Column).ShouldBe((3, 1));
        error.Message.Zh.ShouldNotBe(error.Message.En);
    }

    [Fact]
    public async Task Validate_Good_NamesTheFleetAndNeedsNoCoordinator()
    {
        var result = await new CliRun().RunAsync("plan", "validate", Write(Good));
        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(ExitCode.Success);
        result.Out.ShouldContain("demo, 1 node");
    }

    [Fact]
    public async Task Validate_StandardInput_IsRead()
    {
        var result = await new CliRun { Input = Bad }.RunAsync("plan", "validate", "-");
        result.Error.ShouldContain("<stdin>:3:1: scenaro: ");
    }

    [Fact]
    public async Task Validate_NoFile_IsExitCodeTwo()
    {
        var result = await new CliRun().RunAsync("plan", "validate", _directory["none.yaml"]);
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Error.ShouldContain("does not exist");
    }

    [Fact]
    public async Task Validate_NotUtf8_SaysSo()
    {
        var path = _directory["latin.yaml"];
        await File.WriteAllBytesAsync(path, [0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0xe9, 0x0a]);
        var result = await new CliRun().RunAsync("plan", "validate", path);
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Error.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Validate_ADirectory_IsAnErrorWithItsName()
    {
        var result = await new CliRun().RunAsync("plan", "validate", _directory.Path);
        result.ExitCode.ShouldBe(ExitCode.LocalFailure);
        result.Error.ShouldContain(_directory.Path);
    }

    private string Write(string text)
    {
        var path = _directory["fleet.yaml"];
        File.WriteAllText(path, text);
        return path;
    }
}
