namespace Grpc.Net.Client;

/// <summary>How a <see cref="GrpcChannel"/> reaches its server. A subset of the official options, under the same names.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Largest message sent, in bytes before compression. Null (the default): no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>
    /// Largest message accepted, in bytes, both as it travels and after decompression. Default 4 MiB; null: no limit.
    /// </summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// The transport, for one's own TLS settings or keep-alive. Null: a <see cref="SocketsHttpHandler"/> without
    /// proxy, redirects and cookies.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel disposes <see cref="HttpHandler"/>. A handler that the channel made it always disposes.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>
    /// Whether calls that the caller cancelled, or whose deadline passed, throw
    /// <see cref="OperationCanceledException"/> instead of <see cref="Core.RpcException"/>. Default false.
    /// </summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>The clock of deadlines.</summary>
    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
