using System.Collections.Immutable;
using System.Globalization;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>
/// A mapping of a <see cref="StrictYamlDocument"/>. A getter gives null when its key is absent, null or wrong; what is
/// wrong is an error of the document. Every key that a getter asks for is known to <see cref="Finish"/>.
/// </summary>
public sealed class StrictYamlMap
{
    private readonly YamlMapping _mapping;
    private readonly StrictYamlDocument _document;
    private readonly List<string> _known = [];

    internal StrictYamlMap(YamlMapping mapping, string path, StrictYamlDocument document)
    {
        _mapping = mapping;
        _document = document;
        Path = path;
    }

    /// <summary>As in <see cref="YamlError.Path"/>.</summary>
    public string Path { get; }

    internal YamlMapping Mapping => _mapping;

    /// <summary>Keys as they are written.</summary>
    public IEnumerable<string> Keys => _mapping.Keys.Select(key => key.Text);

    /// <summary>Whether the key is there with a value other than null.</summary>
    public bool Has(string key) => Ask(key) is not null;

    /// <summary>Text. Numbers and true or false must be quoted to be text.</summary>
    public string? String(string key) => Text(Ask(key), PathOf(key));

    /// <summary>Text that something else is made of.</summary>
    public YamlParsed<T>? Value<T>(string key, Func<string, YamlParsed<T>> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        return Parsed(Text(Ask(key), PathOf(key)), Ask(key), PathOf(key), parse);
    }

    /// <summary>One of a few words.</summary>
    public T? Choice<T>(string key, ImmutableArray<ChoiceWord<T>> words)
        where T : struct => Word(Text(Ask(key), PathOf(key)), Ask(key), PathOf(key), words);

    /// <summary>A whole number in decimal, without quotes.</summary>
    public int? Int32(string key, int minimum, int maximum)
    {
        if (Ask(key) is not { } element) return null;
        var range = new LocalizedText($"a whole number from {minimum} to {maximum}", $"{minimum} 到 {maximum} 的整数");
        if (element is not YamlScalar { Kind: YamlScalarKind.Integer } scalar)
        {
            WrongType(element, PathOf(key), range);
            return null;
        }

        if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum) return number;
        Error(element, PathOf(key), new LocalizedText(
            $"{Shown(scalar.Text)} is not {range.En}", $"{Shown(scalar.Text)} 不是 {range.Zh}"));
        return null;
    }

    /// <summary>A number, whole or not, without quotes.</summary>
    public double? Double(string key, double minimum, double maximum)
    {
        if (Ask(key) is not { } element) return null;
        var range = new LocalizedText(
            string.Create(CultureInfo.InvariantCulture, $"a number from {minimum} to {maximum}"), string.Create(CultureInfo.InvariantCulture, $"{minimum} 到 {maximum} 的数字"));
        if (element is not YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } scalar)
        {
            WrongType(element, PathOf(key), range);
            return null;
        }

        if (double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum) return number;
        Error(element, PathOf(key), new LocalizedText($"{Shown(scalar.Text)} is not {range.En}", $"{Shown(scalar.Text)} 不是 {range.Zh}"));
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Boolean(string key)
    {
        if (Ask(key) is not { } element) return null;
        if (element is YamlScalar { Kind: YamlScalarKind.Boolean } scalar) return scalar.Text[0] is 't' or 'T';
        WrongType(element, PathOf(key), new LocalizedText("true or false", "true 或 false"));
        return null;
    }

    /// <summary>A mapping within this one.</summary>
    public StrictYamlMap? Map(string key)
    {
        if (Ask(key) is not { } element) return null;
        return MapOf(element, PathOf(key));
    }

    /// <summary>A list of mappings; empty when absent. Wrong items are left out.</summary>
    public ImmutableArray<StrictYamlMap> Maps(string key)
    {
        var maps = ImmutableArray.CreateBuilder<StrictYamlMap>();
        foreach (var (item, path) in Items(key))
        {
            if (MapOf(item, path) is { } map) maps.Add(map);
        }

        return maps.ToImmutable();
    }

    /// <summary>A list of texts that something else is made of; empty when absent. Wrong items are left out, equal ones are an error.</summary>
    public ImmutableArray<T> List<T>(string key, Func<string, YamlParsed<T>> parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var values = ImmutableArray.CreateBuilder<T>();
        var seen = new HashSet<T>();
        foreach (var (item, path) in Items(key))
        {
            if (Parsed(Text(item, path, nullIsWrong: true), item, path, parse) is not { Problem: null, Value: { } value }) continue;
            if (seen.Add(value)) values.Add(value);
            else Twice(item, path);
        }

        return values.ToImmutable();
    }

    /// <summary>A list of words of a few; empty when absent.</summary>
    public ImmutableArray<T> Choices<T>(string key, ImmutableArray<ChoiceWord<T>> words)
        where T : struct
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var (item, path) in Items(key))
        {
            if (Word(Text(item, path, nullIsWrong: true), item, path, words) is not { } value) continue;
            if (values.Contains(value)) Twice(item, path);
            else values.Add(value);
        }

        return values.ToImmutable();
    }

    /// <summary>Keys and texts of the user's own making, such as labels; empty when absent.</summary>
    public ImmutableSortedDictionary<string, string> Labels(string key)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Ask(key) is { } element && MapOf(element, PathOf(key)) is { } map)
        {
            foreach (var name in map._mapping.Keys)
            {
                map._mapping.TryGet(name.Text, out var value);
                if (Text(value, YamlPath.Child(map.Path, name.Text), nullIsWrong: true) is { } text) labels[name.Text] = text;
            }
        }

        return labels.ToImmutable();
    }

    /// <summary>Keys that must be there with a value: one error for each that is not.</summary>
    public void Require(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (Ask(key) is not null) continue;
            Error(_mapping.TryGet(key, out var nothing) ? nothing : _mapping, PathOf(key), new LocalizedText(
                $"the key '{key}' is required", $"必须给出键“{key}”"));
        }
    }

    /// <summary>Adds an error at a key's value, or at this mapping when the key is absent.</summary>
    public void Error(string key, LocalizedText message) =>
        Error(_mapping.TryGet(key, out var value) ? value : _mapping, PathOf(key), message);

    /// <summary>To be called when every key was asked for: each other key is an error.</summary>
    public void Finish()
    {
        foreach (var key in _mapping.Keys)
        {
            if (_known.Contains(key.Text)) continue;
            if (_document.ErrorList.Full)
            {
                _document.ErrorList.Drop();
                continue;
            }

            Error(key, YamlPath.Child(Path, key.Text), NearestWord.Unknown("key", "键", Shown(key.Text), _known));
        }
    }

    /// <summary>The element of a path, or the nearest thing around it.</summary>
    internal YamlElement Nearest(string path)
    {
        YamlElement at = _mapping;
        foreach (var part in path.Split('.', '['))
        {
            YamlElement? next = null;
            if (at is YamlMapping mapping) mapping.TryGet(part, out next);
            else if (at is YamlList list && int.TryParse(part.TrimEnd(']'), CultureInfo.InvariantCulture, out var index) && index < list.Items.Count) next = list.Items[index];
            if (next is null) break;
            at = next;
        }

        return at;
    }

    private YamlElement? Ask(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
            _document.Asked?.Add(YamlPath.WithoutIndices(PathOf(key)));
        }

        return _mapping.TryGet(key, out var value) && value is not YamlScalar { Kind: YamlScalarKind.Null } ? value : null;
    }

    private IEnumerable<(YamlElement Item, string Path)> Items(string key)
    {
        if (Ask(key) is not { } element) yield break;
        var path = PathOf(key);
        if (element is not YamlList list)
        {
            WrongType(element, path, new LocalizedText("a list", "列表"));
            yield break;
        }

        for (var index = 0; index < list.Items.Count; index++) yield return (list.Items[index], $"{path}[{index}]");
    }

    private StrictYamlMap? MapOf(YamlElement element, string path)
    {
        if (element is YamlMapping mapping) return new StrictYamlMap(mapping, path, _document);
        WrongType(element, path, new LocalizedText("keys and values", "由键和值组成的映射"));
        return null;
    }

    private string? Text(YamlElement? element, string path, bool nullIsWrong = false)
    {
        if (element is null || (!nullIsWrong && element is YamlScalar { Kind: YamlScalarKind.Null })) return null;
        if (element is YamlScalar { Kind: YamlScalarKind.Text } scalar) return scalar.Text;
        WrongType(element, path, new LocalizedText("text", "文本"));
        return null;
    }

    private YamlParsed<T>? Parsed<T>(string? text, YamlElement? element, string path, Func<string, YamlParsed<T>> parse)
    {
        if (text is null) return null;
        var parsed = parse(text);
        if (parsed.Problem is null) return parsed;
        Error(element, path, parsed.Problem);
        return null;
    }

    private T? Word<T>(string? text, YamlElement? element, string path, ImmutableArray<ChoiceWord<T>> words)
        where T : struct
    {
        if (text is null) return null;
        foreach (var (word, value) in words)
        {
            if (word == text) return value;
        }

        Error(element, path, NearestWord.NotAllowed(Shown(text), [.. words.Select(word => word.Text)]));
        return null;
    }

    private void WrongType(YamlElement element, string path, LocalizedText expected)
    {
        var actual = element switch
        {
            YamlScalar scalar => YamlScalarKinds.Name(scalar.Kind),
            YamlList => new LocalizedText("a list", "列表"),
            _ => new LocalizedText("keys and values", "由键和值组成的映射"),
        };
        var quote = expected.En == "text" && element is YamlScalar { Kind: not YamlScalarKind.Null };
        Error(element, path, new LocalizedText(
            $"{expected.En} is expected here, and this is {actual.En}{(quote ? "; put it in quotes" : "")}",
            $"此处应为{expected.Zh}，而这里是{actual.Zh}{(quote ? "；请加引号" : "")}"));
    }

    private void Twice(YamlElement item, string path) =>
        Error(item, path, new LocalizedText("this is in the list already", "列表中已有此项"));

    private void Error(YamlElement? at, string path, LocalizedText message) => _document.ErrorList.Add(at, path, message);

    private string PathOf(string key) => YamlPath.Child(Path, key);

    private static string Shown(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, 64), "…");
}
