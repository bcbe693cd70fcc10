namespace AcpFleet.Agent.Probes.Text;

/// <summary>
/// The lines of a text without copying it: split at line feeds only, as the kernel and the C library do, a carriage
/// return before it dropped. Numbers count from 1.
/// </summary>
internal ref struct TextLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _ended = text.IsEmpty;

    public ReadOnlySpan<char> Current { get; private set; }

    public int Number { get; private set; }

    public readonly TextLines GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_ended)
            return false;
        var end = _rest.IndexOf('\n');
        if (end < 0)
        {
            Current = _rest;
            _ended = true;
        }
        else
        {
            Current = _rest[..end];
            _rest = _rest[(end + 1)..];
            _ended = _rest.IsEmpty;
        }

        if (Current.EndsWith("\r"))
            Current = Current[..^1];
        Number++;
        return true;
    }
}
