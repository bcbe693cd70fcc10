using Spectre.Console.Rendering;

namespace AcpFleet.Cli.Terminal;

/// <summary>One line, already broken to fit, as Spectre renders it: segment by segment, with no markup to parse.</summary>
internal sealed class StyledLine(IReadOnlyList<StyledText> pieces) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth)
    {
        var width = pieces.Sum(piece => CellWidth.Of(piece.Text));
        return new Measurement(width, width);
    }

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [.. pieces.Where(piece => piece.Text.Length > 0).Select(piece => new Segment(piece.Text, piece.Style)), Segment.LineBreak];
}
