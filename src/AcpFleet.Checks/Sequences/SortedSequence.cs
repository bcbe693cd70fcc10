using System.Collections;

namespace AcpFleet.Checks.Sequences;

/// <summary>Items sorted when they are read: by the first comparison, then the next; equal items keep their order.</summary>
internal sealed class SortedSequence<T>(IEnumerable<T> source, Comparison<T>[] comparisons) : IEnumerable<T>
{
    public SortedSequence<T> ThenBy<TKey>(Func<T, TKey> key, IComparer<TKey>? comparer = null)
    {
        var order = comparer ?? Comparer<TKey>.Default;
        return new SortedSequence<T>(source, [.. comparisons, (first, second) => order.Compare(key(first), key(second))]);
    }

    public IEnumerator<T> GetEnumerator()
    {
        var items = new List<T>(source);
        // Positions are sorted, not items: the sort is then one for all types, and stable by its last comparison.
        var positions = new int[items.Count];
        for (var position = 0; position < positions.Length; position++)
            positions[position] = position;
        Array.Sort(positions, (first, second) => Compare(items[first], items[second]) is var order and not 0 ? order : first.CompareTo(second));
        foreach (var position in positions)
            yield return items[position];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Compare(T first, T second)
    {
        foreach (var comparison in comparisons)
        {
            if (comparison(first, second) is var order and not 0)
                return order;
        }

        return 0;
    }
}
