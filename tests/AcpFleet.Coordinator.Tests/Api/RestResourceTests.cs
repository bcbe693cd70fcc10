using System.Net;
using System.Net.Http.Json;
using System.Text;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.Protocol.Api;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Google.Protobuf;

namespace AcpFleet.Coordinator.Tests.Api;

public sealed class RestResourceTests : IAsyncLifetime
{
    private const string Plan = """
        apiVersion: acpfleet/v1
        name: global-prod
        profile: acp-4.1
        scenario: multi-cluster
        network: { domain: acp.example.internal, vip: { address: 192.0.2.10, mode: external } }
        nodes:
          - { name: cp-1, address: 192.0.2.11, roles: [control-plane, installer] }
          - { name: cp-2, address: 192.0.2.12, roles: [control-plane] }
          - { name: cp-3, address: 192.0.2.13, roles: [control-plane] }
        """;

    private readonly ManualTime _time = TestCoordinator.NewTime();
    private TestCoordinator _coordinator = null!;
    private TestAgent _agent = null!;
    private TestLink _link = null!;

    public async Task InitializeAsync()
    {
        _coordinator = await TestCoordinator.StartAsync(time: _time);
        _agent = await TestAgent.EnrolAsync(_coordinator);
        (_link, _) = await _agent.ConnectAsync();
        await _link.ReportAsync(1, TestFacts.All(change: b => b.Memory.ActiveSwap.Add(new SwapArea { Name = "/dev/sda2", Kind = "partition" })));
        await _coordinator.JudgedAsync();
    }

    public async Task DisposeAsync()
    {
        _link.Dispose();
        _agent.Dispose();
        await _coordinator.DisposeAsync();
    }

    [Fact]
    public async Task Version_SaysWhoAnswers() =>
        (await _coordinator.GetAsync("api/v1/version", ApiJson.Default.VersionView)).ShouldBe(new VersionView("0.1.0", "test-fleet", 1, 1, _coordinator.CoordinatorId));

    [Fact]
    public async Task Node_ByIdAndByName_IsTheSame()
    {
        var byId = await _coordinator.GetAsync($"api/v1/nodes/{_agent.Id}", ApiJson.Default.NodeView);
        var byName = await _coordinator.GetAsync("api/v1/nodes/cp-1", ApiJson.Default.NodeView);

        (byId.Id, byId.Name, byId.State, byId.Phase).ShouldBe((byName.Id, "cp-1", "not-ready", "before"));
        byId.Blocking.ShouldBe(1);
    }

    [Fact]
    public async Task Node_NameOfTwo_IsAConflict()
    {
        using var twin = await TestAgent.EnrolAsync(_coordinator);

        (await _coordinator.ProblemAsync(HttpMethod.Get, "api/v1/nodes/cp-1", HttpStatusCode.Conflict)).Detail!.ShouldContain(twin.Id);
    }

    [Fact]
    public async Task Facts_AreProtobufJsonOfWhatWasReported()
    {
        using var response = await _coordinator.SendAsync(HttpMethod.Get, "api/v1/nodes/cp-1/facts");

        var facts = JsonParser.Default.Parse<NodeFacts>(await response.Content.ReadAsStringAsync());
        facts.Sections.Select(s => s.ContentCase).ShouldBe([
            Section.ContentOneofCase.Os, Section.ContentOneofCase.Kernel, Section.ContentOneofCase.Network,
            Section.ContentOneofCase.Time, Section.ContentOneofCase.Packages, Section.ContentOneofCase.Memory]);
        facts.Sections[^1].Memory.ActiveSwap.Single().Name.ShouldBe("/dev/sda2");
    }

    [Fact]
    public async Task Findings_Filters_NarrowEachInItsWay()
    {
        var all = await ListAsync("");
        var failing = (await ListAsync("?outcome=fail")).ShouldHaveSingleItem();

        (failing.Check, failing.SubjectKind, failing.NodeId, failing.NodeName, failing.Severity, failing.FirstSeenAt).ShouldBe(
            ("memory.swap-disabled", "node", _agent.Id, "cp-1", "required", failing.LastChangedAt));
        failing.Actual.En.ShouldContain("/dev/sda2");
        failing.Problem.ShouldNotBeNull();
        failing.Hint.ShouldNotBeNull();
        failing.Title.Zh.ShouldNotBe(failing.Title.En);
        (await ListAsync("?outcome=fail&outcome=pass")).Count.ShouldBe(all.Count(f => f.Outcome is "fail" or "pass"));
        (await ListAsync("?area=net")).ShouldAllBe(f => f.Check.StartsWith("net.", StringComparison.Ordinal));
        (await ListAsync("?area=net")).Count.ShouldBe(all.Count(f => f.Check.StartsWith("net.", StringComparison.Ordinal)));
        (await ListAsync("?check=memory.swap-disabled&node=cp-1&severity=required")).Count.ShouldBe(1);
        (await ListAsync("?severity=advisory")).ShouldAllBe(f => f.Severity == "advisory");
        all.Select(f => f.Check).ShouldBeInOrder();
    }

    [Fact]
    public async Task Findings_Pages_TogetherAreTheWhole()
    {
        var all = await ListAsync("");

        var pages = new[] { await ListAsync("?limit=5"), await ListAsync("?limit=5&offset=5"), await ListAsync("?limit=10000&offset=10") };

        pages.SelectMany(p => p.Select(f => f.Check)).ShouldBe(all.Select(f => f.Check));
        using var response = await _coordinator.SendAsync(HttpMethod.Get, "api/v1/findings?limit=1");
        response.Headers.GetValues("X-Total-Count").ShouldBe([all.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Theory]
    [InlineData("?outcome=failed", "'outcome' takes pass, fail, unknown, not-applicable, waived, not 'failed'")]
    [InlineData("?limit=0", "'limit' takes a number from 1 to 10000, not '0'")]
    [InlineData("?limit=10001", "'limit' takes a number from 1 to 10000, not '10001'")]
    [InlineData("?check=a&check=b", "'check' is given more than once")]
    public async Task Findings_FilterThatIsNone_IsAProblem(string query, string detail) =>
        (await _coordinator.ProblemAsync(HttpMethod.Get, "api/v1/findings" + query, HttpStatusCode.BadRequest)).Detail.ShouldBe(detail);

    [Fact]
    public async Task History_OutcomeThatChanges_IsOneEntry()
    {
        await _link.ReportAsync(2, TestFacts.Memory(swap: false));
        await _coordinator.JudgedAsync();

        var entries = await _coordinator.GetAsync("api/v1/findings/history?check=memory.swap-disabled&node=cp-1", ApiJson.Default.IReadOnlyListFindingEventView);

        (entries[0].Kind, entries[0].From, entries[0].To, entries[0].At).ShouldBe(("outcome-changed", "fail", "pass", _time.GetUtcNow().AddTicks(-(_time.GetUtcNow().Ticks % 10))));
        (await _coordinator.GetAsync($"api/v1/findings/history?check=memory.swap-disabled&before={entries[0].Id}", ApiJson.Default.IReadOnlyListFindingEventView))
            .ShouldNotContain(e => e.Id >= entries[0].Id);
    }

    [Fact]
    public async Task Readiness_NodeWithAFailingCheck_IsNotReady()
    {
        var readiness = await _coordinator.GetAsync("api/v1/readiness", ApiJson.Default.ReadinessView);

        (readiness.Fleet, readiness.Ready, readiness.Profile).ShouldBe(("test-fleet", false, "acp-4.1"));
        readiness.Nodes.ShouldBe([new NodeReadinessView(_agent.Id, "cp-1", "not-ready", 1, 0)]);
        readiness.Assumptions.ShouldNotBeNull();
    }

    [Fact]
    public async Task Plan_Stored_IsJudgedByAndKeptOverARestart()
    {
        (await _coordinator.GetAsync("api/v1/plan", ApiJson.Default.PlanView)).ShouldBe(new PlanView(null, null, null));

        using var response = await PutAsync(Plan);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());

        var readiness = await _coordinator.GetAsync("api/v1/readiness", ApiJson.Default.ReadinessView);
        readiness.Assumptions.ShouldBeNull();
        readiness.Nodes.Select(n => (n.Name, n.State)).ShouldBe([("cp-1", "not-ready"), ("cp-2", "missing"), ("cp-3", "missing")]);
        (await _coordinator.GetAsync("api/v1/nodes", ApiJson.Default.IReadOnlyListNodeView)).Select(n => (n.Name, n.State, n.Connected))
            .ShouldBe([("cp-1", "not-ready", true), ("cp-2", "missing", false), ("cp-3", "missing", false)]);
        await _coordinator.RestartAsync();
        var plan = await _coordinator.GetAsync("api/v1/plan", ApiJson.Default.PlanView);
        (plan.Name, plan.Text).ShouldBe(("global-prod", Plan));
    }

    [Fact]
    public async Task Plan_WithErrors_IsRefusedWithAllOfThemAndNothingIsStored()
    {
        using var response = await PutAsync(Plan.Replace("multi-cluster", "many", StringComparison.Ordinal) + "\ncolour: red\n");

        var problem = await TestCoordinator.ProblemOfAsync(response, HttpStatusCode.UnprocessableEntity);
        problem.Errors!.Count.ShouldBe(2);
        problem.Errors.ShouldContain(e => e.StartsWith("fleet.yaml:4:", StringComparison.Ordinal));
        problem.Errors.ShouldContain(e => e.Contains("colour", StringComparison.Ordinal));
        (await _coordinator.GetAsync("api/v1/plan", ApiJson.Default.PlanView)).Text.ShouldBeNull();
    }

    [Fact]
    public async Task Plan_OtherIpFamilyAfterInstallation_IsRefused()
    {
        using var first = await PutAsync(Plan.Replace("scenario:", "phase: after\nscenario:", StringComparison.Ordinal));
        first.StatusCode.ShouldBe(HttpStatusCode.OK, await first.Content.ReadAsStringAsync());
        var other = Plan.Replace("network: {", "network: { ipFamily: ipv6, clusterCidr: 'fd00:1::/64', serviceCidr: 'fd00:2::/112', joinCidr: 'fd00:3::/64',", StringComparison.Ordinal)
            .Replace("192.0.2.", "2001:db8::", StringComparison.Ordinal);

        using var second = await PutAsync(other);

        var problem = await TestCoordinator.ProblemOfAsync(second, HttpStatusCode.UnprocessableEntity);
        problem.Errors!.ShouldContain(e => e.Contains("IP family can never change", StringComparison.Ordinal), string.Join('\n', problem.Errors!));
    }

    [Fact]
    public async Task Plan_OtherMediaTypeOrEncoding_IsRefused()
    {
        using var json = new StringContent(Plan, Encoding.UTF8, "application/json");
        using var latin = new ByteArrayContent([0x6E, 0xFF, 0xFE]);
        latin.Headers.ContentType = new("text/yaml");

        await _coordinator.ProblemAsync(HttpMethod.Put, "api/v1/plan", HttpStatusCode.UnsupportedMediaType, json);
        (await _coordinator.ProblemAsync(HttpMethod.Put, "api/v1/plan", HttpStatusCode.BadRequest, latin)).Detail.ShouldBe("the plan is not UTF-8");
    }

    [Fact]
    public async Task Tokens_CreatedListedRevoked_NeverShowTheSecretAgain()
    {
        var created = await _coordinator.CreateTokenAsync(maxUses: 3, lifetimeSeconds: 60);
        var secret = created.Token.Split('.')[2];

        (created.View.State, created.View.MaxUses, created.View.ExpiresAt - created.View.CreatedAt).ShouldBe(("active", 3, TimeSpan.FromSeconds(60)));
        created.Command.ShouldContain($"127.0.0.1:{_coordinator.Agents.Port}");
        using var list = await _coordinator.SendAsync(HttpMethod.Get, "api/v1/tokens");
        (await list.Content.ReadAsStringAsync()).ShouldNotContain(secret);
        using var revoked = await _coordinator.SendAsync(HttpMethod.Delete, $"api/v1/tokens/{created.View.Id}");
        (await revoked.Content.ReadFromJsonAsync(ApiJson.Default.TokenView))!.State.ShouldBe("revoked");
        await _coordinator.ProblemAsync(HttpMethod.Delete, "api/v1/tokens/0011", HttpStatusCode.NotFound);
        _coordinator.Log.Entries.ShouldNotContain(e => e.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_OutOfBounds_NameEveryError()
    {
        using var body = JsonContent.Create(new TokenRequestBody(0, 90_000, new string('x', 201)), ApiJson.Default.TokenRequestBody);

        (await _coordinator.ProblemAsync(HttpMethod.Post, "api/v1/tokens", HttpStatusCode.UnprocessableEntity, body)).Errors
            .ShouldBe(["maxUses: from 1 to 10000", "lifetimeSeconds: from 60 to 86400", "note: at most 200 characters, no control characters"]);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"maxUses\":\"many\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("maxUses: 1", "text/yaml", HttpStatusCode.UnsupportedMediaType)]
    public async Task Tokens_BodyThatIsNone_IsAProblem(string text, string type, HttpStatusCode status)
    {
        using var body = new StringContent(text, Encoding.UTF8, type);

        await _coordinator.ProblemAsync(HttpMethod.Post, "api/v1/tokens", status, body);
    }

    private async Task<HttpResponseMessage> PutAsync(string plan)
    {
        using var body = new StringContent(plan, Encoding.UTF8, "application/yaml");
        return await _coordinator.SendAsync(HttpMethod.Put, "api/v1/plan", body);
    }

    private Task<IReadOnlyList<FindingView>> ListAsync(string query) => _coordinator.GetAsync("api/v1/findings" + query, ApiJson.Default.IReadOnlyListFindingView);
}
