using System.Net;
using System.Net.Sockets;
using AcpFleet.Cli.Connection;
using AcpFleet.Protocol.Api;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Rest;

namespace AcpFleet.Cli.Tests.Connection;

public sealed class CoordinatorClientTests
{
    private const string Nodes = "GET /api/v1/nodes";

    [Fact]
    public async Task ListNodes_ProperAnswer_GivesTheNodes()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        fake.On(Nodes, [Samples.Node], ApiJson.Default.IReadOnlyListNodeView);
        using var client = Client(fake);
        (await client.ListNodesAsync(default)).ShouldHaveSingleItem().Name.ShouldBe("cp-1");
    }

    [Fact]
    public async Task ListNodes_WrongToken_NamesTheTokenFile()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        await File.WriteAllTextAsync(fake.TokenFile, "another-token");
        var fault = await FaultOf(fake);
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        fault.Message.ShouldContain(fake.TokenFile);
        fault.Message.ShouldNotContain("another-token");
    }

    [Fact]
    public async Task GetNode_ProblemDetails_SaysWhatTheCoordinatorSaid()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        fake.On("GET /api/v1/nodes/cp-9", 404, "application/problem+json", """{"type":"about:blank","title":"Not found","status":404,"detail":"There is no node 'cp-9'.","errors":["known: cp-1"]}""");
        using var client = Client(fake);
        var fault = await Should.ThrowAsync<CliFault>(() => client.GetNodeAsync("cp-9", default));
        fault.ExitCode.ShouldBe(ExitCode.InvalidInput);
        fault.Message.ShouldBe("There is no node 'cp-9'.");
        fault.Details.ShouldBe(["known: cp-1"]);
    }

    [Fact]
    public async Task GetNode_NameWithSlashesAndDots_StaysOnePathSegment()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        using var client = Client(fake);
        await Should.ThrowAsync<CliFault>(() => client.GetNodeAsync("../tokens?x=1#y", default));
        fake.Requests.ShouldHaveSingleItem().ShouldStartWith("GET /api/v1/nodes/");
    }

    [Fact]
    public async Task ListNodes_UnknownRoute_SuspectsAnotherProgramOrVersion()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        var fault = await FaultOf(fake);
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        fault.Next!.ShouldContain("version");
    }

    [Theory]
    [InlineData(500, "text/plain", "boom")]
    [InlineData(503, "application/problem+json", """{"title":"busy","status":503,"detail":"The store is full."}""")]
    [InlineData(200, "application/json", "<html>")]
    [InlineData(200, "application/json", "null")]
    [InlineData(200, "application/json", "")]
    [InlineData(200, "application/json", """[{"id":1}]""")]
    [InlineData(403, "application/json", "garbage")]
    [InlineData(429, "text/plain", "")]
    public async Task ListNodes_FailureOrGarbage_IsAFaultThatNamesTheServer(int status, string contentType, string body)
    {
        await using var fake = await FakeCoordinator.StartAsync();
        fake.On(Nodes, status, contentType, body);
        var fault = await FaultOf(fake);
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        fault.Message.ShouldContain($"127.0.0.1:{fake.Port}");
        fault.Next.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task ListNodes_Redirect_IsNotFollowed()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        fake.On(Nodes, context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "https://evil.example/";
            return Task.CompletedTask;
        });
        var fault = await FaultOf(fake);
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        fault.Message.ShouldContain("https://evil.example/");
        fake.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ListNodes_NoAnswer_TimesOutAndSaysSo()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        fake.On(Nodes, context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var fault = await FaultOf(fake, timeout: TimeSpan.FromMilliseconds(300));
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        fault.Message.ShouldContain("did not answer");
    }

    [Fact]
    public async Task ListNodes_HalfAnAnswer_IsAFault()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        fake.On(Nodes, async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("[{"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        (await FaultOf(fake)).ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
    }

    [Fact]
    public async Task ListNodes_AnotherCa_IsNotTrustedAndNoTokenIsSent()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        using var other = new FakeAuthority("Another CA");
        await File.WriteAllTextAsync(fake.CaFile, other.Pem);
        var fault = await FaultOf(fake);
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        fault.Message.ShouldContain("not issued by the CA");
        fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task ListNodes_AnotherName_SaysWhichNamesTheCertificateHas()
    {
        await using var fake = await FakeCoordinator.StartAsync(["coordinator.example", "192.0.2.9"]);
        var fault = await FaultOf(fake);
        fault.Message.ShouldContain("coordinator.example, 192.0.2.9");
        fake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task ListNodes_ExpiredCertificate_SaysItIsTheTime()
    {
        await using var fake = await FakeCoordinator.StartAsync(expired: true);
        (await FaultOf(fake)).Message.ShouldContain("valid from");
    }

    [Fact]
    public async Task ListNodes_NobodyListens_SaysSo()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        var port = FreePort();
        using var client = new CoordinatorClient(Settings(fake) with { Server = new Uri($"https://127.0.0.1:{port}/") });
        var fault = await Should.ThrowAsync<CliFault>(() => client.ListNodesAsync(default));
        fault.Message.ShouldContain("Nothing listens");
    }

    [Fact]
    public async Task ListNodes_NotTls_IsAFault()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = Task.Run(async () =>
        {
            using var peer = await listener.AcceptTcpClientAsync();
            await peer.GetStream().WriteAsync("SSH-2.0-fake\r\n"u8.ToArray());
        });
        using var client = new CoordinatorClient(Settings(fake) with { Server = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/") });
        var fault = await Should.ThrowAsync<CliFault>(() => client.ListNodesAsync(default));
        fault.ExitCode.ShouldBe(ExitCode.CoordinatorUnavailable);
        await answer;
    }

    [Fact]
    public async Task ListNodes_Cancelled_IsNoFault()
    {
        await using var fake = await FakeCoordinator.StartAsync();
        using var source = new CancellationTokenSource();
        fake.On(Nodes, async context =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = Client(fake);
        await Should.ThrowAsync<OperationCanceledException>(() => client.ListNodesAsync(source.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nline")]
    [InlineData("café")]
    public void Credentials_NoToken_IsRefused(string text)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["token"], text);
        Should.Throw<CliFault>(() => Credentials.ReadToken(directory["token"])).ExitCode.ShouldBe(ExitCode.InvalidInput);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Credentials_NoCertificate_IsRefused(string text)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["ca"], text);
        Should.Throw<CliFault>(() => Credentials.ReadAuthorities(directory["ca"])).ExitCode.ShouldBe(ExitCode.InvalidInput);
    }

    private static async Task<CliFault> FaultOf(FakeCoordinator fake, TimeSpan? timeout = null)
    {
        using var client = new CoordinatorClient(Settings(fake) with { Timeout = timeout ?? TimeSpan.FromSeconds(30) });
        return await Should.ThrowAsync<CliFault>(() => client.ListNodesAsync(default));
    }

    private static CoordinatorClient Client(FakeCoordinator fake) => new(Settings(fake));

    private static ConnectionSettings Settings(FakeCoordinator fake) => new()
    {
        Server = new Uri(fake.Server + "/"),
        TokenFile = fake.TokenFile,
        CaFile = fake.CaFile,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
