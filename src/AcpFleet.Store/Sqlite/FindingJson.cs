using System.Text.Json;
using System.Text.Json.Serialization;
using AcpFleet.Checks.Model;

namespace AcpFleet.Store.Sqlite;

/// <summary>A finding as it is kept. Equal findings are equal texts: that is how a change of evidence is seen.</summary>
internal static class FindingJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(Finding finding) => JsonSerializer.Serialize(finding, s_options);

    public static Finding Read(string json) => JsonSerializer.Deserialize<Finding>(json, s_options)
        ?? throw new JsonException("a stored finding is null");
}
