using System.Net;
using System.Net.Http.Headers;
using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Tests.Harness;
using AcpFleet.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Api;

public sealed class RestAccessTests : IAsyncLifetime
{
    private readonly ManualTime _time = TestCoordinator.NewTime();
    private TestCoordinator _coordinator = null!;

    public static IEnumerable<object[]> AdministratorRoutes => AccessTable.All
        .Where(r => r.Caller == Caller.Administrator)
        .Select(r => new object[] { r.Method, r.Route.Replace("{node}", "cp-1", StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal) });

    public async Task InitializeAsync() => _coordinator = await TestCoordinator.StartAsync(time: _time);

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Fact]
    public void Routes_OfTheRunningCoordinator_AreThoseOfTheTable()
    {
        var routes = _coordinator.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !AccessTable.IsFallback(e)).ToList();

        routes.Select(r => r.Metadata.GetMetadata<AccessRule>()).ShouldBe(AccessTable.All, ignoreOrder: true);
        AccessTable.All.Where(r => r.Caller == Caller.Anyone).Select(r => r.Route)
            .ShouldBe(["/acpfleet.v1.Enrolment/Enrol", "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch", "/healthz"], ignoreOrder: true);
    }

    [Fact]
    public void Verify_RouteWithoutAnEntry_FailsTheStart()
    {
        using var application = WebApplication.CreateSlimBuilder().Build();
        ((IEndpointConventionBuilder)application.MapGet("/api/v1/forgotten", () => "open")).Add(AccessTable.Attach);

        Should.Throw<InvalidOperationException>(() => AccessTable.Verify(((IEndpointRouteBuilder)application).DataSources.SelectMany(s => s.Endpoints)))
            .Message.ShouldContain("/api/v1/forgotten");
    }

    [Theory]
    [MemberData(nameof(AdministratorRoutes))]
    public async Task Route_NoTokenOrAWrongOne_IsUnauthorized(string method, string route)
    {
        using var client = _coordinator.PeopleClient();
        using var without = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), route));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "not the token");
        using var wrong = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), route));

        (await TestCoordinator.ProblemOfAsync(without, HttpStatusCode.Unauthorized)).Title.ShouldBe("No token");
        (await TestCoordinator.ProblemOfAsync(wrong, HttpStatusCode.Unauthorized)).Title.ShouldBe("Wrong token");
        wrong.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Theory]
    [MemberData(nameof(AdministratorRoutes))]
    public async Task Route_AgentsCertificate_OpensNothing(string method, string route)
    {
        using var agent = await TestAgent.EnrolAsync(_coordinator);
        using var client = new HttpClient(_coordinator.Handler(agent.Certificate)) { BaseAddress = _coordinator.PeopleAddress };

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), route));

        await TestCoordinator.ProblemOfAsync(response, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Token_GuessedTooOften_IsHeldBackWhileTheRightOnePasses()
    {
        using var client = _coordinator.PeopleClient();
        for (var i = 0; i < 10; i++)
            (await GuessAsync(client)).ShouldBe(HttpStatusCode.Unauthorized);

        (await GuessAsync(client)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await _coordinator.SendAsync(HttpMethod.Get, "api/v1/version")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _time.Advance(TimeSpan.FromMinutes(1));
        (await GuessAsync(client)).ShouldBe(HttpStatusCode.Unauthorized);
        var line = await _coordinator.Log.WaitForAsync(LogLevel.Warning, "request from 127.0.0.1 to GET /api/v1/version refused");
        line.ShouldNotContain("guess");
    }

    [Fact]
    public async Task Health_NoToken_SaysOkAndNothingMore()
    {
        using var client = _coordinator.PeopleClient();

        using var response = await client.GetAsync(new Uri("healthz", UriKind.Relative));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("ok\n");
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "nowhere", HttpStatusCode.NotFound)]
    [InlineData("PATCH", "api/v1/nodes", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "api/v1/nodes/cp-1/facts", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "api/v1/nodes/cp-1", HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/nodes?state=ready", HttpStatusCode.BadRequest)]
    public async Task Request_ThatFitsNothing_IsAProblem(string method, string path, HttpStatusCode status) =>
        (await _coordinator.ProblemAsync(new HttpMethod(method), path, status)).Detail.ShouldNotBeNullOrEmpty();

    [Fact]
    public async Task Method_NotAllowed_NamesTheOnesThatAre()
    {
        using var response = await _coordinator.SendAsync(HttpMethod.Put, "api/v1/tokens");

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "POST"]);
    }

    [Fact]
    public async Task Body_LargerThanTheRouteTakes_IsRefused()
    {
        using var body = new StringContent(new string(' ', 100 * 1024), System.Text.Encoding.UTF8, "application/json");

        (await _coordinator.ProblemAsync(HttpMethod.Post, "api/v1/tokens", HttpStatusCode.RequestEntityTooLarge, body)).Title.ShouldBe("Body too large");
    }

    [Fact]
    public async Task Answers_AreNotKeptAndNotGuessedAt()
    {
        using var response = await _coordinator.SendAsync(HttpMethod.Get, "api/v1/nodes");

        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    private static async Task<HttpStatusCode> GuessAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/version");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "guess");
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
