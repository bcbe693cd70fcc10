using AcpFleet.Checks.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Protocol.Api;
using Spectre.Console;

namespace AcpFleet.Cli.Terminal;

/// <summary>
/// Where people read: lines in the chosen language, broken to the width of the terminal, coloured only there and never
/// with NO_COLOR. It takes plain strings and has no notion of markup, so text from a node cannot style anything.
/// </summary>
internal sealed class Screen
{
    /// <summary>Prose beyond this is hard to follow with the eye.</summary>
    private const int WidestProse = 120;

    /// <summary>Tables on a pipe are not broken: scripts read them by line.</summary>
    private const int PipeWidth = 1000;

    private readonly IAnsiConsole _console;

    public Screen(TextWriter writer, StreamTraits traits, Func<string, string?> environment, Language language)
    {
        Language = language;
        IsTerminal = traits.IsTerminal && environment("TERM") is not "dumb";
        Glyphs = Glyphs.For(environment);
        var colours = IsTerminal && string.IsNullOrEmpty(environment("NO_COLOR"));
        Width = traits.IsTerminal ? Math.Max(traits.Width, 20) : 100;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new ScreenOutput(writer, traits.IsTerminal, traits.IsTerminal ? Width : PipeWidth),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Capabilities.Unicode = true;
        _console.Profile.Capabilities.Links = false;
        Writer = writer;
    }

    public Language Language { get; }

    public Glyphs Glyphs { get; }

    /// <summary>A terminal that obeys cursor movement.</summary>
    public bool IsTerminal { get; }

    public int Width { get; }

    public int ProseWidth => Math.Min(Width, WidestProse);

    /// <summary>The stream itself, for text that must stay exactly as it is (a token, a plan, JSON).</summary>
    public TextWriter Writer { get; }

    public string Say(LocalizedText text) => text.In(Language);

    /// <summary>A text from the coordinator in the chosen language, made safe.</summary>
    public string Say(TextView? text, int limit = 2000) =>
        SafeText.Of(text is null ? null : Language == Language.Chinese ? text.Zh : text.En, limit);

    public void Line(params ReadOnlySpan<StyledText> pieces) => _console.Write(new StyledLine(pieces.ToArray()));

    public void Blank() => Line("");

    /// <summary>Breaks a text to the width and writes it with the same margin on every line.</summary>
    public void Paragraph(string text, Style? style = null, int indent = 0)
    {
        foreach (var line in LineBreaker.Break(text, ProseWidth - indent))
            Line(new string(' ', indent), new StyledText(line, style ?? Palette.Plain));
    }

    /// <summary>A label in its own column and a text beside it that is broken within its own.</summary>
    public void Labelled(string label, int labelWidth, string text, int indent, Style? style = null)
    {
        var column = CellWidth.Pad(label, labelWidth);
        foreach (var line in LineBreaker.Break(text, ProseWidth - indent - labelWidth))
        {
            Line(new string(' ', indent), new StyledText(column, Palette.Faint), new StyledText(line, style ?? Palette.Plain));
            column = new string(' ', labelWidth);
        }
    }

    /// <summary>A heading with a rule to the right edge.</summary>
    public void Heading(string title, string remark = "")
    {
        title = CellWidth.Fit(title, ProseWidth - 1);
        if (CellWidth.Of(title) + CellWidth.Of(remark) + 3 > ProseWidth)
            remark = "";
        var used = CellWidth.Of(title) + (remark.Length > 0 ? CellWidth.Of(remark) + 2 : 0) + 1;
        var rule = ProseWidth - used;
        Line(
            new StyledText(title, Palette.Strong),
            new StyledText(remark.Length > 0 ? "  " + remark : "", Palette.Faint),
            " ",
            new StyledText(rule > 0 ? string.Concat(Enumerable.Repeat(Glyphs.Rule, rule)) : "", Palette.Faint));
    }
}
