using System.Text.Json.Serialization;

namespace AcpFleet.Agent.Judgement;

/// <summary>JSON of <c>check --output json</c>.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(NodeJudgement))]
internal sealed partial class JudgementJson : JsonSerializerContext;
