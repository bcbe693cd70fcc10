using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli;

/// <summary>Errors as people see them: what happened and where, the details, what to do next.</summary>
internal static class FaultReport
{
    public static void Write(Screen screen, CliFault fault)
    {
        WriteError(screen, fault.Message);
        foreach (var detail in fault.Details)
            screen.Paragraph(SafeText.Of(detail, 2000), indent: 2);
        if (fault.Next is { } next)
            WriteNext(screen, next);
    }

    public static void WriteError(Screen screen, string message) =>
        screen.Labelled("acpfleet: ", 10, SafeText.Of(message, 4000), 0, Palette.Bad);

    public static void WriteNext(Screen screen, string next) =>
        screen.Labelled(screen.Glyphs.Arrow + " ", CellWidth.Of(screen.Glyphs.Arrow) + 1, SafeText.Of(next, 2000), 0);

    public static void WriteInternal(Screen screen, Exception unforeseen)
    {
        WriteError(screen, $"A fault of this program: {unforeseen.GetType().Name}: {unforeseen.Message}");
        foreach (var line in SafeText.Lines(unforeseen.StackTrace))
            screen.Line("  ", new StyledText(line.Trim(), Palette.Faint));
        WriteNext(screen, "Please report it with the lines above.");
    }
}
