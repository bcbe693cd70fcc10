using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>A call of this server as its handler sees it.</summary>
internal sealed class HttpServerCallContext(
    HttpContext http,
    string method,
    Metadata requestHeaders,
    CallResponse response,
    DateTime deadline,
    CancellationToken cancellationToken) : ServerCallContext
{
    private AuthContext? _auth;
    private Metadata? _trailers;

    public HttpContext HttpContext => http;

    /// <summary>Whether the handler set trailers; asking for them otherwise makes an empty set.</summary>
    public Metadata TrailersOrEmpty => _trailers ?? Metadata.Empty;

    protected override string MethodCore => method;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => PeerOf(http);

    protected override DateTime DeadlineCore => deadline;

    protected override Metadata RequestHeadersCore => requestHeaders;

    protected override CancellationToken CancellationTokenCore => cancellationToken;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _auth ??= PeerCertificate.Describe(http.Connection.ClientCertificate);

    public static string PeerOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var endpoint = new IPEndPoint(address, http.Connection.RemotePort);
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"ipv6:{endpoint}" : $"ipv4:{endpoint}";
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) =>
        response.SendHeadersAsync(responseHeaders, cancellationToken);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Propagation tokens are not part of this subset; pass deadline and token on in CallOptions.");
}
