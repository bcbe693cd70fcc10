using System.Text.Json;
using AcpFleet.Protocol.Api;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Rest;

namespace AcpFleet.Cli.Tests.Commands;

public sealed class CoordinatorCommandsTests
{
    [Fact]
    public async Task Nodes_Table_ShowsNameStateAndAge()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("nodes");
        result.ExitCode.ShouldBe(ExitCode.Success);
        result.Out.ShouldContain("cp-1");
        result.Out.ShouldContain("not ready");
        result.Out.ShouldContain("Ubuntu 22.04.5 LTS");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_OnANarrowTerminal_LeavesOutWhatMattersLeast()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake, terminalWidth: 60).With("NO_COLOR", "1").RunAsync("nodes");
        result.Out.ShouldContain("cp-1");
        result.Out.ShouldNotContain("5.15.0");
        result.Out.Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(60);
    }

    [Fact]
    public async Task Nodes_Json_IsTheCoordinatorsShape()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("nodes", "--output", "json");
        JsonSerializer.Deserialize(result.Out, ApiJson.Default.IReadOnlyListNodeView)!.ShouldHaveSingleItem().Id.ShouldBe(Samples.NodeId);
    }

    [Fact]
    public async Task Nodes_NoneYet_SaysHowOneJoins()
    {
        await using var fake = await StartAsync();
        fake.On("GET /api/v1/nodes", [], ApiJson.Default.IReadOnlyListNodeView);
        (await CliRun.Against(fake).RunAsync("nodes")).Out.ShouldContain("acpfleet token create");
    }

    [Fact]
    public async Task NodeShow_FailedSection_SaysWhatCouldNotBeRead()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("node", "show", "cp-1");
        result.Out.ShouldContain("rpm -qa: timed out after 20 s");
        result.Out.ShouldContain("1.250 ± 0.004 s behind the coordinator");
        result.Out.ShouldContain("swapoff -a");
    }

    [Fact]
    public async Task Findings_ByDefault_ShowsWhatIsOpenAndAsksForAll()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("findings", "--node", "cp 1", "--severity", "required");
        fake.Requests[0].ShouldBe("GET /api/v1/findings?node=cp%201&severity=required");
        result.Out.ShouldContain("memory.swap-disabled");
        result.Out.ShouldContain("kernel.thp-never");
        result.Out.ShouldNotContain("os.supported");
    }

    [Fact]
    public async Task Findings_All_ShowsPassesWithTheirEvidence()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("findings", "--all");
        result.Out.ShouldContain("os.supported");
        result.Out.ShouldContain("as found");
        result.Out.ShouldContain("net.ip-family");
    }

    [Fact]
    public async Task Findings_Outcome_FiltersJsonToo()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("findings", "--outcome", "unknown", "--outcome", "waived", "-o", "json");
        JsonSerializer.Deserialize(result.Out, ApiJson.Default.IReadOnlyListFindingView)!.Select(finding => finding.Outcome).ShouldBe(["unknown", "waived"]);
    }

    [Theory]
    [InlineData(false, ExitCode.NotReady, "NOT READY")]
    [InlineData(true, ExitCode.Success, "READY")]
    public async Task Readiness_ExitCode_IsTheVerdict(bool ready, int exitCode, string word)
    {
        await using var fake = await StartAsync();
        fake.On("GET /api/v1/readiness", Samples.Readiness with { Ready = ready }, ApiJson.Default.ReadinessView);
        var result = await CliRun.Against(fake).RunAsync("readiness");
        result.ExitCode.ShouldBe(exitCode);
        result.Out.ShouldStartWith($" {word} ");
        result.Out.ShouldContain("1 required check fails, 1 unknown, 1 waived, 3 pass");
        result.Out.ShouldContain("No plan: multi-cluster");
    }

    [Fact]
    public async Task Readiness_Chinese_IsInChinese()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("readiness", "--lang", "zh");
        result.Out.ShouldContain("未就绪");
        result.Out.ShouldContain("1 项必需检查未通过，1 项未知，1 项已豁免，3 项通过");
    }

    [Theory]
    [InlineData("completed", ExitCode.Success)]
    [InlineData("timed-out", ExitCode.NotReady)]
    [InlineData("offline", ExitCode.NotReady)]
    public async Task Scan_Waits_UntilEveryNodeHasEnded(string nodeState, int exitCode)
    {
        await using var fake = await StartAsync();
        var asked = 0;
        fake.On("POST /api/v1/scans", Samples.Scan("running", "pending"), ApiJson.Default.ScanView);
        fake.On("GET /api/v1/scans/scan-1", context =>
        {
            context.Response.ContentType = "application/json";
            var scan = Interlocked.Increment(ref asked) < 3 ? Samples.Scan("running", "collecting") : Samples.Scan("completed", nodeState);
            return JsonSerializer.SerializeAsync(context.Response.Body, scan, ApiJson.Default.ScanView);
        });
        var result = await CliRun.Against(fake).RunAsync("scan");
        result.ExitCode.ShouldBe(exitCode);
        asked.ShouldBe(3);
        result.Error.ShouldContain("cp-1");
    }

    [Fact]
    public async Task Scan_NoWait_PrintsTheIdAlone()
    {
        await using var fake = await StartAsync();
        fake.On("POST /api/v1/scans", Samples.Scan("running", "pending"), ApiJson.Default.ScanView);
        var result = await CliRun.Against(fake).RunAsync("scan", "cp-1", "--no-wait");
        result.Out.ShouldBe("scan-1\n");
        fake.Requests.ShouldBe(["POST /api/v1/scans"]);
    }

    [Fact]
    public async Task TokenCreate_OnAPipe_StandardOutputHoldsTheLineAlone()
    {
        await using var fake = await StartAsync();
        string? body = null;
        fake.On("POST /api/v1/tokens", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            body = await reader.ReadToEndAsync();
            context.Response.ContentType = "application/json";
            var view = new TokenView { Id = "00112233aabbccdd", State = "active", CreatedAt = Samples.At, ExpiresAt = Samples.At, Uses = 0, MaxUses = 6 };
            await JsonSerializer.SerializeAsync(context.Response.Body, new TokenCreated(view, "acpf1.the.token", "printf acpf1.the.token | sudo acpfleet-agent enrol", "192.0.2.10:7443"), ApiJson.Default.TokenCreated);
        });
        var result = await CliRun.Against(fake).RunAsync("token", "create", "--uses", "6", "--lifetime", "2h", "--note", "rack 1");
        result.Out.ShouldBe("printf acpf1.the.token | sudo acpfleet-agent enrol\n");
        result.Error.ShouldContain("Run this line on the node");
        body.ShouldBe("""{"maxUses":6,"lifetimeSeconds":7200,"note":"rack 1"}""");
    }

    [Fact]
    public async Task TokenCreate_JoinFileThatExists_IsLeftAndNoTokenIsMade()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["join.yaml"], "mine");
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("token", "create", "--join-file", directory["join.yaml"]);
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Error.ShouldContain("--force");
        (await File.ReadAllTextAsync(directory["join.yaml"])).ShouldBe("mine");
        fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task TokenRevoke_TheWholeToken_IsRefusedWithoutSendingIt()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("token", "revoke", "acpf1.aa.secret.pin");
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Error.ShouldNotContain("secret");
        fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Version_CoordinatorDown_PrintsItsOwnAndFails()
    {
        await using var fake = await StartAsync();
        var result = await CliRun.Against(fake).RunAsync("version", "--server", "127.0.0.1:1");
        result.Out.ShouldContain(ProductVersion.Text);
        result.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
    }

    [Fact]
    public async Task Interrupted_WhileWaiting_ReturnsTheSignalsCode()
    {
        await using var fake = await StartAsync();
        using var stop = new StopRequest();
        fake.On("GET /api/v1/nodes", context =>
        {
            stop.Request(ExitCode.Terminated);
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var result = await CliRun.Against(fake).RunAsync(stop, "nodes");
        result.ExitCode.ShouldBe(ExitCode.Terminated);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task PlanShow_OnAPipe_IsByteForByte()
    {
        await using var fake = await StartAsync();
        const string text = "name: x  # 注释\u001b\n\n";
        fake.On("GET /api/v1/plan", new PlanView("x", text, Samples.At), ApiJson.Default.PlanView);
        (await CliRun.Against(fake).RunAsync("plan", "show")).Out.ShouldBe(text);
        (await CliRun.Against(fake, terminalWidth: 80).RunAsync("plan", "show")).Out.ShouldBe("name: x  # 注释\\x1B\n");
    }

    [Fact]
    public async Task PlanInit_ExistingFile_IsNotTouchedWithoutForce()
    {
        await using var fake = await StartAsync();
        using var directory = new TemporaryDirectory();
        var path = directory["fleet.yaml"];
        await File.WriteAllTextAsync(path, "mine");
        var result = await CliRun.Against(fake).RunAsync("plan", "init", "--file", path);
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        (await File.ReadAllTextAsync(path)).ShouldBe("mine");
        (await CliRun.Against(fake).RunAsync("plan", "init", "--file", path, "--force")).ExitCode.ShouldBe(ExitCode.Success);
        (await File.ReadAllTextAsync(path)).ShouldContain("name: global-prod");
    }

    private static async Task<FakeCoordinator> StartAsync()
    {
        var fake = await FakeCoordinator.StartAsync();
        return fake
            .On("GET /api/v1/nodes", [Samples.Node], ApiJson.Default.IReadOnlyListNodeView)
            .On("GET /api/v1/nodes/cp-1", Samples.Node, ApiJson.Default.NodeView)
            .On("GET /api/v1/findings", Samples.Findings, ApiJson.Default.IReadOnlyListFindingView)
            .On("GET /api/v1/readiness", Samples.Readiness, ApiJson.Default.ReadinessView)
            .On("GET /api/v1/version", new VersionView("0.1.0", "global-prod", 1, 0, "c"), ApiJson.Default.VersionView);
    }
}
