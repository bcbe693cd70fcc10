using AcpFleet.Grpc.Tests.Echo;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

internal sealed class OwnEchoHost(LoopbackServer server) : IEchoHost
{
    public string Address => server.Address.Authority;

    public HealthServiceImpl Health => server.Services.GetRequiredService<HealthServiceImpl>();

    public static async Task<OwnEchoHost> StartAsync(int maxReceive, bool gzip) => new(await LoopbackServer.StartEchoAsync(options =>
    {
        options.MaxReceiveMessageSize = maxReceive;
        options.ResponseCompressionAlgorithm = gzip ? "gzip" : null;
    }));

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
