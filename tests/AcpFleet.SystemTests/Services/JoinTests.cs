using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Services;

/// <summary>Joining as an administrator does it: by the printed line, and by a file on an image.</summary>
public sealed class JoinTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(_directory["data"]);

    public async Task DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task TokenCreate_ThePrintedLine_RunByAShell_Enrols()
    {
        var (code, output) = await CliAsync("token", "create");
        code.ShouldBe(0, output);
        var line = output.Split('\n').Single(text => text.StartsWith("printf", StringComparison.Ordinal));
        line.ShouldContain($" | sudo acpfleet-agent enrol --coordinator {_coordinator.Agents} --token-file -");

        await using var node = new JoiningNode();
        var agent = string.Join(' ', Repository.Agent.Select(part => $"'{part}'"));
        var run = line.Replace("sudo acpfleet-agent", agent, StringComparison.Ordinal) + $" --state '{node.State}' --root '{node.Root}'";
        (code, output) = await TestProcess.RunAsync(null, ["sh"], "-c", run);
        code.ShouldBe(0, output);
        output.ShouldContain("Enrolled as acpfleet://");
        (await node.AgentAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task JoinFile_BeforeTheCoordinatorIsThere_TheNodeJoinsWhenItComes()
    {
        using var systemd = NotifyReceiver.AtPath();
        await using var node = new JoiningNode();
        var (code, output) = await CliAsync("token", "create", "--join-file", node.JoinFile);
        code.ShouldBe(0, output);
        output.ShouldNotContain("acpf1.");
        File.GetUnixFileMode(node.JoinFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await _coordinator.Process.KillAsync();

        node.Start(systemd.Prefix);
        (await systemd.ReceiveAsync("READY=1")).ShouldContain($"STATUS=enrolling with the coordinator in {node.JoinFile}");
        (await systemd.ReceiveAsync("next try in")).ShouldStartWith($"STATUS=enrolling with the coordinator in {node.JoinFile}: the coordinator at {_coordinator.Agents} could not be asked");
        (await node.StatusAsync()).ShouldSatisfyAllConditions(
            status => status.ExitCode.ShouldBe(3, status.Output),
            status => status.Output.ShouldContain($"there is a join file, {node.JoinFile}"));

        await _coordinator.StartAsync();
        await systemd.ReceiveAsync("STATUS=connected to");
        (code, output) = await node.StatusAsync();
        code.ShouldBe(0, output);
        output.ShouldContain("Enrolled:    yes, as acpfleet://fleet/agent/");
        output.ShouldContain("6 days left");
        output.ShouldContain("Policy:      observe, because there is no ");
        File.Exists(node.JoinFile).ShouldBeTrue("it is the administrator's");
        var view = (await _coordinator.NodesAsync()).Single();
        view.Policy.ShouldBe("observe");
        view.PolicyProblem.ShouldNotBeNull().ShouldStartWith("there is no ");
    }

    [Fact]
    public async Task JoinFile_ThatOthersMayRead_IsNotUsedUntilItIsMended()
    {
        await using var node = new JoiningNode();
        await node.WriteJoinFileAsync(_coordinator);
        File.SetUnixFileMode(node.JoinFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        node.Start();
        await node.Process.WaitForAsync($"chmod 600 {node.JoinFile}");
        (await _coordinator.NodesAsync()).ShouldBeEmpty();

        File.SetUnixFileMode(node.JoinFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await node.Process.WaitForAsync("Connected to");
    }

    [Fact]
    public async Task ClonedImage_WithAJoinFile_GetsAnIdentityOfItsOwn()
    {
        await using var node = new JoiningNode(machine: 1);
        var original = await JoinAndStopAsync(node);

        node.BecomeMachine(2);
        var status = await node.StatusAsync();
        status.ExitCode.ShouldBe(3, status.Output);
        status.Output.ShouldContain("belongs to another machine");
        await node.WriteJoinFileAsync(_coordinator);
        node.Start();
        await node.Process.WaitForAsync("Connected to");
        node.Process.Output.ShouldContain("belongs to another machine");
        node.Process.Output.ShouldNotContain(original!);
        (await node.AgentAsync()).ShouldNotBe(original);
        (await _coordinator.NodesAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task ClonedImage_WithoutAJoinFile_StopsAndTheOriginalCanTakeItsIdentityBack()
    {
        await using var node = new JoiningNode(machine: 1);
        var original = await JoinAndStopAsync(node);
        File.Delete(node.JoinFile);

        node.BecomeMachine(2); // a new mainboard, say
        node.Start();
        await node.Process.ExitedAsync();
        node.Process.ExitCode.ShouldBe(3, node.Process.Output);
        node.Process.Output.ShouldContain("this node is not enrolled");
        File.Exists(node.Identity).ShouldBeFalse();

        File.Move(node.Identity + ".other-machine", node.Identity);
        node.Start();
        await node.Process.WaitForAsync("Connected to");
        (await node.AgentAsync()).ShouldBe(original);
        (await _coordinator.NodesAsync()).Count.ShouldBe(1);
    }

    /// <summary>Joins by a join file, and stops the agent; the file stays.</summary>
    /// <returns>The agent's identity.</returns>
    private async Task<string?> JoinAndStopAsync(JoiningNode node)
    {
        await node.WriteJoinFileAsync(_coordinator);
        node.Start();
        await node.Process.WaitForAsync("Connected to");
        var identity = await node.AgentAsync();
        await node.StopAsync();
        return identity;
    }

    private Task<(int ExitCode, string Output)> CliAsync(params string[] arguments) => TestProcess.RunAsync(
        null,
        Repository.Cli,
        [.. arguments, "--server", _coordinator.People, "--token-file", Path.Combine(_directory["data"], "admin-token"), "--ca", Path.Combine(_directory["data"], "ca", "ca.crt")]);
}
