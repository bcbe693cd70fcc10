namespace AcpFleet.Checks.Yaml;

/// <summary>Paths as people read them: <c>nodes[2].roles[0]</c>.</summary>
internal static class YamlPath
{
    private const int LongestKey = 64;

    /// <summary>The path of a key of a mapping. An over-long key is cut: it may be anything.</summary>
    public static string Child(string path, string key)
    {
        if (key.Length > LongestKey) key = string.Concat(key.AsSpan(0, LongestKey), "…");
        return path.Length == 0 ? key : $"{path}.{key}";
    }

    /// <summary><c>nodes[2].roles[0]</c> becomes <c>nodes[].roles[]</c>.</summary>
    public static string WithoutIndices(string path)
    {
        var text = new System.Text.StringBuilder(path.Length);
        foreach (var character in path)
        {
            if (char.IsAsciiDigit(character) && text.Length > 0 && text[^1] == '[') continue;
            text.Append(character);
        }

        return text.ToString();
    }
}
