using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcpFleet.Cli.Connection;

/// <summary>The context file's JSON: strict, since a misspelt key would silently name another server.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    WriteIndented = true)]
[JsonSerializable(typeof(ContextData))]
internal sealed partial class ContextJson : JsonSerializerContext;
