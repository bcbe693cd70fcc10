using AcpFleet.Cli.Terminal;
using Spectre.Console;

namespace AcpFleet.Cli.Views;

/// <summary>How an outcome or a state looks: its mark and its colour. The mark alone must tell, for terminals without colours.</summary>
internal static class OutcomeLook
{
    public static Style StyleOf(string outcome) => outcome switch
    {
        "pass" or "ready" or "completed" or "active" => Palette.Good,
        "fail" or "not-ready" or "timed-out" => Palette.Bad,
        "unknown" or "missing" or "offline" => Palette.Doubt,
        "waived" => Palette.Accepted,
        _ => Palette.Faint,
    };

    public static StyledText Mark(Screen screen, string outcome)
    {
        var mark = outcome switch
        {
            "pass" => screen.Glyphs.Pass,
            "fail" => screen.Glyphs.Fail,
            "unknown" => screen.Glyphs.Unknown,
            "waived" => screen.Glyphs.Waived,
            _ => screen.Glyphs.NotApplicable,
        };
        return new StyledText(mark, StyleOf(outcome));
    }
}
