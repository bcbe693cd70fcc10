using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Evaluation;
using AcpFleet.Coordinator.Hosting;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Protocol.Api;
using AcpFleet.Store;
using AcpFleet.TestKit;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>A real coordinator on free loopback ports, over a directory of its own, with what tests do to it.</summary>
internal sealed class TestCoordinator : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly CoordinatorOptions _options;
    private CoordinatorHost _host = null!;
    private HttpClient _people = null!;

    private TestCoordinator(CoordinatorOptions options, TimeProvider time)
    {
        _options = options with { DataDirectory = _directory["data"], LogToFile = false };
        Time = time;
    }

    public LogCapture Log { get; } = new();

    public TimeProvider Time { get; }

    public string DataDirectory => _options.DataDirectory;

    public IPEndPoint Agents => _host.Agents;

    public string CoordinatorId => _host.CoordinatorId;

    public Uri PeopleAddress => new($"https://{_host.People}/");

    public string AdminToken => File.ReadAllText(_host.AdminTokenFile).Trim();

    public IServiceProvider Services => _host.Services;

    public IFleetStore Store => Services.GetRequiredService<IFleetStore>();

    public CertificateAuthority Authority => Services.GetRequiredService<CertificateAuthority>();

    public static CoordinatorOptions Options { get; } = new()
    {
        Fleet = "test-fleet",
        Agents = new IPEndPoint(IPAddress.Loopback, 0),
        People = new IPEndPoint(IPAddress.Loopback, 0),
        SubjectNames = ["localhost", "127.0.0.1"],
    };

    /// <summary>Time that begins now, for clients check certificates by the machine's clock.</summary>
    public static ManualTime NewTime() => new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public static async Task<TestCoordinator> StartAsync(Func<CoordinatorOptions, CoordinatorOptions>? configure = null, TimeProvider? time = null)
    {
        var coordinator = new TestCoordinator(configure?.Invoke(Options) ?? Options, time ?? TimeProvider.System);
        await coordinator.StartHostAsync();
        return coordinator;
    }

    public async Task StopAsync()
    {
        _people.Dispose();
        await _host.DisposeAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartHostAsync();
    }

    public async Task StartHostAsync()
    {
        _host = await CoordinatorHost.StartAsync(_options, Time, logging => logging.AddProvider(Log), CancellationToken.None);
        _people = PeopleClient();
        _people.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
    }

    /// <summary>A client of the people's endpoint that trusts the fleet's CA and shows no token.</summary>
    public HttpClient PeopleClient() => new(Handler(null), disposeHandler: true) { BaseAddress = PeopleAddress };

    public SocketsHttpHandler Handler(X509Certificate2? client) => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 server && IsOurs(server),
            LocalCertificateSelectionCallback = client is null ? null : (_, _, _, _, _) => client,
            ClientCertificates = client is null ? null : [client],
        },
    };

    public GrpcChannel AgentChannel(X509Certificate2? certificate = null) =>
        GrpcChannel.ForAddress($"https://{Agents}", new GrpcChannelOptions { HttpHandler = Handler(certificate), DisposeHttpClient = true });

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null) =>
        _people.SendAsync(new HttpRequestMessage(method, path) { Content = body });

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type)
    {
        using var response = await SendAsync(HttpMethod.Get, path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return JsonSerializer.Deserialize(await response.Content.ReadAsStreamAsync(), type)!;
    }

    public async Task<ProblemView> ProblemAsync(HttpMethod method, string path, HttpStatusCode status, HttpContent? body = null)
    {
        using var response = await SendAsync(method, path, body);
        return await ProblemOfAsync(response, status);
    }

    public static async Task<ProblemView> ProblemOfAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        response.StatusCode.ShouldBe(status, await response.Content.ReadAsStringAsync());
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!;
        problem.Status.ShouldBe((int)status);
        return problem;
    }

    public async Task<TokenCreated> CreateTokenAsync(int maxUses = 1, int lifetimeSeconds = 1800)
    {
        using var response = await SendAsync(HttpMethod.Post, "api/v1/tokens", JsonContent.Create(new TokenRequestBody(maxUses, lifetimeSeconds, null), ApiJson.Default.TokenRequestBody));
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.TokenCreated))!;
    }

    /// <summary>Returns when everything that was committed before is judged.</summary>
    public async Task JudgedAsync()
    {
        var judge = Services.GetRequiredService<FleetJudge>();
        await judge.WaitAsync(judge.Request(), CancellationToken.None).WaitAsync(TestLimits.Wait);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory.Dispose();
    }

    private bool IsOurs(X509Certificate2 server)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(DataDirectory, "ca", "ca.crt")));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = TimeProvider.System.GetUtcNow().UtcDateTime;
        return chain.Build(server);
    }
}
