using System.Net;
using AcpFleet.Coordinator.Access;
using AcpFleet.Coordinator.Api;
using AcpFleet.Coordinator.Enrolment;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Fleet;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Coordinator.Scans;
using Grpc.AspNetCore.Server;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AcpFleet.Coordinator.Hosting;

/// <summary>Puts services, endpoints and their order together. Nothing is read from the environment.</summary>
internal static class CoordinatorApplication
{
    public static WebApplication Build(CoordinatorParts parts, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "acpfleet-coordinator" });
        var faults = new ConnectionFaultLoggerProvider(parts.Time);
        logging(builder.Logging);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddProvider(faults);
        builder.Logging.AddFilter<ConnectionFaultLoggerProvider>(null, LogLevel.None);
        foreach (var category in ConnectionFaultLoggerProvider.Categories)
            builder.Logging.AddFilter<ConnectionFaultLoggerProvider>(category, LogLevel.Debug);
        AddServices(builder.Services, parts);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, parts));

        var application = builder.Build();
        faults.WriteTo(application.Services.GetRequiredService<ILogger<ConnectionFaultLogger>>());
        var gate = application.Services.GetRequiredService<AccessGate>();
        application.UseMiddleware<ProblemMiddleware>();
        application.UseRouting();
        application.Use(next => http => gate.InvokeAsync(http, next));
        Map(application);
        AccessTable.Verify(((IEndpointRouteBuilder)application).DataSources.SelectMany(s => s.Endpoints));
        return application;
    }

    private static void AddServices(IServiceCollection services, CoordinatorParts parts)
    {
        services.AddRoutingCore();
        services.AddGrpc(grpc => grpc.MessageTimeLimit = parts.Options.Limits.Message);
        services.Configure<GrpcServiceOptions<EnrolmentService>>(grpc => grpc.MaxReceiveMessageSize = parts.Options.Limits.EnrolmentMessageBytes);
        services.Configure<GrpcServiceOptions<AgentLinkService>>(grpc => grpc.MaxReceiveMessageSize = parts.Options.Limits.LinkMessageBytes);
        services.AddSingleton(parts.Options);
        services.AddSingleton(parts.Store);
        services.AddSingleton(parts.Authority);
        services.AddSingleton(parts.Administrator);
        services.AddSingleton(parts.Identity);
        services.AddSingleton(parts.Time);
        services.AddSingleton<AccessGate>();
        services.AddSingleton<AgentCertificates>();
        services.AddSingleton<AgentCertificateIssuer>();
        services.AddSingleton<EnrolmentThrottle>();
        services.AddSingleton<EnrolmentService>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<AgentsAddress>();
        services.AddSingleton<CurrentPlan>();
        services.AddSingleton<FleetState>();
        services.AddSingleton<FleetJudge>();
        services.AddSingleton<FleetUpkeep>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<SessionServices>();
        services.AddSingleton<AgentLinkService>();
        services.AddSingleton<ScanService>();
        var health = new HealthServiceImpl();
        health.SetStatus("", HealthCheckResponse.Types.ServingStatus.Serving);
        services.AddSingleton(health);
        RestApi.AddServices(services);
    }

    private static void Map(WebApplication application)
    {
        application.MapGrpcService<EnrolmentService>().Add(AccessTable.Attach);
        application.MapGrpcService<AgentLinkService>().Add(AccessTable.Attach);
        application.MapGrpcService<HealthServiceImpl>().Add(AccessTable.Attach);
        RestApi.Map(application);
    }

    private static void Listen(KestrelServerOptions kestrel, CoordinatorParts parts)
    {
        var limits = parts.Options.Limits;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = parts.Options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = limits.Handshake;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        kestrel.Limits.Http2.MaxStreamsPerConnection = limits.StreamsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = limits.PingAfter;
        kestrel.Limits.Http2.KeepAlivePingTimeout = limits.PingAnswer;
        Listen(kestrel, parts, Listener.Agents, parts.Options.Agents, HttpProtocols.Http2);
        Listen(kestrel, parts, Listener.People, parts.Options.People, HttpProtocols.Http1AndHttp2);
    }

    private static void Listen(KestrelServerOptions kestrel, CoordinatorParts parts, Listener listener, IPEndPoint endPoint, HttpProtocols protocols) => kestrel.Listen(endPoint, listen =>
    {
        listen.Protocols = protocols;
        var feature = new ListenerFeature(listener);
        listen.Use(next => connection =>
        {
            connection.Features.Set(feature);
            PeerContext.Current = (PeerAddress.Of(connection.RemoteEndPoint), listener);
            return next(connection);
        });
        listen.UseHttps(parts.Tls.For(listener, parts.Options.Limits));
    });
}
