namespace AcpFleet.Agent.Probes.Text;

/// <summary>
/// The lines of a text without copying it: split at line feeds only, as the kernel and the C library do, a carriage
/// return before it dropped. Numbers count from 1.
/// </summary>
internal ref struct TextLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;
    private bool ended = text.IsEmpty;

    public ReadOnlySpan<char> Current { get; private set; }

    public int Number { get; private set; }

    public readonly TextLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (ended)
            return false;
        var end = rest.IndexOf('\n');
        if (end < 0)
        {
            Current = rest;
            ended = true;
        }
        else
        {
            Current = rest[..end];
            rest = rest[(end + 1)..];
            ended = rest.IsEmpty;
        }

        if (Current.EndsWith("\r"))
            Current = Current[..^1];
        Number++;
        return true;
    }
}
