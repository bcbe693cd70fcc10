using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Grpc.Tests.Echo;

/// <summary>A Kestrel on a free port of loopback; if the test does not say otherwise, it speaks only HTTP/2 in clear.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app, LogCollector log)
    {
        _app = app;
        Log = log;
    }

    public Uri Address => new(_app.Urls.Single());

    public LogCollector Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The echo and health services on our own gRPC server.</summary>
    public static Task<LoopbackServer> StartEchoAsync(
        Action<GrpcServiceOptions>? options = null, TimeProvider? time = null) =>
        StartAsync(
            services =>
            {
                services.AddSingleton(time ?? TimeProvider.System);
                services.AddGrpc(options ?? (_ => { }));
                services.AddSingleton<CancellationLog>();
                services.AddSingleton<HealthServiceImpl>();
            },
            app =>
            {
                app.MapGrpcService<EchoService>();
                app.MapGrpcService<HealthServiceImpl>();
            });

    /// <summary>Whatever the test maps: other services, or answers that no gRPC server would give.</summary>
    public static async Task<LoopbackServer> StartAsync(
        Action<IServiceCollection> configure,
        Action<WebApplication> map,
        HttpProtocols protocols = HttpProtocols.Http2,
        Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LogCollector();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = protocols;
                listen?.Invoke(endpoint);
            }));
        configure(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new(app, log);
    }

    /// <summary>Stops in good order: nothing new is accepted, calls under way may end.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();
        await _app.StopAsync(impatient.Token);
        await _app.DisposeAsync();
    }
}
