namespace AcpFleet.Cli.Terminal;

/// <summary>
/// A table of safe texts. On a terminal that is too narrow the columns that matter least are left out, never squeezed
/// into shreds; on a pipe all of them are there, without frames.
/// </summary>
internal sealed class TextTable
{
    private const int Gap = 2;

    private readonly List<(string Title, int Rank, bool Right)> _columns = [];
    private readonly List<IReadOnlyList<StyledText>> _rows = [];

    /// <summary>Adds a column.</summary>
    /// <param name="rank">0 is always shown; of the others the highest goes first when there is no room.</param>
    public TextTable Column(string title, int rank = 0, bool right = false)
    {
        _columns.Add((title, rank, right));
        return this;
    }

    public void Row(params ReadOnlySpan<StyledText> cells) => _rows.Add(cells.ToArray());

    public void WriteTo(Screen screen)
    {
        var shown = Shown(screen);
        screen.Line(Pieces(shown, [.. _columns.Select(column => new StyledText(column.Title, Palette.Faint))]));
        foreach (var row in _rows)
            WriteRow(screen, shown, row);
    }

    /// <summary>A row; where the columns that must be there are too wide, the last one goes on below itself.</summary>
    private void WriteRow(Screen screen, List<int> shown, IReadOnlyList<StyledText> row)
    {
        var last = shown[^1];
        var before = shown.SkipLast(1).Sum(WidthOf);
        if (!screen.IsTerminal || before + CellWidth.Of(row[last].Text) <= screen.Width || screen.Width - before < 12)
        {
            screen.Line(Pieces(shown, row));
            return;
        }

        var lines = LineBreaker.Break(row[last].Text, screen.Width - before);
        var cells = row.ToArray();
        cells[last] = row[last] with { Text = lines[0] };
        screen.Line(Pieces(shown, cells));
        foreach (var line in lines.Skip(1))
            screen.Line(new string(' ', before), row[last] with { Text = line });
    }

    private StyledText[] Pieces(List<int> shown, IReadOnlyList<StyledText> cells)
    {
        // Nothing follows the last text of a line: trailing blanks would wrap on a narrow terminal and disturb scripts.
        var last = shown.FindLastIndex(index => cells[index].Text.Length > 0);
        return [.. shown.Take(last + 1).Select((index, place) => Padded(index, cells[index], isLast: place == last))];
    }

    private StyledText Padded(int index, StyledText cell, bool isLast)
    {
        var fill = new string(' ', Math.Max(0, WidthOf(index) - Gap - CellWidth.Of(cell.Text)));
        var before = _columns[index].Right ? fill : "";
        var after = isLast ? "" : (_columns[index].Right ? "" : fill) + new string(' ', Gap);
        return cell with { Text = before + cell.Text + after };
    }

    private List<int> Shown(Screen screen)
    {
        var shown = Enumerable.Range(0, _columns.Count).ToList();
        while (screen.IsTerminal && shown.Sum(WidthOf) - Gap > screen.Width)
        {
            var least = shown.Where(index => _columns[index].Rank > 0).OrderByDescending(index => _columns[index].Rank).Cast<int?>().FirstOrDefault();
            if (least is null)
                break;
            shown.Remove(least.Value);
        }

        return shown;
    }

    private int WidthOf(int index) =>
        Math.Max(CellWidth.Of(_columns[index].Title), _rows.Count == 0 ? 0 : _rows.Max(row => CellWidth.Of(row[index].Text))) + Gap;
}
