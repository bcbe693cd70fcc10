using System.Text.Json.Serialization;

namespace AcpFleet.Protocol.Api;

/// <summary>The REST shapes' JSON: camelCase, nulls left out, generated code only (AOT).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(NodeView))]
[JsonSerializable(typeof(IReadOnlyList<NodeView>))]
[JsonSerializable(typeof(IReadOnlyList<FindingView>))]
[JsonSerializable(typeof(ReadinessView))]
[JsonSerializable(typeof(IReadOnlyList<FindingEventView>))]
[JsonSerializable(typeof(ScanView))]
[JsonSerializable(typeof(IReadOnlyList<ScanView>))]
[JsonSerializable(typeof(ScanRequestBody))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(IReadOnlyList<TokenView>))]
[JsonSerializable(typeof(TokenCreated))]
[JsonSerializable(typeof(TokenRequestBody))]
[JsonSerializable(typeof(PlanView))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(ProblemView))]
public sealed partial class ApiJson : JsonSerializerContext;
