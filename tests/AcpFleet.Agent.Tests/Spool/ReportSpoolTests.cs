using AcpFleet.Agent.Spool;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcpFleet.Agent.Tests.Spool;

public sealed class ReportSpoolTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string SpoolPath => Path.Combine(_directory.Path, "spool");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Append_ThenReopened_KeepsReportsInOrderWithTheirDigests()
    {
        var spool = Open();
        spool.Append(Report(SectionKind.Os, 1));
        spool.Append(Report(SectionKind.Memory, 2));

        var reopened = Open();

        reopened.Count.ShouldBe(2);
        reopened.After(0)!.Sequence.ShouldBe(1UL);
        reopened.After(1)!.Sequence.ShouldBe(2UL);
        reopened.After(2).ShouldBeNull();
        reopened.PendingDigests().Of(SectionKind.Memory).ShouldBe(Digest(2));
        reopened.After(0)!.ToMessage().Sections.Single().Digest.ShouldBe(Digest(1));
    }

    [Fact]
    public void Acknowledge_OfOne_RemovesItAndNothingElse()
    {
        var spool = Open();
        spool.Append(Report(SectionKind.Os, 1));
        spool.Append(Report(SectionKind.Os, 2));

        spool.Acknowledge(2)!.Sequence.ShouldBe(2UL);

        spool.Acknowledge(2).ShouldBeNull();
        Open().After(0)!.Sequence.ShouldBe(1UL);
        Open().Count.ShouldBe(1);
    }

    [Fact]
    public void Append_AfterAllWereAcknowledged_GoesOnCountingAcrossRestarts()
    {
        Open(lastSequence: 41).Append(Report(SectionKind.Os, 1)).ShouldBe(42UL);
        Open(lastSequence: 7).Append(Report(SectionKind.Os, 1)).ShouldBe(43UL);
    }

    [Fact]
    public void Append_OverTheBound_DropsTheOldestAndCountsIt()
    {
        var one = Report(SectionKind.Os, 1).CalculateSize() + 40;
        var spool = Open(maximumBytes: 3 * one);
        for (byte i = 1; i <= 5; i++)
            spool.Append(Report(SectionKind.Os, i));

        spool.Dropped.ShouldBe(2UL);
        spool.After(0)!.Sequence.ShouldBe(3UL);
        Directory.GetFiles(SpoolPath, "*.report").Length.ShouldBe(3);
        spool.PendingDigests().Of(SectionKind.Os).ShouldBe(Digest(5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(40)]
    public void Open_WithATruncatedFile_MovesItAsideAndKeepsTheOthers(int length)
    {
        var spool = Open();
        spool.Append(Report(SectionKind.Os, 1));
        spool.Append(Report(SectionKind.Os, 2));
        var first = Directory.GetFiles(SpoolPath, "*.report").Order().First();
        using (var file = File.OpenWrite(first))
            file.SetLength(length);

        var reopened = Open();

        reopened.Dropped.ShouldBe(1UL);
        reopened.Count.ShouldBe(1);
        reopened.After(0)!.Sequence.ShouldBe(2UL);
        File.Exists(first + ".corrupt").ShouldBeTrue();
    }

    [Fact]
    public void Open_WithAnyByteOfAReportChanged_NeverBelievesIt()
    {
        Open().Append(Report(SectionKind.Os, 1));
        var path = Directory.GetFiles(SpoolPath, "*.report").Single();
        var good = File.ReadAllBytes(path);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = (byte[])good.Clone();
            bad[i] ^= 0x41;
            File.WriteAllBytes(path, bad);

            var spool = Open();

            spool.Count.ShouldBe(0, $"byte {i}");
            spool.Dropped.ShouldBe(1UL);
        }
    }

    [Fact]
    public void Append_WhereTheDirectoryIsGone_KeepsTheReportInMemory()
    {
        var spool = Open();
        Directory.Move(Path.Combine(_directory.Path, "spool"), Path.Combine(_directory.Path, "gone"));

        spool.Append(Report(SectionKind.Os, 9)).ShouldBe(1UL);

        spool.After(0)!.ToMessage().Sections.Single().Digest.ShouldBe(Digest(9));
    }

    [Fact]
    public async Task DrainedAsync_CompletesWhenTheLastReportUpToThereIsAcknowledged()
    {
        var spool = Open();
        spool.Append(Report(SectionKind.Os, 1));
        spool.Append(Report(SectionKind.Os, 2));
        spool.Append(Report(SectionKind.Os, 3));
        var drained = spool.DrainedAsync(2, CancellationToken.None);

        spool.Acknowledge(1);
        drained.IsCompleted.ShouldBeFalse();
        spool.Acknowledge(2);

        await drained.WaitAsync(TimeSpan.FromSeconds(30));
        spool.Count.ShouldBe(1);
    }

    private static ByteString Digest(byte fill) => ByteString.CopyFrom([.. Enumerable.Repeat(fill, 32)]);

    private static FactsReport Report(SectionKind kind, byte fill)
    {
        var section = kind == SectionKind.Memory ? new Section { Memory = new MemoryFacts() } : new Section { Os = new OsFacts { Id = "debian" } };
        return new FactsReport { Sections = { new ReportedSection { Section = section, Digest = Digest(fill) } } };
    }

    private ReportSpool Open(long maximumBytes = 1 << 20, ulong lastSequence = 0) =>
        new(SpoolPath, maximumBytes, lastSequence, NullLogger.Instance);
}
