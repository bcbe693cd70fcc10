namespace AcpFleet.Agent.Probes.Text;

/// <summary>Walks over the fields of a line, parted by blanks and tabs.</summary>
internal ref struct Fields(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly Fields GetEnumerator() => this;

    public bool MoveNext()
    {
        _rest = _rest.TrimStart(" \t");
        if (_rest.IsEmpty)
        {
            Current = default;
            return false;
        }

        var end = _rest.IndexOfAny(' ', '\t');
        Current = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[end..];
        return true;
    }

    /// <summary>The next field, or an empty span at the end of the line.</summary>
    public ReadOnlySpan<char> Next()
    {
        MoveNext();
        return Current;
    }
}
