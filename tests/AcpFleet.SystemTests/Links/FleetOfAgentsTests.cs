using System.Globalization;
using System.Text.RegularExpressions;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.Api;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace AcpFleet.SystemTests.Links;

/// <summary>Several agents with roots and clocks of their own on one real coordinator: the nodes are judged against each other.</summary>
public sealed class FleetOfAgentsTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<InProcessAgent> _agents = [];
    private TestCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(_directory["coordinator"]);

    public async Task DisposeAsync()
    {
        foreach (var agent in _agents)
            await agent.DisposeAsync();
        await _coordinator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Fleet_WithTwoNodesOfOneName_FailsAndNamesBoth()
    {
        await AddAsync("a", "rhel-8.6", hostname: "cp-1");
        await AddAsync("b", "ubuntu-22.04", hostname: "cp-1");
        await AddAsync("c", "centos-7.9", hostname: "cp-3");

        var finding = await FindingAsync("fleet.hostname-unique", nodes: 3);

        finding.Outcome.ShouldBe("fail");
        finding.Actual.En.ShouldContain("cp-1");
        finding.Actual.En.ShouldNotContain("cp-3");
    }

    [Fact]
    public async Task Fleet_WithDifferentZoneRules_FailsThoughOneZoneHasTwoNames()
    {
        await AddAsync("a", "rhel-8.6", hostname: "cp-1", zone: "Asia/Shanghai");
        await AddAsync("b", "ubuntu-22.04", hostname: "cp-2", zone: "PRC");

        (await FindingAsync("fleet.timezone-uniform", nodes: 2)).Outcome.ShouldBe("pass");

        await AddAsync("c", "centos-7.9", hostname: "cp-3", zone: "Europe/Berlin");
        var finding = await FindingAsync("fleet.timezone-uniform", nodes: 3);

        finding.Outcome.ShouldBe("fail");
        finding.Actual.En.ShouldContain("cp-3");
    }

    [Fact]
    public async Task Fleet_WithASkewedClock_FailsAndGivesTheSkewWithItsUncertainty()
    {
        await AddAsync("a", "rhel-8.6", hostname: "cp-1");
        await AddAsync("b", "ubuntu-22.04", hostname: "cp-2", clock: Skew);

        var finding = await FindingAsync("fleet.clock-skew", nodes: 2);

        finding.Outcome.ShouldBe("fail");
        output.WriteLine(finding.Actual.En);
        var figures = Regex.Match(finding.Actual.En, @"([0-9.]+)\s*s?\s*±\s*([0-9.]+)");
        figures.Success.ShouldBeTrue(finding.Actual.En);
        var difference = double.Parse(figures.Groups[1].Value, CultureInfo.InvariantCulture);
        var uncertainty = double.Parse(figures.Groups[2].Value, CultureInfo.InvariantCulture);
        Math.Abs(difference - Skew.TotalSeconds).ShouldBeLessThanOrEqualTo(uncertainty + 0.01, "the true skew lies within the uncertainty (and the rounding)");
        PrintedFigures.Add($"clock skew of {Skew.TotalSeconds:0} s measured through the link: {finding.Actual.En}");
    }

    [Fact]
    public async Task Fleet_WithOneTimeAndClocksTogether_Passes()
    {
        await AddAsync("a", "rhel-8.6", hostname: "cp-1");
        await AddAsync("b", "ubuntu-22.04", hostname: "cp-2");

        foreach (var check in (string[])["fleet.hostname-unique", "fleet.timezone-uniform", "fleet.clock-skew"])
            (await FindingAsync(check, nodes: 2)).Outcome.ShouldBe("pass", check);
    }

    private async Task AddAsync(string name, string tree, string hostname, string zone = "Asia/Shanghai", TimeSpan clock = default)
    {
        var root = _directory[$"root-{name}"];
        FixtureTree.Copy(tree, root);
        File.WriteAllText(Path.Combine(root, "proc/sys/kernel/hostname"), hostname + "\n");
        var zoneFile = Path.Combine(root, "usr/share/zoneinfo", zone);
        Directory.CreateDirectory(Path.GetDirectoryName(zoneFile)!);
        File.Copy(Path.Combine("/usr/share/zoneinfo", zone), zoneFile, overwrite: true);
        File.Delete(Path.Combine(root, "etc/localtime"));
        File.CreateSymbolicLink(Path.Combine(root, "etc/localtime"), $"/usr/share/zoneinfo/{zone}");
        var time = new ShiftedTime(clock);
        var collector = new NodeCollector(new HostRoot(root), time, new ProgramRunner(time), NullLogger.Instance);
        _agents.Add(await InProcessAgent.StartAsync(_coordinator, _directory[$"state-{name}"], root, collector, time));
    }

    /// <summary>The finding once every node has reported and its clock is measured.</summary>
    private async Task<FindingView> FindingAsync(string check, int nodes)
    {
        await Eventually.GetAsync(
            _coordinator.NodesAsync,
            all => all.Count == nodes && all.All(node => node is { LastScanAt: not null, ClockOffsetSeconds: not null, Sections.Count: 6 }),
            all => string.Join("; ", all.Select(node => $"{node.Name}: {node.Sections.Count} sections, clock {node.ClockOffsetSeconds}")));
        await _coordinator.ScanAsync();
        return (await _coordinator.FindingsAsync($"?check={check}")).Single();
    }
}
