using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcpFleet.Protocol.Api;

namespace AcpFleet.TestKit.Processes;

/// <summary>A real coordinator process on loopback with a data directory of its own, and its REST interface.</summary>
public sealed class TestCoordinator : IAsyncDisposable
{
    private readonly string _data;
    private string[] _prefix;
    private readonly string[] _arguments;
    private HttpClient? _rest;

    private TestCoordinator(string data, string[] prefix, string[] arguments)
    {
        _data = data;
        _prefix = prefix;
        _arguments = arguments;
    }

    private string EndpointsFile => Path.Combine(_data, "run", "endpoints.json");

    public TestProcess Process { get; private set; } = null!;

    /// <summary>HOST:PORT for agents. Stays the same over restarts.</summary>
    public string Agents { get; private set; } = "127.0.0.1:0";

    public string People { get; private set; } = "127.0.0.1:0";

    /// <param name="prefix">A program that starts the coordinator, for example strace with its arguments.</param>
    public static async Task<TestCoordinator> StartAsync(string data, string[]? prefix = null, params string[] arguments)
    {
        var coordinator = Prepare(data, prefix, arguments);
        await coordinator.StartAsync();
        return coordinator;
    }

    /// <summary>A coordinator that is not started yet.</summary>
    public static TestCoordinator Prepare(string data, string[]? prefix = null, params string[] arguments) => new(data, prefix ?? [], arguments);

    /// <summary>From the next start on it answers agents at an address of this machine that others reach.</summary>
    public void AnswerAt(string address) => Agents = $"{address}:0";

    /// <summary>From the next start on it runs by itself.</summary>
    public void DropPrefix() => _prefix = [];

    /// <summary>Starts it again after it was killed or stopped, on the same ports.</summary>
    public async Task StartAsync()
    {
        Launch();
        await ReadyAsync();
    }

    /// <summary>Starts the process and does not wait.</summary>
    public void Launch()
    {
        // What a killed coordinator left there is not this one's.
        if (File.Exists(EndpointsFile))
            File.Delete(EndpointsFile);
        Process = TestProcess.Start(
            [.. _prefix, .. Repository.Coordinator],
            ["run", "--data", _data, "--agents", Agents, "--people", People, .. _arguments]);
    }

    public async Task ReadyAsync()
    {
        await Eventually.GetAsync(
            () => Task.FromResult(File.Exists(EndpointsFile) || Process.HasExited),
            there => there,
            _ => $"the coordinator wrote no {EndpointsFile}:\n{Process.Output}");
        if (!File.Exists(EndpointsFile))
            throw new InvalidOperationException($"the coordinator ended with {Process.ExitCode}:\n{Process.Output}");
        using var endpoints = JsonDocument.Parse(await File.ReadAllTextAsync(EndpointsFile));
        Agents = endpoints.RootElement.GetProperty("agents").GetString()!;
        People = endpoints.RootElement.GetProperty("people").GetString()!;
        _rest ??= Connect();
    }

    /// <summary>A new single-use join token.</summary>
    public async Task<string> TokenAsync(int uses = 1)
    {
        var answer = await _rest!.PostAsJsonAsync("tokens", new TokenRequestBody(uses, null, "test"), ApiJson.Default.TokenRequestBody);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(ApiJson.Default.TokenCreated))!.Token;
    }

    public Task<IReadOnlyList<NodeView>> NodesAsync() => GetAsync("nodes", ApiJson.Default.IReadOnlyListNodeView);

    public Task<IReadOnlyList<FindingView>> FindingsAsync(string query = "") => GetAsync($"findings{query}", ApiJson.Default.IReadOnlyListFindingView);

    public Task<ReadinessView> ReadinessAsync() => GetAsync("readiness", ApiJson.Default.ReadinessView);

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type) => (await _rest!.GetFromJsonAsync(path, type))!;

    public Task<string> GetTextAsync(string path) => _rest!.GetStringAsync(path);

    /// <summary>Asks every node to collect, and waits until that is done.</summary>
    public async Task<ScanView> ScanAsync()
    {
        var answer = await _rest!.PostAsJsonAsync("scans", new ScanRequestBody(null), ApiJson.Default.ScanRequestBody);
        answer.EnsureSuccessStatusCode();
        var scan = (await answer.Content.ReadFromJsonAsync(ApiJson.Default.ScanView))!;
        return await Eventually.GetAsync(
            () => GetAsync($"scans/{scan.Id}", ApiJson.Default.ScanView),
            view => view.State == "completed",
            view => $"scan {view.Id} is {view.State}");
    }

    public async ValueTask DisposeAsync()
    {
        _rest?.Dispose();
        await Process.DisposeAsync();
    }

    private HttpClient Connect()
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_data, "ca", "ca.crt"));
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{People}/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(_data, "admin-token")).Trim());
        return client;
    }
}
