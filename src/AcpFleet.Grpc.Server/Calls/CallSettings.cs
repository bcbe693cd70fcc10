using System.IO.Compression;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>The options of a service as its calls use them, checked once.</summary>
internal sealed record CallSettings
{
    public int? MaxSend { get; private init; }

    public int? MaxReceive { get; private init; }

    public bool DetailedErrors { get; private init; }

    public bool GzipResponses { get; private init; }

    public CompressionLevel GzipLevel { get; private init; }

    public TimeSpan MessageTimeLimit { get; private init; }

    /// <exception cref="InvalidOperationException">An option is out of its bounds; the text names every such option.</exception>
    public static CallSettings From(GrpcServiceOptions options, string service)
    {
        var faults = new List<string>();
        if (options.MaxSendMessageSize < 0)
            faults.Add($"MaxSendMessageSize is {options.MaxSendMessageSize}; use 0 or more bytes, or null for no limit");
        if (options.MaxReceiveMessageSize < 0)
            faults.Add($"MaxReceiveMessageSize is {options.MaxReceiveMessageSize}; use 0 or more bytes, or null for no limit");
        if (!MessageEncoding.IsIdentity(options.ResponseCompressionAlgorithm) && !MessageEncoding.IsGzip(options.ResponseCompressionAlgorithm))
            faults.Add($"ResponseCompressionAlgorithm is '{options.ResponseCompressionAlgorithm}'; known: {MessageEncoding.Accepted}");
        if (options.MessageTimeLimit <= TimeSpan.Zero && options.MessageTimeLimit != Timeout.InfiniteTimeSpan)
            faults.Add($"MessageTimeLimit is {options.MessageTimeLimit}; use a time above zero, or Timeout.InfiniteTimeSpan");
        if (faults.Count > 0)
            throw new InvalidOperationException($"The gRPC options of {service} cannot be used: {string.Join("; ", faults)}.");
        return new()
        {
            MaxSend = options.MaxSendMessageSize,
            MaxReceive = options.MaxReceiveMessageSize,
            DetailedErrors = options.EnableDetailedErrors ?? false,
            GzipResponses = MessageEncoding.IsGzip(options.ResponseCompressionAlgorithm),
            GzipLevel = options.ResponseCompressionLevel ?? CompressionLevel.Fastest,
            MessageTimeLimit = options.MessageTimeLimit,
        };
    }
}
