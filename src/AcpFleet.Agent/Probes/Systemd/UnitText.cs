using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Systemd;

/// <summary>The syntax that unit files share with systemd's configuration files (systemd.syntax(7)).</summary>
internal static class UnitText
{
    private const int MaxSettings = 4096;

    internal readonly record struct Setting(string Section, string Key, string Value, int Line);

    /// <summary>All settings in order. A line that ends in a backslash goes on in the next one.</summary>
    internal static List<Setting> Parse(string text)
    {
        var settings = new List<Setting>();
        var section = "";
        string? begun = null;
        var begunAt = 0;
        var lines = new TextLines(text);
        while (lines.MoveNext())
        {
            var trimmed = lines.Current.Trim(" \t");
            if (trimmed.IsEmpty || trimmed[0] is '#' or ';')
                continue;
            if (begun is null)
                (begun, begunAt) = ("", lines.Number);
            if (trimmed[^1] == '\\' && begun.Length < FactText.LineCap)
            {
                begun += trimmed[..^1].ToString() + " ";
                continue;
            }

            var whole = begun.Length == 0 ? trimmed : (begun + trimmed.ToString()).AsSpan();
            begun = null;
            if (whole[0] == '[' && whole[^1] == ']')
                section = FactText.Name(whole[1..^1]);
            else if (whole.IndexOf('=') is > 0 and var equals && settings.Count < MaxSettings)
                settings.Add(new Setting(section, FactText.Name(whole[..equals].TrimEnd(" \t")), FactText.Line(whole[(equals + 1)..].Trim(" \t")), begunAt));
        }

        return settings;
    }

    internal static bool HasSection(string text, string section)
    {
        foreach (var line in new TextLines(text))
        {
            var trimmed = line.Trim(" \t");
            if (trimmed.Length == section.Length + 2 && trimmed[0] == '[' && trimmed[^1] == ']' && trimmed[1..^1].SequenceEqual(section))
                return true;
        }

        return false;
    }
}
