using AcpFleet.Checks.Text;
using System.Globalization;
using AcpFleet.Cli.Terminal;
using AcpFleet.Cli.Wording;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Views;

/// <summary>
/// A scan while it runs: a line for each node that has ended, and on a terminal a last line, rewritten in place, that
/// counts and names those still at work.
/// </summary>
internal sealed class ScanProgress : IProgress<ScanView>
{
    private readonly Screen _screen;
    private readonly StatusLine _status;
    private readonly HashSet<string> _ended = [];

    public ScanProgress(Screen screen, TimeProvider time)
    {
        _screen = screen;
        _status = new StatusLine(screen, time);
    }

    public void Report(ScanView value)
    {
        var news = value.Nodes.Where(node => node.State is not ("pending" or "collecting") && _ended.Add(node.NodeId)).ToList();
        if (news.Count > 0)
            _status.Clear();
        foreach (var node in news)
            WriteEnded(node);
        if (value.State == "completed")
        {
            _status.Clear();
            return;
        }

        var working = value.Nodes.Where(node => !_ended.Contains(node.NodeId)).OrderBy(node => node.State, StringComparer.Ordinal).ToList();
        var names = string.Join(", ", working.Take(5).Select(node => $"{SafeText.Of(node.Name, 40)}: {_screen.Say(Words.Of(node.State))}"));
        _status.Show($"{_ended.Count}/{value.Nodes.Count}  {SafeText.Of(names)}{(working.Count > 5 ? " …" : "")}");
    }

    private void WriteEnded(ScanNodeView node)
    {
        var done = node.State == "completed";
        var took = node.TookMs is { } milliseconds ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms") : "";
        var changed = node.Changed.Count > 0 ? $"{_screen.Say(Words.Changed)}: {string.Join(", ", node.Changed)}" : "";
        _screen.Line(
            "  ",
            new StyledText(done ? _screen.Glyphs.Pass : _screen.Glyphs.Unknown, OutcomeLook.StyleOf(node.State)),
            " ",
            new StyledText(CellWidth.Pad(SafeText.Of(node.Name, 63), 24), Palette.Strong),
            " ",
            new StyledText(CellWidth.Pad(SafeText.Of(_screen.Say(Words.Of(node.State))), 10), OutcomeLook.StyleOf(node.State)),
            new StyledText($" {took,8}  {SafeText.Of(changed, 100)}", Palette.Faint));
    }
}
