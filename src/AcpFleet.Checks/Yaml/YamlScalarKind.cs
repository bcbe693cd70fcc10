namespace AcpFleet.Checks.Yaml;

/// <summary>What a scalar is by YAML 1.2's core schema.</summary>
internal enum YamlScalarKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Float,
}
