using Spectre.Console;

namespace AcpFleet.Cli.Terminal;

/// <summary>A piece of a line. The text is taken as it stands: nothing in it is markup.</summary>
internal readonly record struct StyledText(string Text, Style Style)
{
    public static implicit operator StyledText(string text) => new(text, Palette.Plain);
}
