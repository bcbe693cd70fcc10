using System.Text.Json;
using System.Text.Json.Serialization;
using AcpFleet.Cli.Quickstart;

namespace AcpFleet.Cli.Json;

/// <summary>What the commands print as JSON beyond the coordinator's own shapes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NodeReport))]
[JsonSerializable(typeof(VersionReport))]
[JsonSerializable(typeof(PlanValidationReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(IReadOnlyList<CheckReport>))]
[JsonSerializable(typeof(QuickstartReport))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(CoordinatorEndpoints))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CliJson : JsonSerializerContext;
