namespace AcpFleet.Checks.Sequences;

/// <summary>
/// The operators of System.Linq that these projects use, written as plain loops. System.Linq's iterators are generic
/// virtual classes: native code for every pair of a source and a result type would be carried by the agent, 2 MB of it
/// (docs/decisions/0005-native-agent-size.md). Names, laziness and order are those of System.Linq.
/// </summary>
internal static class Sequence
{
    public static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> source, Func<T, TResult> selector)
    {
        foreach (var item in source)
            yield return selector(item);
    }

    public static IEnumerable<TResult> Select<T, TResult>(this IEnumerable<T> source, Func<T, int, TResult> selector)
    {
        var index = 0;
        foreach (var item in source)
            yield return selector(item, index++);
    }

    public static IEnumerable<TResult> SelectMany<T, TResult>(this IEnumerable<T> source, Func<T, IEnumerable<TResult>> selector)
    {
        foreach (var item in source)
        {
            foreach (var result in selector(item))
                yield return result;
        }
    }

    public static IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var item in source)
        {
            if (predicate(item))
                yield return item;
        }
    }

    public static IEnumerable<TResult> OfType<TResult>(this System.Collections.IEnumerable source)
    {
        foreach (var item in source)
        {
            if (item is TResult result)
                yield return result;
        }
    }

    public static IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        foreach (var item in first)
            yield return item;
        foreach (var item in second)
            yield return item;
    }

    public static IEnumerable<T> Skip<T>(this IEnumerable<T> source, int count)
    {
        foreach (var item in source)
        {
            if (count > 0)
                count--;
            else
                yield return item;
        }
    }

    public static IEnumerable<T> Take<T>(this IEnumerable<T> source, int count)
    {
        if (count <= 0)
            yield break;
        foreach (var item in source)
        {
            yield return item;
            if (--count == 0)
                yield break;
        }
    }

    public static IEnumerable<T> Distinct<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null)
    {
        var seen = new HashSet<T>(comparer);
        foreach (var item in source)
        {
            if (seen.Add(item))
                yield return item;
        }
    }

    /// <summary>Items by key; the keys in the order of their first items, the items of a key in their order.</summary>
    public static IEnumerable<KeyedItems<TKey, T>> GroupBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key)
        where TKey : notnull
    {
        var groups = new Dictionary<TKey, KeyedItems<TKey, T>>();
        var ordered = new List<KeyedItems<TKey, T>>();
        foreach (var item in source)
        {
            var name = key(item);
            if (!groups.TryGetValue(name, out var group))
            {
                groups.Add(name, group = new KeyedItems<TKey, T>(name));
                ordered.Add(group);
            }

            group.Add(item);
        }

        return ordered;
    }

    public static bool Any<T>(this IEnumerable<T> source)
    {
        using var items = source.GetEnumerator();
        return items.MoveNext();
    }

    public static bool Any<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (var item in source)
        {
            if (predicate(item))
                return true;
        }

        return false;
    }

    public static bool All<T>(this IEnumerable<T> source, Func<T, bool> predicate) => !source.Any(item => !predicate(item));

    public static bool Contains<T>(this IEnumerable<T> source, T value) => source.Any(item => EqualityComparer<T>.Default.Equals(item, value));

    public static int Count<T>(this IEnumerable<T> source, Func<T, bool>? predicate = null)
    {
        var count = 0;
        foreach (var item in source)
        {
            if (predicate is null || predicate(item))
                count++;
        }

        return count;
    }

    public static int Sum<T>(this IEnumerable<T> source, Func<T, int> selector)
    {
        var sum = 0;
        foreach (var item in source)
            sum = checked(sum + selector(item));
        return sum;
    }

    public static T First<T>(this IEnumerable<T> source)
    {
        foreach (var item in source)
            return item;
        throw new InvalidOperationException("The sequence has no items.");
    }

    public static T First<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).First();

    public static T? FirstOrDefault<T>(this IEnumerable<T> source)
    {
        foreach (var item in source)
            return item;
        return default;
    }

    public static T? FirstOrDefault<T>(this IEnumerable<T> source, Func<T, bool> predicate) => source.Where(predicate).FirstOrDefault();

    public static T Single<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        using var found = source.Where(predicate).GetEnumerator();
        if (!found.MoveNext())
            throw new InvalidOperationException("No item of the sequence satisfies the condition.");
        var item = found.Current;
        return found.MoveNext() ? throw new InvalidOperationException("More than one item of the sequence satisfies the condition.") : item;
    }

    /// <summary>The first of the items whose key is greatest; null when there is none.</summary>
    public static T? MaxBy<T>(this IEnumerable<T> source, Func<T, int> key)
        where T : class
    {
        T? best = null;
        foreach (var item in source)
        {
            if (best is null || key(item) > key(best))
                best = item;
        }

        return best;
    }

    public static SortedSequence<T> Order<T>(this IEnumerable<T> source, IComparer<T>? comparer = null) => source.OrderBy(item => item, comparer);

    public static SortedSequence<T> OrderDescending<T>(this IEnumerable<T> source, IComparer<T>? comparer = null) => source.OrderByDescending(item => item, comparer);

    public static SortedSequence<T> OrderBy<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key, IComparer<TKey>? comparer = null) =>
        new SortedSequence<T>(source, []).ThenBy(key, comparer);

    public static SortedSequence<T> OrderByDescending<T, TKey>(this IEnumerable<T> source, Func<T, TKey> key, IComparer<TKey>? comparer = null)
    {
        var order = comparer ?? Comparer<TKey>.Default;
        return new SortedSequence<T>(source, [(first, second) => order.Compare(key(second), key(first))]);
    }

    public static List<T> ToList<T>(this IEnumerable<T> source) => new(source);

    public static T[] ToArray<T>(this IEnumerable<T> source) => new List<T>(source).ToArray();

    public static HashSet<T> ToHashSet<T>(this IEnumerable<T> source, IEqualityComparer<T>? comparer = null) => new(source, comparer);

    public static Dictionary<TKey, TValue> ToDictionary<T, TKey, TValue>(
        this IEnumerable<T> source, Func<T, TKey> key, Func<T, TValue> value, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
    {
        var dictionary = new Dictionary<TKey, TValue>(comparer);
        foreach (var item in source)
            dictionary.Add(key(item), value(item));
        return dictionary;
    }
}
