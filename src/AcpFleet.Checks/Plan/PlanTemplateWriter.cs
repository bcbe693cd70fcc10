using System.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Lines of a commented plan.</summary>
internal sealed class PlanTemplateWriter(StringBuilder text, Language language)
{
    private const int CommentColumn = 36;

    public void Comment(string en, string? zh = null) =>
        text.Append("# ").Append(language == Language.Chinese ? zh ?? en : en).Append('\n');

    public void Key(int indent, string key, string value) =>
        text.Append(' ', indent).Append(key).Append(": ").Append(YamlText.Scalar(value)).Append('\n');

    /// <summary>A line of YAML with what it means behind it.</summary>
    public void Raw(string line, string? en = null, string? zh = null)
    {
        text.Append(line);
        if (en is not null)
        {
            text.Append(' ', Math.Max(1, CommentColumn - line.Length))
                .Append("# ").Append(language == Language.Chinese ? zh ?? en : en);
        }

        text.Append('\n');
    }
}
