using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>
/// A YAML text whose root is a mapping, read strictly and without reflection: for plans and configuration files.
/// Read every key through the getters of <see cref="Root"/> and its children, call <see cref="StrictYamlMap.Finish"/> on
/// each, then look at <see cref="Errors"/>: it holds everything that is wrong, not the first thing.
/// </summary>
public sealed class StrictYamlDocument
{
    private readonly YamlErrorList _errors;

    private StrictYamlDocument(YamlErrorList errors, YamlElement? root)
    {
        _errors = errors;
        if (root is YamlMapping mapping) Root = new StrictYamlMap(mapping, "", this);
        else if (root is not null) errors.Add(root, "", new LocalizedText("the document must be keys and values", "文档必须由键和值组成"));
    }

    /// <summary>Null when the text is not YAML or not a mapping; <see cref="Errors"/> says why.</summary>
    public StrictYamlMap? Root { get; }

    /// <summary>Every error so far, in the order of the text.</summary>
    public ImmutableArray<YamlError> Errors => _errors.ToImmutable();

    internal YamlErrorList ErrorList => _errors;

    /// <summary>Keys that getters asked for, by path with indices left out: <c>nodes[].roles</c>. For tests of schemas.</summary>
    internal SortedSet<string>? Asked { get; init; }

    /// <summary>Never throws for any text.</summary>
    public static StrictYamlDocument Parse(string text, YamlLimits? limits = null) => Parse(text, limits, asked: null);

    /// <summary>Adds an error at the place of a path, or of the nearest thing around it that exists.</summary>
    /// <param name="path">As in <see cref="YamlError.Path"/>.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    public void AddError(string path, LocalizedText message)
    {
        ArgumentNullException.ThrowIfNull(path);
        _errors.Add(Root?.Nearest(path), path, message);
    }

    /// <summary>
    /// To be called when every value was read, before rules that compare values: from here on <see cref="HasErrorAt"/> knows
    /// the errors so far only, so that one broken rule does not hide another.
    /// </summary>
    public void BeginRules() => _errors.BeginRules();

    /// <summary>Whether there is an error at the path, below it or above it: then a rule about it would only repeat it.</summary>
    public bool HasErrorAt(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return _errors.Touches(path);
    }

    /// <summary>
    /// This document with the changes of another: mappings are merged key by key, null removes a key, anything else is
    /// replaced as a whole. Places in errors are those of the text that a value came from.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the two has no <see cref="Root"/>.</exception>
    public StrictYamlDocument With(StrictYamlDocument changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (Root is null || changes.Root is null) throw new InvalidOperationException("A document without a root cannot be merged.");
        return new StrictYamlDocument(new YamlErrorList(YamlLimits.Default.MaxErrors), Root.Mapping.With(changes.Root.Mapping));
    }

    internal static StrictYamlDocument Parse(string text, YamlLimits? limits, SortedSet<string>? asked)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= YamlLimits.Default;
        var errors = new YamlErrorList(limits.MaxErrors);
        return new StrictYamlDocument(errors, YamlTreeParser.Parse(text, limits, errors)) { Asked = asked };
    }
}
