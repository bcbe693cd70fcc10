using System.Diagnostics.CodeAnalysis;

namespace AcpFleet.Checks.Yaml;

/// <summary>Keys with their values, in the order of the text. Each key once: a second one is an error and not kept.</summary>
internal sealed class YamlMapping(int line, int column) : YamlElement(line, column)
{
    private readonly Dictionary<string, (YamlScalar Key, YamlElement Value)> _byKey = new(StringComparer.Ordinal);
    private readonly List<YamlScalar> _keys = [];

    public IReadOnlyList<YamlScalar> Keys => _keys;

    /// <summary>False when the key is there already.</summary>
    public bool TryAdd(YamlScalar key, YamlElement value)
    {
        if (!_byKey.TryAdd(key.Text, (key, value))) return false;
        _keys.Add(key);
        return true;
    }

    public bool TryGet(string key, [NotNullWhen(true)] out YamlElement? value)
    {
        var found = _byKey.TryGetValue(key, out var entry);
        value = entry.Value;
        return found;
    }

    public YamlScalar? Key(string key) => _byKey.TryGetValue(key, out var entry) ? entry.Key : null;
}
