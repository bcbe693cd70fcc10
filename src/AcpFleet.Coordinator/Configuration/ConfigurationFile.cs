using System.Text.Json;

namespace AcpFleet.Coordinator.Configuration;

/// <summary>
/// The file of <c>--config</c>: one JSON object whose keys are the long options (comments and trailing commas are
/// allowed). Unknown keys and wrong types are errors, all of them at once.
/// </summary>
internal static class ConfigurationFile
{
    private const long LargestFile = 256 * 1024;

    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static RawOptions Read(string path, List<string> errors)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                errors.Add($"{path}: larger than {LargestFile / 1024} KiB: this is no configuration file");
                return new RawOptions();
            }

            using var document = JsonDocument.Parse(File.ReadAllText(path), s_lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return ReadObject(document.RootElement, path, errors);
            errors.Add($"{path}: expected one JSON object, found {document.RootElement.ValueKind}");
        }
        catch (JsonException e)
        {
            errors.Add($"{path}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}: not JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{path}: cannot be read: {e.Message}");
        }

        return new RawOptions();
    }

    private static RawOptions ReadObject(JsonElement root, string path, List<string> errors)
    {
        var raw = new RawOptions();
        foreach (var property in root.EnumerateObject())
        {
            raw = property.Name switch
            {
                "data" => raw with { DataDirectory = Text(property, path, errors) },
                "fleet" => raw with { Fleet = Text(property, path, errors) },
                "agents" => raw with { Agents = Text(property, path, errors) },
                "people" => raw with { People = Text(property, path, errors) },
                "san" => raw with { SubjectNames = List(property, path, errors) },
                "scan-interval" => raw with { ScanInterval = Text(property, path, errors) },
                "heartbeat-interval" => raw with { HeartbeatInterval = Text(property, path, errors) },
                "max-connections" => raw with { MaxConnections = Text(property, path, errors) },
                "log-to-file" => raw with { LogToFile = Text(property, path, errors) },
                _ => Unknown(raw, property, path, errors),
            };
        }

        return raw;
    }

    private static RawOptions Unknown(RawOptions raw, JsonProperty property, string path, List<string> errors)
    {
        errors.Add($"{path}: '{property.Name}' is not a key; there are: data, fleet, agents, people, san, scan-interval, heartbeat-interval, max-connections, log-to-file");
        return raw;
    }

    private static string? Text(JsonProperty property, string path, List<string> errors)
    {
        switch (property.Value.ValueKind)
        {
            case JsonValueKind.String:
                return property.Value.GetString();
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return property.Value.GetRawText();
            default:
                errors.Add($"{path}: '{property.Name}' takes one value, not {property.Value.ValueKind}");
                return null;
        }
    }

    private static List<string>? List(JsonProperty property, string path, List<string> errors)
    {
        if (property.Value.ValueKind == JsonValueKind.Array && property.Value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return [.. property.Value.EnumerateArray().Select(e => e.GetString()!)];
        errors.Add($"{path}: '{property.Name}' takes a list of texts");
        return null;
    }
}
