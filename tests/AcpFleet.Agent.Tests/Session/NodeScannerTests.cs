using AcpFleet.Agent.Session;
using AcpFleet.Agent.Spool;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.Agent.Tests.Session;

public sealed class NodeScannerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeCollector _collector = new();
    private readonly SectionBook _book = new();
    private readonly ReportSpool _spool;
    private readonly AcknowledgedState _acknowledged;
    private readonly NodeScanner _scanner;

    public NodeScannerTests()
    {
        _spool = new ReportSpool(Path.Combine(_directory.Path, "spool"), 64 << 20, 0, NullLogger.Instance);
        _acknowledged = new AcknowledgedState(Path.Combine(_directory.Path, "acknowledged"), NullLogger.Instance);
        _scanner = new NodeScanner(_collector, _book, _spool, _acknowledged, TimeProvider.System, NullLogger.Instance);
        _collector.Set(Os("debian")).Set(new Section { Status = new SectionStatus(), Memory = new MemoryFacts { TotalBytes = 1 } });
    }

    public void Dispose()
    {
        _scanner.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task ScanAsync_ForTheFirstTime_SpoolsEverySection()
    {
        var outcome = await _scanner.ScanAsync("s1", [], CancellationToken.None);

        outcome.Changed.ShouldBe([SectionKind.Os, SectionKind.Memory]);
        _spool.After(0)!.ToMessage().ScanId.ShouldBe("s1");
        _spool.After(0)!.Digests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ScanAsync_OfAnUnchangedNode_SpoolsNothing()
    {
        await _scanner.ScanAsync("s1", [], CancellationToken.None);
        AcknowledgeAll();

        var outcome = await _scanner.ScanAsync("s2", [], CancellationToken.None);

        outcome.Changed.ShouldBeEmpty();
        _spool.Count.ShouldBe(0);
    }

    [Fact]
    public async Task ScanAsync_WhereAChangeCameAndWentUnconnected_KeepsBoth()
    {
        await _scanner.ScanAsync("", [], CancellationToken.None);
        AcknowledgeAll();

        _collector.Set(Os("ubuntu"));
        await _scanner.ScanAsync("", [], CancellationToken.None);
        _collector.Set(Os("debian"));
        await _scanner.ScanAsync("", [], CancellationToken.None);

        var first = _spool.After(0)!;
        var second = _spool.After(first.Sequence)!;
        first.ToMessage().Sections.Single().Section.Os.Id.ShouldBe("ubuntu");
        second.ToMessage().Sections.Single().Section.Os.Id.ShouldBe("debian");
        _spool.After(second.Sequence).ShouldBeNull();
    }

    [Fact]
    public async Task SpoolWantedAsync_WhereTheSpoolEndsWithThat_AddsNothing()
    {
        await _scanner.ScanAsync("", [], CancellationToken.None);

        await _scanner.SpoolWantedAsync([SectionKind.Os, SectionKind.Memory], CancellationToken.None);

        _spool.Count.ShouldBe(1);
    }

    [Fact]
    public async Task SpoolWantedAsync_WhereTheCoordinatorForgot_SpoolsItAgain()
    {
        await _scanner.ScanAsync("", [], CancellationToken.None);
        AcknowledgeAll();

        await _scanner.SpoolWantedAsync([SectionKind.Os], CancellationToken.None);

        _spool.After(0)!.Digests.Single().Kind.ShouldBe(SectionKind.Os);
    }

    [Fact]
    public async Task ScanAsync_OfASectionThatNoMessageCarries_ReportsThatItIsTooLarge()
    {
        var huge = new Section { Status = new SectionStatus(), Packages = new PackageFacts() };
        var database = new PackageDatabase { Manager = PackageDatabase.Types.Manager.Dpkg, Complete = true };
        for (var i = 0; i < 2000; i++)
            database.Packages.Add(new Package { Name = new string('p', 600), Version = "1", Architecture = "all" });
        huge.Packages.Databases.Add(database);
        _collector.Set(huge);

        await _scanner.ScanAsync("", [], CancellationToken.None);

        var reported = _spool.After(0)!.ToMessage().Sections.Single(section => section.Section.ContentCase == Section.ContentOneofCase.Packages);
        reported.Section.Packages.Databases.ShouldBeEmpty();
        reported.Section.Status.Failures.Single().Reason.ShouldBe(SourceFailure.Types.Reason.TooLarge);
    }

    private static Section Os(string id) => new() { Status = new SectionStatus(), Os = new OsFacts { Id = id } };

    private void AcknowledgeAll()
    {
        while (_spool.After(0) is { } report)
            _acknowledged.Record(_spool.Acknowledge(report.Sequence)!);
    }
}
