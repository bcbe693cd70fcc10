using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcpFleet.Checks.Profiles;

/// <summary>A profile's JSON: camelCase, unknown and missing keys are errors, generated code only (AOT).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowTrailingCommas = false,
    ReadCommentHandling = JsonCommentHandling.Disallow)]
[JsonSerializable(typeof(RequirementProfile))]
internal sealed partial class ProfileJson : JsonSerializerContext;
