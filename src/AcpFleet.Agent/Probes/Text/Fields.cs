namespace AcpFleet.Agent.Probes.Text;

/// <summary>Walks over the fields of a line, parted by blanks and tabs.</summary>
internal ref struct Fields(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> rest = line;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly Fields GetEnumerator() => this;

    public bool MoveNext()
    {
        rest = rest.TrimStart(" \t");
        if (rest.IsEmpty)
        {
            Current = default;
            return false;
        }

        var end = rest.IndexOfAny(' ', '\t');
        Current = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        return true;
    }

    /// <summary>The next field, or an empty span at the end of the line.</summary>
    public ReadOnlySpan<char> Next()
    {
        MoveNext();
        return Current;
    }
}
