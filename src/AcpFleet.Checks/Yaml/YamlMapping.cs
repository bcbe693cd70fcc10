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

    /// <summary>
    /// This mapping with the changes of another (RFC 7396): mappings are merged key by key, null removes a key, anything
    /// else, lists included, is replaced as a whole.
    /// </summary>
    public YamlMapping With(YamlMapping changes)
    {
        var merged = new YamlMapping(changes.Line, changes.Column);
        foreach (var key in _keys)
        {
            var value = _byKey[key.Text].Value;
            if (!changes.TryGet(key.Text, out var change)) merged.TryAdd(key, value);
            else if (change is YamlMapping inner && value is YamlMapping existing) merged.TryAdd(key, existing.With(inner));
            else if (change is not YamlScalar { Kind: YamlScalarKind.Null }) merged.TryAdd(key, change);
        }

        foreach (var key in changes._keys)
        {
            if (!_byKey.ContainsKey(key.Text) && changes._byKey[key.Text].Value is var value and not YamlScalar { Kind: YamlScalarKind.Null }) merged.TryAdd(key, value);
        }

        return merged;
    }

    public YamlScalar? Key(string key) => _byKey.TryGetValue(key, out var entry) ? entry.Key : null;
}
