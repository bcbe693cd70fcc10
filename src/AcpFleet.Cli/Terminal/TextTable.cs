using Spectre.Console;

namespace AcpFleet.Cli.Terminal;

/// <summary>
/// A table of safe texts. On a terminal that is too narrow the columns that matter least are left out, never squeezed
/// into shreds; on a pipe all of them are there, without frames.
/// </summary>
internal sealed class TextTable
{
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
        var table = new Table { Border = TableBorder.None, ShowHeaders = true, Expand = false };
        foreach (var index in shown)
        {
            var (title, _, right) = _columns[index];
            table.AddColumn(new TableColumn(new Text(title, Palette.Faint))
            {
                Alignment = right ? Justify.Right : Justify.Left,
                Padding = new Padding(index == shown[0] ? 0 : 1, 0, 1, 0),
                NoWrap = !screen.IsTerminal,
            });
        }

        foreach (var row in _rows)
            table.AddRow(shown.Select(index => new Text(row[index].Text, row[index].Style)));
        screen.Write(table);
    }

    private List<int> Shown(Screen screen)
    {
        var shown = Enumerable.Range(0, _columns.Count).ToList();
        while (screen.IsTerminal && shown.Sum(WidthOf) > screen.Width)
        {
            var least = shown.Where(index => _columns[index].Rank > 0).OrderByDescending(index => _columns[index].Rank).Cast<int?>().FirstOrDefault();
            if (least is null)
                break;
            shown.Remove(least.Value);
        }

        return shown;
    }

    private int WidthOf(int index) =>
        Math.Max(CellWidth.Of(_columns[index].Title), _rows.Count == 0 ? 0 : _rows.Max(row => CellWidth.Of(row[index].Text))) + 2;
}
