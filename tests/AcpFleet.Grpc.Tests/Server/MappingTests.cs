using AcpFleet.Grpc.Tests.Echo;
using AcpFleet.Grpc.Tests.Protos;
using Google.Protobuf;
using Grpc.Core;
using Grpc.HealthCheck;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>Services, their options and their lives.</summary>
public sealed class MappingTests
{
    [Fact]
    public async Task ServiceOptions_OfOneService_DoNotTouchTheOther()
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddSingleton<CancellationLog>().AddSingleton<HealthServiceImpl>()
                .AddGrpc(options => options.MaxReceiveMessageSize = 1000)
                .AddServiceOptions<EchoService>(options => options.MaxReceiveMessageSize = 10),
            app =>
            {
                app.MapGrpcService<EchoService>();
                app.MapGrpcService<HealthServiceImpl>();
            });
        using var channel = GrpcChannel.ForAddress(server.Address);

        var echo = await Should.ThrowAsync<RpcException>(async () =>
            await new Protos.Echo.EchoClient(channel).UnaryAsync(new() { Payload = ByteString.CopyFrom(new byte[100]) }));
        var health = await Should.ThrowAsync<RpcException>(async () =>
            await new global::Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new() { Service = new string('x', 100) }));

        echo.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        health.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Options_OutOfBounds_AreAllNamedAtStart()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => LoopbackServer.StartEchoAsync(options =>
        {
            options.MaxReceiveMessageSize = -1;
            options.MaxSendMessageSize = -2;
            options.ResponseCompressionAlgorithm = "snappy";
            options.MessageTimeLimit = TimeSpan.Zero;
        }));

        foreach (var named in new[] { "EchoService", "MaxReceiveMessageSize", "MaxSendMessageSize", "snappy", "MessageTimeLimit" })
            error.Message.ShouldContain(named);
    }

    [Fact]
    public async Task MapGrpcService_OfAClassThatIsNone_SaysSo()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => LoopbackServer.StartAsync(
            services => services.AddGrpc(), app => app.MapGrpcService<string>()));

        error.Message.ShouldContain("System.String");
    }

    [Fact]
    public async Task Attributes_OfServiceAndMethod_AreEndpointMetadata()
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddGrpc(), app => app.MapGrpcService<MarkedService>().WithMetadata("convention"));

        var endpoint = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Single(endpoint => endpoint.DisplayName == "gRPC - /acpfleet.tests.Echo/Unary");

        endpoint.Metadata.OfType<TagsAttribute>().SelectMany(tags => tags.Tags).ShouldBe(["class", "method"], ignoreOrder: true);
        endpoint.Metadata.ShouldContain("convention");
    }

    [Fact]
    public async Task Service_ThatIsNotRegistered_LivesAsLongAsItsCall()
    {
        var life = new Life();
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddSingleton(life).AddGrpc(), app => app.MapGrpcService<MarkedService>());
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Protos.Echo.EchoClient(channel);

        await client.UnaryAsync(new());
        await client.UnaryAsync(new());

        life.Made.ShouldBe(2);
        life.Disposed.ShouldBe(2);
    }

    [Fact]
    public async Task OtherEndpoints_OfTheSameApp_AreLeftAlone()
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddSingleton<Life>().AddGrpc(),
            app =>
            {
                app.MapGrpcService<MarkedService>();
                app.MapPost("/api", () => "rest");
                app.MapGet("/{anything}", (string anything) => anything);
            });
        using var raw = new Raw.RawCalls(server.Address);

        var answer = await raw.CallAsync("/api", [], ("content-type", "text/plain"));

        answer.Http.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        System.Text.Encoding.UTF8.GetString(answer.Body).ShouldBe("rest");
        (await raw.CallAsync("/api/none", [])).Status.ShouldBe(StatusCode.Unimplemented);
    }

    private sealed class Life
    {
        public int Made { get; set; }

        public int Disposed { get; set; }
    }

    [Tags("class")]
    private sealed class MarkedService : Protos.Echo.EchoBase, IDisposable
    {
        private readonly Life _life;

        public MarkedService(Life life)
        {
            _life = life;
            life.Made++;
        }

        [Tags("method")]
        public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context) => Task.FromResult(new EchoReply());

        public void Dispose() => _life.Disposed++;
    }
}
