using System.Net;
using AcpFleet.Grpc.Tests.Protos;
using Google.Protobuf;

namespace AcpFleet.Grpc.Tests.Raw;

/// <summary>Calls made by hand over HTTP/2, for requests that no gRPC client would send.</summary>
internal sealed class RawCalls(Uri address) : IDisposable
{
    public const string Unary = "/acpfleet.tests.Echo/Unary";
    public const string Converse = "/acpfleet.tests.Echo/Converse";

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false });

    public static byte[] Frame(EchoRequest request) => Wire.Frames.Of(request.ToByteArray());

    public Task<RawAnswer> CallAsync(string path, byte[] body, params (string Name, string Value)[] headers) =>
        CallAsync(path, new ByteArrayContent(body), headers);

    public async Task<RawAnswer> CallAsync(string path, HttpContent body, params (string Name, string Value)[] headers) =>
        await RawAnswer.ReadAsync(await SendAsync(path, body, headers));

    /// <summary>Ends with the response headers.</summary>
    /// <param name="headers">A content-type among them replaces application/grpc.</param>
    public Task<HttpResponseMessage> SendAsync(string path, HttpContent body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        var contentType = headers.FirstOrDefault(header => header.Name == "content-type").Value ?? "application/grpc";
        if (contentType.Length > 0)
            body.Headers.TryAddWithoutValidation("content-type", contentType);
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (name, value) in headers.Where(header => header.Name != "content-type"))
            request.Headers.TryAddWithoutValidation(name, value);
        return _http.SendAsync(request, CancellationToken.None);
    }

    public void Dispose() => _http.Dispose();
}
