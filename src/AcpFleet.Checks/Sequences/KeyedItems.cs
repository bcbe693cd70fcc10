using System.Collections;

namespace AcpFleet.Checks.Sequences;

/// <summary>Items that share a key.</summary>
internal sealed class KeyedItems<TKey, T>(TKey key) : IEnumerable<T>
{
    private readonly List<T> _items = [];

    public TKey Key => key;

    public void Add(T item) => _items.Add(item);

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
