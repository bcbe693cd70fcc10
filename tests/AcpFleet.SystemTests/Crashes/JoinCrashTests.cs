using AcpFleet.SystemTests.Services;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Xunit.Abstractions;

namespace AcpFleet.SystemTests.Crashes;

/// <summary>A node that joins by itself is killed at each call that makes something durable, then started again.</summary>
public sealed class JoinCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(_directory["data"]);

    public async Task DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        _directory.Dispose();
    }

    [SkippableFact]
    public async Task Kill9_AtEachDurableCallOfSelfEnrolment_TheSameFileStillGivesOneIdentity()
    {
        CompiledPart.NeedCompiler();
        var points = await RecordAsync(_ => Task.CompletedTask);
        points.Count.ShouldBeGreaterThan(6);
        var tried = CrashRuns.Spread(points, CrashRuns.Count(usual: 10)).ToList();
        foreach (var point in tried)
        {
            await using var node = new JoiningNode();
            await node.WriteJoinFileAsync(_coordinator);
            var before = await CountAsync();
            await KillAsync(node, point);
            node.Start();
            await node.Process.WaitForAsync("Connected to");
            (await CountAsync()).ShouldBe(before + 1, $"{point}: one token use, one node");
            File.Exists(Path.Combine(node.State, "enrolling-key.pem")).ShouldBeFalse($"{point}: a second copy of the key is left");
            await node.StopAsync();
        }

        Print($"kill -9 of a node at each durable call of joining by itself ({points.Count} points): N = {tried.Count}: 1 identity each");
    }

    [SkippableFact]
    public async Task Kill9_AtEachDurableCallOnAClonedDisk_TheOriginalsIdentityIsKeptAsideAndNeverUsed()
    {
        CompiledPart.NeedCompiler();
        var points = await RecordAsync(PrepareCloneAsync);
        points.Count.ShouldBeGreaterThan(8);
        var tried = CrashRuns.Spread(points, CrashRuns.Count(usual: 10)).ToList();
        foreach (var point in tried)
        {
            await using var node = new JoiningNode();
            await PrepareCloneAsync(node);
            var original = await File.ReadAllTextAsync(node.Identity);
            node.BecomeMachine(1);
            var agent = await node.AgentAsync();
            node.BecomeMachine(2);
            await node.WriteJoinFileAsync(_coordinator);
            var before = await CountAsync();

            await KillAsync(node, point);
            node.Process.Output.ShouldNotContain(agent!);
            node.Start();
            await node.Process.WaitForAsync("Connected to");
            node.Process.Output.ShouldNotContain(agent!, Case.Sensitive, $"{point}: the clone spoke as its original");
            (await node.AgentAsync()).ShouldNotBe(agent);
            (await File.ReadAllTextAsync(node.Identity + ".other-machine")).ShouldBe(original, point.ToString());
            (await CountAsync()).ShouldBe(before + 1, $"{point}: the clone is one new node");
            await node.StopAsync();
        }

        Print($"kill -9 of a cloned node at each durable call of moving aside and joining anew ({points.Count} points): N = {tried.Count}: original kept, never used, 1 new identity each");
    }

    /// <summary>A disk that joined in machine 1 and is now in machine 2.</summary>
    private async Task PrepareCloneAsync(JoiningNode node)
    {
        await node.WriteJoinFileAsync(_coordinator);
        node.Start();
        await node.Process.WaitForAsync("is acknowledged");
        await node.StopAsync();
        node.BecomeMachine(2);
    }

    private async Task<IReadOnlyList<CrashPoint>> RecordAsync(Func<JoiningNode, Task> prepare)
    {
        await using var node = new JoiningNode();
        await prepare(node);
        await node.WriteJoinFileAsync(_coordinator);
        node.Start(CrashPoint.Recorder(node.Recording));
        await node.Process.WaitForAsync("Enrolled as");
        var points = CrashPoint.Recorded(node.Recording);
        await node.StopAsync();
        return points;
    }

    private static async Task KillAsync(JoiningNode node, CrashPoint point)
    {
        node.Start(point.Prefix);
        await node.Process.ExitedAsync();
        node.Process.ExitCode.ShouldNotBe(0, $"{point}: the agent was not killed");
    }

    private async Task<int> CountAsync() => (await _coordinator.NodesAsync()).Count;

    private void Print(string line)
    {
        output.WriteLine(line);
        PrintedFigures.Add(line);
    }
}
