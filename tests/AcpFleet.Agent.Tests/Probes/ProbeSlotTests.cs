using AcpFleet.Agent.Probes;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes;

/// <summary>With fake probes: one that throws, one that hangs in a read that nothing can take back.</summary>
public sealed class ProbeSlotTests
{
    private static readonly string[] AllMemoryFields = ["total_bytes", "swap_total_bytes", "active_swap", "configured_swap"];

    [Fact]
    public async Task CollectAsync_ProbeThrows_CostsItsSectionOnly()
    {
        var collector = new NodeCollector(
            new ManualTime(), NullLogger.Instance,
            new FakeProbe(SectionKind.Memory, _ => throw new InvalidOperationException("bug\nwith a second line")),
            new FakeProbe(SectionKind.Os, draft => draft.Section.Os.Id = "x"));

        var sections = await collector.CollectAsync(collector.Kinds, CancellationToken.None);

        sections[0].Os.Id.ShouldBe("x");
        var failure = sections[1].Status.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(Reason.ProbeFault);
        failure.Detail.ShouldBe("InvalidOperationException: bug\uFFFDwith a second line");
        failure.Fields.ShouldBe(AllMemoryFields);
    }

    [Fact]
    public async Task CollectAsync_ProbeHangs_IsGivenUpAndNotStartedAgainUntilItReturns()
    {
        using var release = new ManualResetEventSlim();
        var begun = 0;
        var time = new ManualTime();
        var collector = new NodeCollector(time, NullLogger.Instance, new FakeProbe(SectionKind.Memory, draft =>
        {
            Interlocked.Increment(ref begun);
            draft.Section.Memory.TotalBytes = 1;
            release.Wait();
            draft.Section.Memory.SwapTotalBytes = 2;
        }));

        var first = collector.CollectAsync(collector.Kinds, CancellationToken.None);
        while (Volatile.Read(ref begun) == 0 || time.TimerCount == 0)
            await Task.Yield();
        time.Advance(TimeSpan.FromMinutes(1));
        var section = (await first)[0];

        section.Status.Failures.ShouldHaveSingleItem().Reason.ShouldBe(Reason.TimedOut);
        section.Memory.HasTotalBytes.ShouldBeFalse();

        // Still in its read: said at once, without another thread.
        (await collector.CollectAsync(collector.Kinds, CancellationToken.None))[0].Status.Failures.ShouldHaveSingleItem().Detail.ShouldContain("earlier collection");
        begun.ShouldBe(1);
        // What the late read still writes goes nowhere.
        release.Set();
        section.Memory.HasSwapTotalBytes.ShouldBeFalse();

        Section later;
        do
            later = (await collector.CollectAsync(collector.Kinds, CancellationToken.None))[0];
        while (later.Status.Failures.Count > 0);
        later.Memory.TotalBytes.ShouldBe(1UL);
        begun.ShouldBe(2);
    }

    [Fact]
    public async Task CollectAsync_SomeKinds_GivesThoseInOrder()
    {
        var collector = new NodeCollector(new ManualTime(), NullLogger.Instance,
            new FakeProbe(SectionKind.Memory, _ => { }), new FakeProbe(SectionKind.Os, _ => { }), new FakeProbe(SectionKind.Time, _ => { }));

        var sections = await collector.CollectAsync([SectionKind.Memory, SectionKind.Packages, SectionKind.Os], CancellationToken.None);

        sections.Select(SectionKinds.Of).ShouldBe([SectionKind.Os, SectionKind.Memory]);
    }

    [Fact]
    public async Task CollectAsync_Cancelled_Throws()
    {
        var collector = new NodeCollector(new ManualTime(), NullLogger.Instance, new FakeProbe(SectionKind.Os, _ => { }));
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => collector.CollectAsync(collector.Kinds, stop.Token));
    }

    [Fact]
    public async Task CollectAsync_SectionTooLargeToSend_SaysSoInItsPlace()
    {
        var collector = new NodeCollector(new ManualTime(), NullLogger.Instance, new FakeProbe(SectionKind.Memory, draft =>
        {
            for (var i = 0; i < 10_000; i++)
                draft.Section.Memory.ActiveSwap.Add(new SwapArea { Name = new string('x', 100) });
        }));

        var section = (await collector.CollectAsync(collector.Kinds, CancellationToken.None))[0];

        section.Memory.ActiveSwap.ShouldBeEmpty();
        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(Reason.TooLarge);
        failure.Fields.ShouldBe(AllMemoryFields);
    }

    [Fact]
    public void Part_Throws_CostsItsFieldsOnly()
    {
        var draft = new SectionDraft(SectionKind.Memory);
        draft.Part("/a", d => d.Section.Memory.TotalBytes = 1, "total_bytes");
        draft.Part("/b", _ => throw new FormatException("bug"), "active_swap");

        draft.Section.Memory.TotalBytes.ShouldBe(1UL);
        draft.Section.Status.Failures.ShouldHaveSingleItem().Fields.ShouldBe(["active_swap"]);
    }

    private sealed class FakeProbe(SectionKind kind, Action<SectionDraft> collect) : IProbe
    {
        public SectionKind Kind => kind;

        public TimeSpan TimeLimit => TimeSpan.FromSeconds(10);

        public ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
        {
            collect(draft);
            return ValueTask.CompletedTask;
        }
    }
}
