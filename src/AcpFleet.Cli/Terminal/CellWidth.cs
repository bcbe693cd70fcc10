using System.Text;
using Spectre.Console.Rendering;

namespace AcpFleet.Cli.Terminal;

/// <summary>Columns that text takes on a terminal: two for Chinese, none for a combining mark.</summary>
internal static class CellWidth
{
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    public static int Of(Rune rune) => rune.IsAscii ? 1 : Math.Max(0, new Segment(rune.ToString()).CellCount());

    /// <summary>Pads with spaces on the right to a number of columns.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>The text, or as much of it as fits with an ellipsis.</summary>
    public static string Fit(string text, int width)
    {
        if (Of(text) <= width)
            return text;
        var kept = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Of(rune);
            if (used > width - 1)
                break;
            kept.Append(rune.ToString());
        }

        return width < 1 ? "" : kept.Append('…').ToString();
    }
}
