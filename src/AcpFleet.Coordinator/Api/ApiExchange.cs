using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using AcpFleet.Protocol.Api;
using Microsoft.AspNetCore.Http.Features;

namespace AcpFleet.Coordinator.Api;

/// <summary>Reading bodies and writing answers, the same way on every route.</summary>
internal static class ApiExchange
{
    /// <summary>The shapes' JSON with letters of every script as they are: people read answers too.</summary>
    public static ApiJson Json { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    public static Task AnswerAsync<T>(this HttpContext http, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(http.Response.Body, value, type, http.RequestAborted);
    }

    /// <summary>The body's JSON; an empty one where <paramref name="whenEmpty"/> is given stands for that.</summary>
    public static async Task<T> ReadJsonAsync<T>(this HttpContext http, JsonTypeInfo<T> type, T? whenEmpty = null)
        where T : class
    {
        if (whenEmpty is not null && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return whenEmpty;
        http.RequireContentType("application/json");
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted).ConfigureAwait(false)
                ?? throw RequestRefusedException.BadRequest("the body is null");
        }
        catch (JsonException e)
        {
            throw RequestRefusedException.BadRequest($"the body is not the JSON that is expected, at {e.Path ?? "$"} (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})");
        }
    }

    public static void RequireContentType(this HttpContext http, params IReadOnlyList<string> allowed)
    {
        var given = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (!allowed.Contains(given, StringComparer.OrdinalIgnoreCase))
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", $"the body's Content-Type is '{given}'; this route takes {string.Join(", ", allowed)}");
    }

    public static string RouteText(this HttpContext http, string name) => (string)http.Request.RouteValues[name]!;
}
