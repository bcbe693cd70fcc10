using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcpFleet.Checks.Profiles;

/// <summary>Port ranges as text.</summary>
internal sealed class PortRangeJsonConverter : JsonConverter<PortRange>
{
    public override PortRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && PortRange.TryParse(reader.GetString(), out var range)) return range;
        throw new JsonException("A port is written \"2379\", a range of ports \"10249-10256\".");
    }

    public override void Write(Utf8JsonWriter writer, PortRange value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
