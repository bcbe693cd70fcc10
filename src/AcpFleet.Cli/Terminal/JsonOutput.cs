using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace AcpFleet.Cli.Terminal;

/// <summary>
/// JSON for scripts: indented, Chinese as written, and every control, bidirectional or invisible format character escaped,
/// since a person may print it too.
/// </summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = CreateEncoder() };

    public static void Write<T>(TextWriter writer, T value, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            JsonSerializer.Serialize(json, value, type);
        writer.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        for (var value = 0; value <= char.MaxValue; value++)
        {
            if (char.GetUnicodeCategory((char)value) == System.Globalization.UnicodeCategory.Format)
                settings.ForbidCharacter((char)value);
        }

        return JavaScriptEncoder.Create(settings);
    }
}
