using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>
/// A way to one server over HTTP/2: with TLS for <c>https</c> addresses, in clear (prior knowledge) for <c>http</c>.
/// Safe for concurrent use; calls share its connections.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly CancellationTokenSource _disposed = new();

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        Address = address;
        Options = options;
        Transport = options.HttpHandler is { } own
            ? new(own, options.DisposeHttpClient)
            : new HttpMessageInvoker(DefaultHandler(), disposeHandler: true);
        WhenDisposed = _disposed.Token;
    }

    internal Uri Address { get; }

    internal GrpcChannelOptions Options { get; }

    internal HttpMessageInvoker Transport { get; }

    /// <summary>Cancelled when the channel is disposed.</summary>
    internal CancellationToken WhenDisposed { get; }

    /// <param name="address"><c>https://host:port</c> or <c>http://host:port</c>; a path is not used.</param>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <inheritdoc cref="ForAddress(string)"/>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <inheritdoc cref="ForAddress(string)"/>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <inheritdoc cref="ForAddress(string)"/>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException($"'{address}' is no address of a gRPC server; write https://host:port.", nameof(address));
        return new(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker() => new HttpCallInvoker(this);

    /// <summary>Cancels the calls under way and closes the connections that are the channel's own.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        Transport.Dispose();
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static SocketsHttpHandler DefaultHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        EnableMultipleHttp2Connections = true,
    };
}
