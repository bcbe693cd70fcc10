using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcpFleet.TestKit.Rest;

/// <summary>
/// A fake of the coordinator's REST interface on a real Kestrel with TLS, on a free loopback port: it answers what the test
/// says, rightly or wrongly. What it was asked is kept.
/// </summary>
public sealed class FakeCoordinator : IAsyncDisposable
{
    public const string Token = "fake-admin-token";

    private readonly WebApplication _application;
    private readonly FakeAuthority _authority;
    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentDictionary<string, RequestDelegate> _routes = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private FakeCoordinator(WebApplication application, FakeAuthority authority)
    {
        _application = application;
        _authority = authority;
        File.WriteAllText(TokenFile, Token + "\n");
        File.WriteAllText(CaFile, authority.Pem);
    }

    public int Port => new Uri(_application.Urls.First()).Port;

    public string Server => $"https://127.0.0.1:{Port}";

    public string TokenFile => _directory["admin-token"];

    public string CaFile => _directory["ca.crt"];

    /// <summary>METHOD path?query of every request, in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Starts one.</summary>
    /// <param name="names">What its certificate is for; by default 127.0.0.1 and localhost.</param>
    public static async Task<FakeCoordinator> StartAsync(IEnumerable<string>? names = null, bool expired = false)
    {
        var authority = new FakeAuthority();
        var certificate = authority.Issue(names ?? ["127.0.0.1", "localhost"], expired);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var application = builder.Build();
        var fake = new FakeCoordinator(application, authority);
        application.Run(fake.AnswerAsync);
        await application.StartAsync();
        return fake;
    }

    /// <summary>Answers "GET /api/v1/nodes" and the like with whatever the delegate does.</summary>
    public FakeCoordinator On(string route, RequestDelegate answer)
    {
        _routes[route] = answer;
        return this;
    }

    /// <summary>Answers with a value as JSON.</summary>
    public FakeCoordinator On<T>(string route, T value, JsonTypeInfo<T> type) => On(route, context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(value, type));
    });

    /// <summary>Answers with a status and a body.</summary>
    public FakeCoordinator On(string route, int status, string contentType, string body) => On(route, context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    });

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        _authority.Dispose();
        _directory.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (_routes.TryGetValue($"{context.Request.Method} {context.Request.Path}", out var answer))
            return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
