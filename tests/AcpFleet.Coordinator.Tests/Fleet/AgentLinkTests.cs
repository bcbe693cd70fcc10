using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.Sections;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Fleet;

public sealed class AgentLinkTests : IAsyncLifetime
{
    private readonly ManualTime _time = TestCoordinator.NewTime();
    private TestCoordinator _coordinator = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _coordinator = await TestCoordinator.StartAsync(o => o with { Limits = new ProtocolLimits { OutgoingMessages = 64 } }, _time);
        _agent = await TestAgent.EnrolAsync(_coordinator);
    }

    public async Task DisposeAsync()
    {
        _agent.Dispose();
        await _coordinator.DisposeAsync();
    }

    [Fact]
    public async Task Hello_NewNode_IsWelcomedAndAskedForEverything()
    {
        var (link, welcome) = await _agent.ConnectAsync();

        welcome.ShouldBe(new Welcome
        {
            Version = new ProtocolVersion { Major = 1, Minor = 0 },
            CoordinatorVersion = "0.1.0",
            CoordinatorId = _coordinator.CoordinatorId,
            AgentId = _agent.Id,
            Fleet = "test-fleet",
            HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)),
            ScanInterval = Duration.FromTimeSpan(TimeSpan.FromMinutes(10)),
            Wanted = { SectionKind.Os, SectionKind.Kernel, SectionKind.Network, SectionKind.Time, SectionKind.Packages, SectionKind.Memory },
        });
        var node = await NodeAsync();
        (node.Connected, node.Address, node.AgentVersion, node.Hostname, node.State).ShouldBe((true, "127.0.0.1", "0.1.0", "cp-1", "not-ready"));
        link.Dispose();
    }

    [Fact]
    public async Task Report_Acknowledged_IsStoredJudgedAndShown()
    {
        var sections = TestFacts.All();
        var (link, _) = await _agent.ConnectAsync();

        await link.ReportAsync(1, sections);
        await _coordinator.JudgedAsync();

        var node = await NodeAsync();
        node.Sections.Select(s => s.Kind).ShouldBe(["os", "kernel", "network", "time", "packages", "memory"]);
        node.Sections.Select(s => s.Digest).ShouldBe(sections.Select(s => Convert.ToHexStringLower(s.Digest.Span)));
        (node.OperatingSystem, node.Kernel, node.Architecture, node.LastScanAt).ShouldBe(("Ubuntu 22.04.4 LTS", "5.15.0-56-generic", "x86_64", _time.GetUtcNow()));
        (await OutcomeAsync("memory.swap-disabled")).ShouldBe("pass");
        link.Dispose();
    }

    [Fact]
    public async Task Report_SentAgain_ChangesNothing()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());
        await link.ReportAsync(2, TestFacts.Memory(swap: true));
        await _coordinator.JudgedAsync();
        var history = await HistoryAsync();

        await link.ReportAsync(2, TestFacts.Memory(swap: true));
        await _coordinator.JudgedAsync();

        (await HistoryAsync()).ShouldBe(history);
        (await OutcomeAsync("memory.swap-disabled")).ShouldBe("fail");
        link.Dispose();
    }

    [Fact]
    public async Task Report_OlderOneAfterALostAcknowledgement_DoesNotBringTheOldStateBack()
    {
        var (first, _) = await _agent.ConnectAsync();
        await first.ReportAsync(1, TestFacts.All());
        await first.ReportAsync(2, TestFacts.Memory(swap: true, _time.GetUtcNow()));
        await first.ReportAsync(3, TestFacts.Memory(swap: false, _time.GetUtcNow().AddSeconds(1)));
        first.Dispose();
        await _coordinator.JudgedAsync();
        var history = await HistoryAsync();

        var (second, welcome) = await _agent.ConnectAsync(_agent.Hello(TestFacts.All()));
        await second.ReportAsync(2, TestFacts.Memory(swap: true, _time.GetUtcNow()));
        await second.ReportAsync(3, TestFacts.Memory(swap: false, _time.GetUtcNow().AddSeconds(1)));
        await _coordinator.JudgedAsync();

        welcome.Wanted.ShouldBeEmpty();
        (await HistoryAsync()).ShouldBe(history);
        (await OutcomeAsync("memory.swap-disabled")).ShouldBe("pass");
        second.Dispose();
    }

    [Fact]
    public async Task Report_AfterTheAgentLostItsCount_IsTaken()
    {
        var (first, _) = await _agent.ConnectAsync();
        await first.ReportAsync(40, TestFacts.All());
        first.Dispose();

        var (second, welcome) = await _agent.ConnectAsync(_agent.Hello([.. TestFacts.All().Where(s => s.Section.Memory is null), TestFacts.Memory(swap: true)]));
        await second.ReportAsync(1, TestFacts.Memory(swap: true));
        await second.ReportAsync(2, TestFacts.Memory(swap: false, _time.GetUtcNow()));
        await _coordinator.JudgedAsync();

        welcome.Wanted.ShouldBe([SectionKind.Memory]);
        (await HistoryAsync()).Where(e => e.StartsWith("memory", StringComparison.Ordinal)).Take(2).ShouldBe(["memory.swap-disabled fail>pass", "memory.swap-disabled pass>fail"]);
        second.Dispose();
    }

    [Fact]
    public async Task Reconnect_UnchangedNode_IsAskedForNothingEvenAfterARestart()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());
        await _coordinator.JudgedAsync();
        link.Dispose();
        var history = await HistoryAsync();

        await _coordinator.RestartAsync();
        var (again, welcome) = await _agent.ConnectAsync(_agent.Hello(TestFacts.All()));
        await _coordinator.JudgedAsync();

        welcome.Wanted.ShouldBeEmpty();
        (await HistoryAsync()).ShouldBe(history);
        again.Dispose();
    }

    [Fact]
    public async Task Hello_OtherMajorVersion_IsRefusedAndToldWhichSideIsOld()
    {
        var hello = _agent.Hello();
        hello.Version.Major = 2;
        using var link = _agent.Open();
        await link.SendAsync(new AgentMessage { Hello = hello });

        var (refusal, status) = await link.EndAsync();

        refusal.ShouldBe(new Refusal { Reason = Refusal.Types.Reason.Version, Detail = "this coordinator speaks protocol 1, the agent 2: upgrade the coordinator" });
        status.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
    }

    [Fact]
    public async Task Stream_ThatBeginsWithoutHello_IsRefused()
    {
        using var link = _agent.Open();
        await link.SendAsync(new AgentMessage { Heartbeat = new Heartbeat() });

        var (refusal, status) = await link.EndAsync();

        refusal.ShouldBe(new Refusal { Reason = Refusal.Types.Reason.Protocol, Detail = "the stream began with 'Heartbeat' instead of a hello" });
        status.StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Theory]
    [InlineData(0UL, 32, "a report has no sequence")]
    [InlineData(5UL, 31, "report 5 has a digest of 31 bytes instead of 32")]
    public async Task Report_Malformed_EndsTheStreamAndStoresNothing(ulong sequence, int digestBytes, string detail)
    {
        var section = TestFacts.Memory(swap: true);
        section.Digest = Google.Protobuf.ByteString.CopyFrom(section.Digest.Span[..digestBytes]);
        var (link, _) = await _agent.ConnectAsync();
        await link.SendReportAsync(sequence, section);

        var (refusal, status) = await link.EndAsync();

        refusal!.Detail.ShouldBe(detail);
        status.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        (await NodeAsync()).Sections.ShouldBeEmpty();
        link.Dispose();
    }

    [Fact]
    public async Task Message_OfAnUnknownKind_IsPassedOver()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.SendAsync(AgentMessage.Parser.ParseFrom([0xFA, 0x3E, 0x02, 0x08, 0x01]));

        await link.ReportAsync(1, TestFacts.All());
        link.Dispose();
    }

    [Fact]
    public async Task Connect_SecondStreamOfTheSameAgent_SupersedesTheFirst()
    {
        var (first, _) = await _agent.ConnectAsync();
        var (second, _) = await _agent.ConnectAsync();

        var (refusal, status) = await first.EndAsync();

        refusal!.Reason.ShouldBe(Refusal.Types.Reason.Superseded);
        status.StatusCode.ShouldBe(StatusCode.Aborted);
        await second.ReportAsync(1, TestFacts.All());
        (await NodeAsync()).Connected.ShouldBeTrue();
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task Silence_OfThreeHeartbeats_EndsTheStream()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());
        _time.Advance(TimeSpan.FromSeconds(90));

        var (refusal, status) = await link.EndAsync();

        refusal!.Detail.ShouldBe("no message came for 90 s, three heartbeats");
        status.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await _coordinator.Log.WaitForAsync(LogLevel.Warning, $"link of agent {_agent.Id} at 127.0.0.1 ended by the coordinator: no message came");
        (await NodeAsync()).Connected.ShouldBeFalse();
        link.Dispose();
    }

    [Fact]
    public async Task Heartbeat_WithOtherDigests_BringsAScanAndInTheEndAReconnect()
    {
        var (link, _) = await _agent.ConnectAsync();
        (await link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.ScanRequest)).ScanRequest.ScanId.ShouldNotBe("");
        await link.ReportAsync(1, TestFacts.All());
        var wrong = new AgentMessage { Heartbeat = new Heartbeat { DigestOfDigests = TestFacts.DigestOfDigests(TestFacts.All().Skip(1)) } };

        await link.SendAsync(wrong);
        (await link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.ScanRequest)).ScanRequest.ScanId.ShouldBe("");
        await link.SendAsync(wrong);
        await link.SendAsync(wrong);

        (await link.EndAsync()).Status.StatusCode.ShouldBe(StatusCode.Aborted);
        link.Dispose();
    }

    [Fact]
    public async Task Heartbeat_WithTheSameDigests_ConfirmsTheFacts()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());
        _time.Advance(TimeSpan.FromSeconds(30));
        var collected = Timestamp.FromDateTimeOffset(_time.GetUtcNow());

        await link.SendAsync(new AgentMessage { Heartbeat = new Heartbeat { CollectedAt = collected, DigestOfDigests = TestFacts.DigestOfDigests(TestFacts.All()) } });
        await link.ReportAsync(2, TestFacts.Memory(swap: false));

        (await NodeAsync()).LastScanAt.ShouldBe(_time.GetUtcNow());
        link.Dispose();
    }

    [Fact]
    public async Task Clock_FourTimestamps_GiveOffsetAndUncertainty()
    {
        var (link, _) = await _agent.ConnectAsync();
        link.Clock = () => _time.GetUtcNow() + TimeSpan.FromSeconds(42);

        for (var i = 0; i < Coordinator.Fleet.ClockExchange.Samples; i++)
            await link.ReceiveAsync(CoordinatorMessage.MessageOneofCase.TimeRequest);
        await link.ReportAsync(1, TestFacts.All());
        await _coordinator.JudgedAsync();

        var node = await NodeAsync();
        (node.ClockOffsetSeconds, node.ClockUncertaintySeconds).ShouldBe((42d, 0d));
        link.Dispose();
    }

    [Fact]
    public async Task Stop_TellsTheAgentsAndKeepsTheirPresence()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());
        _time.Advance(TimeSpan.FromSeconds(5));
        await link.ReportAsync(2, TestFacts.Memory(swap: true));

        await _coordinator.StopAsync();
        var (refusal, _) = await link.EndAsync();
        await _coordinator.StartHostAsync();

        refusal!.Reason.ShouldBe(Refusal.Types.Reason.ShuttingDown);
        (await NodeAsync()).LastSeenAt!.Value.ShouldBe(_time.GetUtcNow(), TimeSpan.FromMilliseconds(1));
        link.Dispose();
    }

    [Fact]
    public async Task Facts_NotConfirmedForThreeIntervals_AreStaleAndTheirChecksUnknown()
    {
        var (link, _) = await _agent.ConnectAsync();
        await link.ReportAsync(1, TestFacts.All());
        await _coordinator.JudgedAsync();
        link.Dispose();

        _time.Advance(TimeSpan.FromMinutes(30));
        (await NodeAsync()).Stale.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(20));
        await _coordinator.JudgedAsync();

        (await NodeAsync()).Stale.ShouldBeTrue();
        (await OutcomeAsync("memory.swap-disabled")).ShouldBe("unknown");
    }

    [Fact]
    public async Task Start_AfterACrashBetweenFactsAndFindings_JudgesWhatWasStoredOnce()
    {
        // The state such a crash leaves: facts committed, no finding of them.
        var sections = TestFacts.All().Select(s => new Store.Facts.SectionRecord
        {
            NodeId = _agent.Id,
            Kind = SectionKinds.Of(s.Section),
            Digest = s.Digest.ToByteArray(),
            Content = Google.Protobuf.MessageExtensions.ToByteArray(s.Section),
            StoredAt = _time.GetUtcNow(),
        });
        await _coordinator.Store.Facts.SaveReportAsync(new Store.Facts.StoredReport(_agent.Id, 1, false, [.. sections], _time.GetUtcNow()), default);

        await _coordinator.RestartAsync();
        var history = await HistoryAsync();
        await _coordinator.RestartAsync();

        (await OutcomeAsync("memory.swap-disabled")).ShouldBe("pass");
        history.Count(e => e.StartsWith("memory.swap-disabled", StringComparison.Ordinal)).ShouldBe(1);
        (await HistoryAsync()).ShouldBe(history);
    }

    private async Task<NodeView> NodeAsync() => await _coordinator.GetAsync($"api/v1/nodes/{_agent.Id}", ApiJson.Default.NodeView);

    private async Task<string> OutcomeAsync(string check) =>
        (await _coordinator.GetAsync($"api/v1/findings?check={check}&node={_agent.Id}", ApiJson.Default.IReadOnlyListFindingView)).ShouldHaveSingleItem().Outcome;

    /// <summary>"check from>to", newest first; the clock's own finding left out.</summary>
    private async Task<List<string>> HistoryAsync() =>
        [.. (await _coordinator.GetAsync("api/v1/findings/history?limit=1000", ApiJson.Default.IReadOnlyListFindingEventView)).Select(e => $"{e.Check} {e.From}>{e.To}")];
}
