using System.Globalization;
using Grpc.Core;
using Grpc.Wire;

namespace AcpFleet.Grpc.Tests.Raw;

/// <summary>An HTTP answer with its body and trailers, as they came.</summary>
internal sealed record RawAnswer(HttpResponseMessage Http, byte[] Body)
{
    /// <summary>Whether the status came in the headers, with nothing after them.</summary>
    public bool IsTrailersOnly => Http.Headers.Contains("grpc-status") && Body.Length == 0 && !Http.TrailingHeaders.Any();

    public StatusCode Status => (StatusCode)int.Parse(Last("grpc-status")!, CultureInfo.InvariantCulture);

    public string Detail => PercentEncoding.Decode(Last("grpc-message") ?? "");

    public string? Header(string name) => Http.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>From the trailers, or from the headers of a trailers-only answer.</summary>
    public string? Last(string name) =>
        Http.TrailingHeaders.TryGetValues(name, out var values) ? string.Join(',', values) : Header(name);

    public static async Task<RawAnswer> ReadAsync(HttpResponseMessage http) => new(http, await http.Content.ReadAsByteArrayAsync());
}
