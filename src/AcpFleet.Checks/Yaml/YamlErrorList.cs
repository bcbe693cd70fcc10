using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>Gathers errors up to a bound, and remembers which paths have one.</summary>
internal sealed class YamlErrorList(int limit)
{
    private readonly List<YamlError> _errors = [];
    private int _dropped;
    private int _considered = int.MaxValue;

    public int Count => _errors.Count + _dropped;

    /// <summary>Further errors are only counted: their messages need not be made.</summary>
    public bool Full => _errors.Count >= limit;

    public void Drop() => _dropped++;

    public void Add(YamlElement? at, string path, LocalizedText message) =>
        Add(at?.Line ?? 1, at?.Column ?? 1, path, message);

    public void Add(int line, int column, string path, LocalizedText message)
    {
        if (_errors.Count < limit) _errors.Add(new YamlError(line, column, path, message));
        else _dropped++;
    }

    /// <summary>From here on <see cref="Touches"/> looks at the errors so far, so that one broken rule does not hide another.</summary>
    public void BeginRules() => _considered = _dropped > 0 ? int.MaxValue : _errors.Count;

    /// <summary>An error at the path, below it, or at something that holds it.</summary>
    public bool Touches(string path)
    {
        if (_dropped > 0 && _considered == int.MaxValue) return true;
        for (var index = 0; index < Math.Min(_errors.Count, _considered); index++)
        {
            if (Holds(_errors[index].Path, path) || Holds(path, _errors[index].Path)) return true;
        }

        return false;
    }

    /// <summary>In the order of the text.</summary>
    public ImmutableArray<YamlError> ToImmutable()
    {
        var sorted = _errors.OrderBy(error => error.Line).ThenBy(error => error.Column).ToList();
        if (_dropped > 0)
        {
            var last = sorted[^1];
            sorted.Add(new YamlError(last.Line, last.Column, "", new LocalizedText(
                $"{_dropped} more errors are not listed; mend these first",
                $"另有 {_dropped} 个错误未列出；请先修正以上错误")));
        }

        return [.. sorted];
    }

    private static bool Holds(string outer, string inner) =>
        outer.Length == 0
        || (inner.StartsWith(outer, StringComparison.Ordinal)
            && (inner.Length == outer.Length || inner[outer.Length] is '.' or '['));
}
