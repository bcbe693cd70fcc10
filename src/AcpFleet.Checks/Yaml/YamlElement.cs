namespace AcpFleet.Checks.Yaml;

/// <summary>A part of a YAML document and where it stands.</summary>
internal abstract class YamlElement(int line, int column)
{
    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>From 1.</summary>
    public int Column { get; } = column;
}
