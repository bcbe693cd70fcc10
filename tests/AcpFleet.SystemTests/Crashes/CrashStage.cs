using AcpFleet.Protocol.Api;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Crashes;

/// <summary>
/// A coordinator and one agent over a copy of a captured tree, whose swap can be turned on and off: each turn is one
/// change of one finding, so that afterwards the history must hold exactly that many changes.
/// </summary>
internal sealed class CrashStage : IAsyncDisposable
{
    private const string Check = "memory.swap-disabled";
    private const string SwapHeader = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    private readonly TemporaryDirectory _directory = new();
    private string? _token;
    private bool _borrowed;

    public CrashStage()
    {
        Root = _directory["node"];
        FixtureTree.Copy("ubuntu-22.04", Root);
        SetSwap(on: false);
    }

    public string Root { get; }

    public string CoordinatorData => _directory["coordinator"];

    public string AgentState => _directory["agent"];

    public string Recording => _directory["recording"];

    public TestCoordinator Coordinator { get; private set; } = null!;

    public TestAgent Agent { get; private set; } = null!;

    /// <summary>Starts the coordinator; under a prefix that kills it, it may be dead when this returns.</summary>
    public async Task StartCoordinatorAsync(params string[] prefix) =>
        Coordinator = await TestCoordinator.StartAsync(CoordinatorData, prefix);

    /// <summary>Takes a coordinator that somebody else stops.</summary>
    public void Borrow(TestCoordinator coordinator)
    {
        Coordinator = coordinator;
        _borrowed = true;
    }

    /// <summary>Takes a coordinator that this stage stops.</summary>
    public void Own(TestCoordinator coordinator) => Coordinator = coordinator;

    /// <summary>The stage's one join token, made at the first call.</summary>
    public async Task<string> TokenAsync() => _token ??= await Coordinator.TokenAsync();

    public TestAgent NewAgent() => Agent = new TestAgent(AgentState, Coordinator, Root);

    public bool IsEnrolled => File.Exists(Path.Combine(AgentState, "identity.pem"));

    public void SetSwap(bool on) => File.WriteAllText(
        Path.Combine(Root, "proc", "swaps"),
        SwapHeader + (on ? "/dev/sda3                               partition\t2097148\t\t0\t\t-2\n" : ""));

    /// <summary>Scans until the swap check says what the tree says.</summary>
    public async Task SettleAsync(bool swapOn)
    {
        var expected = swapOn ? "fail" : "pass";
        await Eventually.GetAsync(
            async () =>
            {
                await Coordinator.ScanAsync();
                return (await Coordinator.FindingsAsync($"?check={Check}")).SingleOrDefault()?.Outcome;
            },
            outcome => outcome == expected,
            outcome => $"{Check} is {outcome ?? "not there"} instead of {expected}\nagent:\n{Tail(Agent.Process.Output)}\ncoordinator:\n{Tail(Coordinator.Process.Output)}");
    }

    /// <summary>One node, one identity, no finding lost, none reported twice as new, every change once.</summary>
    /// <param name="changes">How often the swap check's outcome has changed.</param>
    public async Task VerifyAsync(int changes)
    {
        (await Coordinator.NodesAsync()).Count.ShouldBe(1, "one enrolment gives one node");
        (await Coordinator.GetAsync("tokens", ApiJson.Default.IReadOnlyListTokenView)).ShouldAllBe(token => token.Uses <= token.MaxUses);
        var findings = await Coordinator.FindingsAsync("?limit=1000");
        var history = await Coordinator.GetAsync("findings/history?limit=1000", ApiJson.Default.IReadOnlyListFindingEventView);
        foreach (var group in history.GroupBy(entry => (entry.Check, entry.Subject)))
        {
            var entries = group.OrderBy(entry => entry.Id).ToList();
            var what = $"{group.Key}: {string.Join(", ", entries.Select(entry => $"{entry.Kind} {entry.From}>{entry.To}"))}";
            entries.Count(entry => entry.Kind == "appeared").ShouldBe(1, what);
            for (var i = 1; i < entries.Count; i++)
            {
                entries[i].From.ShouldBe(entries[i - 1].To, what);
                entries[i].From.ShouldNotBe(entries[i].To, what);
            }
        }

        var expected = FixtureFindings;
        findings.Select(finding => finding.Check).Where(expected.Contains).Order().ShouldBe(expected.Order(), "no finding is lost");
        var swap = history.Where(entry => entry.Check == Check).OrderBy(entry => entry.Id).ToList();
        // A node that enrolled and has not reported when the coordinator starts again is unknown until it does.
        swap.Count(entry => entry.Kind == "outcome-changed" && entry.From != "unknown").ShouldBe(
            changes,
            $"every change is reported once: {string.Join(", ", swap.Select(entry => $"{entry.Kind} {entry.From}>{entry.To}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Agent is not null)
            await Agent.DisposeAsync();
        if (Coordinator is not null && !_borrowed)
            await Coordinator.DisposeAsync();
        _directory.Dispose();
    }

    /// <summary>What every judgement of the node must hold.</summary>
    private static string[] FixtureFindings =>
    [
        "os.supported", "os.kernel-supported", "kernel.module-ip-vs", "kernel.thp-never", Check, "net.hostname-valid", "net.hosts-localhost",
        "net.resolv-nameserver", "net.resolv-search", "net.default-route", "net.ports-free", "software.conflicting-packages",
    ];

    private static string Tail(string text) => text.Length <= 4000 ? text : text[^4000..];
}
