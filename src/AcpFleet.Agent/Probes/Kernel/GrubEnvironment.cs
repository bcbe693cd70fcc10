using System.Text;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Kernel;

/// <summary>The variables of a grubenv file: a 1024-byte block of NAME=value lines, padded with '#'.</summary>
internal static class GrubEnvironment
{
    private const string Signature = "# GRUB Environment Block";

    /// <summary>The variables, or null when the text is no environment block.</summary>
    internal static Dictionary<string, string>? Parse(string text)
    {
        if (!text.StartsWith(Signature, StringComparison.Ordinal))
            return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var position = Signature.Length;
        while (position < text.Length)
        {
            var line = Line(text, ref position);
            var equals = line.IndexOf('=');
            if (equals > 0 && !line.StartsWith('#'))
                variables[line[..equals]] = FactText.Line(line.AsSpan(equals + 1));
        }

        return variables;
    }

    // A backslash keeps the character after it, a line end included.
    private static string Line(string text, ref int position)
    {
        var line = new StringBuilder();
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '\n')
            {
                position++;
                break;
            }

            if (c == '\\' && position + 1 < text.Length)
                c = text[++position];
            line.Append(c);
        }

        return line.ToString();
    }
}
