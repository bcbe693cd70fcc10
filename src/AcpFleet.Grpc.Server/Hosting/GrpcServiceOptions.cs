using System.IO.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services take and answer calls. A subset of the official options, and one of our own.</summary>
public class GrpcServiceOptions
{
    /// <summary>Largest message sent, in bytes before compression. Null (the default): no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>
    /// Largest message accepted, in bytes, both as it travels and after decompression. Default 4 MiB; null: no limit.
    /// </summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>Whether a client is told the text of an exception that a handler threw. Default false.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The encoding of responses to clients that accept it: <c>gzip</c>, or null for none (the default).</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>Default <see cref="CompressionLevel.Fastest"/>.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>
    /// How long a message may take from its first byte to its last. In a call without request stream it counts from the
    /// call's start to the message, and again from there to the end of the request.
    /// A call that takes longer is ended with CANCELLED.
    /// Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/>: no limit. Not part of the official API.
    /// </summary>
    public TimeSpan MessageTimeLimit { get; set; } = TimeSpan.FromSeconds(30);
}
