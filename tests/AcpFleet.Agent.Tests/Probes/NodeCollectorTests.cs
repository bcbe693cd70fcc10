using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.Sections;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.Agent.Tests.Probes;

public sealed class NodeCollectorTests
{
    private static NodeCollector Collector(HostRoot root) =>
        new(root, TimeProvider.System, new ProgramRunner(TimeProvider.System), NullLogger.Instance);

    [Fact]
    public async Task CollectAsync_ThisMachine_GivesEachSectionInOrder()
    {
        var collector = Collector(new HostRoot());

        var sections = await collector.CollectAsync(collector.Kinds, CancellationToken.None);

        sections.Select(SectionKinds.Of).ShouldBe(collector.Kinds);
        sections.ShouldAllBe(section => section.Status.CollectedAt != null && section.Status.Took != null);
        sections[0].Os.Architecture.ShouldNotBeEmpty();
        sections[1].Kernel.Release.ShouldNotBeEmpty();
    }
}
