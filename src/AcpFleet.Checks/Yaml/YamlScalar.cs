namespace AcpFleet.Checks.Yaml;

/// <summary>A single value.</summary>
internal sealed class YamlScalar(int line, int column, string text, bool plain) : YamlElement(line, column)
{
    public string Text { get; } = text;

    /// <summary>Its kind by YAML 1.2's core schema; whatever is quoted is text.</summary>
    public YamlScalarKind Kind { get; } = plain ? YamlScalarKinds.Of(text) : YamlScalarKind.Text;
}
