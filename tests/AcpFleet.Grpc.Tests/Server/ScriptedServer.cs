using AcpFleet.Grpc.Tests.Echo;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AcpFleet.Grpc.Tests.Server;

/// <summary>A server with a <see cref="ScriptedService"/>, and a client of it.</summary>
internal sealed class ScriptedServer(LoopbackServer server, GrpcChannel channel) : IAsyncDisposable
{
    public LoopbackServer Server => server;

    public Protos.Echo.EchoClient Client { get; } = new(channel);

    public static async Task<ScriptedServer> StartAsync(
        ScriptedService service,
        Action<GrpcServiceOptions>? options = null,
        Action<ListenOptions>? listen = null,
        HttpMessageHandler? handler = null)
    {
        var server = await LoopbackServer.StartAsync(
            services => services.AddSingleton(service).AddGrpc(options ?? (_ => { })),
            app => app.MapGrpcService<ScriptedService>(),
            listen: listen);
        return new(server, GrpcChannel.ForAddress(server.Address, new() { HttpHandler = handler, DisposeHttpClient = true }));
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await server.DisposeAsync();
    }
}
