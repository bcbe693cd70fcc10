using AcpFleet.Grpc.Tests.Echo;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcpFleet.Grpc.Tests.Raw;

/// <summary>A server that answers every request as the test says, for answers that no gRPC server would give.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly List<GrpcChannel> _channels = [];

    private RawServer(LoopbackServer server) => _server = server;

    public Uri Address => _server.Address;

    public static async Task<RawServer> StartAsync(RequestDelegate answer) =>
        new(await LoopbackServer.StartAsync(_ => { }, app => app.Run(answer)));

    /// <summary>Answers with HTTP 200, the bytes as body, and trailers.</summary>
    public static Task<RawServer> StartAsync(byte[] body, params (string Name, string Value)[] trailers) => StartAsync(async http =>
    {
        http.Response.ContentType = "application/grpc";
        await http.Response.StartAsync();
        await http.Response.Body.WriteAsync(body);
        foreach (var (name, value) in trailers)
            http.Response.AppendTrailer(name, value);
    });

    public Protos.Echo.EchoClient Client(GrpcChannelOptions? options = null)
    {
        var channel = GrpcChannel.ForAddress(Address, options ?? new());
        _channels.Add(channel);
        return new(channel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        await _server.DisposeAsync();
    }
}
