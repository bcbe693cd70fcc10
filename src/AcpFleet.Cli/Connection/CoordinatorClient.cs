using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Connection;

/// <summary>
/// The coordinator's REST interface. Every failure becomes a <see cref="CliFault"/> that says what to do next. Redirects are
/// not followed and no proxy is used: the token goes to the server that was named, or nowhere.
/// </summary>
internal sealed class CoordinatorClient : IDisposable
{
    /// <summary>Bytes of one answer. 10,000 nodes with fifteen findings each stay below it.</summary>
    private const long LargestAnswer = 512L * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly ServerCertificateCheck _certificateCheck;
    private readonly TransportFaults _faults;
    private readonly TimeSpan _timeout;

    public CoordinatorClient(ConnectionSettings settings)
    {
        Server = settings.Server;
        _timeout = settings.Timeout;
        var token = Credentials.ReadToken(settings.TokenFile);
        _certificateCheck = new ServerCertificateCheck(Credentials.ReadAuthorities(settings.CaFile));
        _faults = new TransportFaults(settings, _certificateCheck);
        var handler = new SocketsHttpHandler
        {
            SslOptions = _certificateCheck.Options(),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = _timeout,
            AutomaticDecompression = DecompressionMethods.All,
        };
        _http = new HttpClient(handler) { BaseAddress = settings.Server, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("acpfleet", ProductVersion.Text));
    }

    public Uri Server { get; }

    public Task<VersionView> GetVersionAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/version", null, ApiJson.Default.VersionView, cancellationToken);

    public Task<IReadOnlyList<NodeView>> ListNodesAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/nodes", null, ApiJson.Default.IReadOnlyListNodeView, cancellationToken);

    public Task<NodeView> GetNodeAsync(string idOrName, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"api/v1/nodes/{Segment(idOrName)}", null, ApiJson.Default.NodeView, cancellationToken);

    /// <summary>The facts' JSON as the coordinator wrote it.</summary>
    public Task<string> GetFactsAsync(string idOrName, CancellationToken cancellationToken) =>
        SendForTextAsync(HttpMethod.Get, $"api/v1/nodes/{Segment(idOrName)}/facts", null, cancellationToken);

    public Task<IReadOnlyList<FindingView>> ListFindingsAsync(FindingFilter filter, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/findings" + filter.ToQuery(), null, ApiJson.Default.IReadOnlyListFindingView, cancellationToken);

    public Task<ReadinessView> GetReadinessAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/readiness", null, ApiJson.Default.ReadinessView, cancellationToken);

    public Task<ScanView> StartScanAsync(IReadOnlyList<string> nodes, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "api/v1/scans", Body(new ScanRequestBody(nodes.Count == 0 ? null : nodes), ApiJson.Default.ScanRequestBody), ApiJson.Default.ScanView, cancellationToken);

    public Task<ScanView> GetScanAsync(string id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"api/v1/scans/{Segment(id)}", null, ApiJson.Default.ScanView, cancellationToken);

    public Task<IReadOnlyList<TokenView>> ListTokensAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/tokens", null, ApiJson.Default.IReadOnlyListTokenView, cancellationToken);

    public Task<TokenCreated> CreateTokenAsync(TokenRequestBody body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "api/v1/tokens", Body(body, ApiJson.Default.TokenRequestBody), ApiJson.Default.TokenCreated, cancellationToken);

    public Task RevokeTokenAsync(string id, CancellationToken cancellationToken) =>
        SendForTextAsync(HttpMethod.Delete, $"api/v1/tokens/{Segment(id)}", null, cancellationToken);

    public Task<PlanView> GetPlanAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/plan", null, ApiJson.Default.PlanView, cancellationToken);

    /// <summary>Stores a plan, given as the text of fleet.yaml.</summary>
    public Task PutPlanAsync(string text, CancellationToken cancellationToken) =>
        SendForTextAsync(HttpMethod.Put, "api/v1/plan", new StringContent(text, Encoding.UTF8, "application/yaml"), cancellationToken);

    public void Dispose() => _http.Dispose();

    private static string Segment(string text) => Uri.EscapeDataString(text);

    private static ByteArrayContent Body<T>(T value, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var text = await SendForTextAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw new JsonException("the answer is null");
        }
        catch (JsonException malformed)
        {
            throw _faults.Unreadable($"{method} /{path}", text, malformed);
        }
    }

    private async Task<string> SendForTextAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(_timeout);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, limited.Token).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(limited.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? text : throw _faults.Refused(method, path, response, text);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw _faults.TimedOut(late);
        }
        catch (HttpRequestException failure)
        {
            throw _faults.NotReached(failure);
        }
    }
}
