using AcpFleet.Grpc.Tests.Echo;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace AcpFleet.Grpc.Tests.Health;

public sealed class HealthServiceTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;
    private GrpcChannel _channel = null!;

    private HealthServiceImpl Service => _server.Services.GetRequiredService<HealthServiceImpl>();

    private global::Grpc.Health.V1.Health.HealthClient Client => new(_channel);

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartEchoAsync();
        _channel = GrpcChannel.ForAddress(_server.Address);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Check_OfTheWholeServer_TellsItsStatus()
    {
        Service.SetStatus("", ServingStatus.Serving);

        (await Client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task Check_OfAClearedService_IsNotFound()
    {
        Service.SetStatus("a", ServingStatus.Serving);
        Service.ClearAll();

        (await Should.ThrowAsync<RpcException>(async () => await Client.CheckAsync(new() { Service = "a" }))).StatusCode
            .ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Watch_OfAService_TellsEveryChangeOnce()
    {
        using var call = Client.Watch(new() { Service = "a" });
        (await NextAsync(call)).ShouldBe(ServingStatus.ServiceUnknown);

        Service.SetStatus("a", ServingStatus.NotServing);
        (await NextAsync(call)).ShouldBe(ServingStatus.NotServing);
        Service.SetStatus("a", ServingStatus.NotServing); // No change: not told.
        Service.SetStatus("b", ServingStatus.Serving); // Another service: not told.
        Service.SetStatus("a", ServingStatus.Serving);
        (await NextAsync(call)).ShouldBe(ServingStatus.Serving);
        Service.ClearStatus("a");
        (await NextAsync(call)).ShouldBe(ServingStatus.ServiceUnknown);
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        return call.ResponseStream.Current.Status;
    }
}
