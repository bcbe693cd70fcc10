using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Yaml;

/// <summary>A value made of a scalar's text, or what is wrong with the text.</summary>
/// <param name="Value">Meaningful when <paramref name="Problem"/> is null.</param>
/// <param name="Problem">What is wrong and what is allowed.</param>
public readonly record struct YamlParsed<T>(T? Value, LocalizedText? Problem)
{
    public static implicit operator YamlParsed<T>(T value) => new(value, null);

    public static implicit operator YamlParsed<T>(LocalizedText problem) => new(default, problem);
}
