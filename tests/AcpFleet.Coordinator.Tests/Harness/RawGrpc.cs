using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace AcpFleet.Coordinator.Tests.Harness;

/// <summary>A gRPC call of bytes that a well-meaning client would not send.</summary>
internal static class RawGrpc
{
    public const string Enrol = "acpfleet.v1.Enrolment/Enrol";
    public const string Connect = "acpfleet.v1.AgentLink/Connect";

    /// <summary>The five bytes before a message.</summary>
    public static byte[] Prefix(uint length, bool compressed = false)
    {
        var prefix = new byte[5];
        prefix[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(prefix.AsSpan(1), length);
        return prefix;
    }

    /// <summary>Sends bytes and, where <paramref name="hold"/> is set, never ends them.</summary>
    /// <returns>grpc-status and grpc-message; null where the stream was reset without them.</returns>
    public static async Task<(string? Status, string? Message)> CallAsync(TestCoordinator coordinator, string method, X509Certificate2? certificate, byte[] body, bool hold = false, string? encoding = null)
    {
        using var client = new HttpClient(coordinator.Handler(certificate), disposeHandler: true) { Timeout = TestLimits.Wait };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{coordinator.Agents}/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Bytes(body, hold),
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (encoding is not null)
            request.Headers.Add("grpc-encoding", encoding);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await response.Content.ReadAsByteArrayAsync();
            return (Find(response, "grpc-status"), Find(response, "grpc-message"));
        }
        catch (HttpRequestException)
        {
            return (null, null);
        }
    }

    private static string? Find(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.TrailingHeaders.TryGetValues(name, out values) ? Uri.UnescapeDataString(values.Single()) : null;

    private sealed class Bytes : HttpContent
    {
        private readonly byte[] _body;
        private readonly bool _hold;

        public Bytes(byte[] body, bool hold)
        {
            (_body, _hold) = (body, hold);
            Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(_body, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            if (_hold)
                await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
