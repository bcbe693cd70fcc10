namespace AcpFleet.Checks.Yaml;

/// <summary>A list.</summary>
internal sealed class YamlList(int line, int column) : YamlElement(line, column)
{
    public List<YamlElement> Items { get; } = [];
}
