using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>An entry of the Boot Loader Specification, type 1: /boot/loader/entries/*.conf.</summary>
/// <param name="Title">Its title, else its version.</param>
/// <param name="Options">All options lines, joined; variables not resolved. Null: it has none.</param>
internal sealed record LoaderEntry(string? Title, string? Options)
{
    internal static LoaderEntry Parse(string text)
    {
        string? title = null, version = null, options = null;
        foreach (var line in new TextLines(text))
        {
            var fields = new Fields(line);
            var key = fields.Next();
            if (key.IsEmpty || key[0] == '#')
                continue;
            var value = line.Trim(" \t")[key.Length..].Trim(" \t");
            switch (key)
            {
                case "title":
                    title = FactText.Name(value);
                    break;
                case "version":
                    version = FactText.Name(value);
                    break;
                case "options":
                    options = options is null ? FactText.Line(value) : FactText.Line($"{options} {value}");
                    break;
            }
        }

        return new LoaderEntry(title ?? version, options);
    }
}
