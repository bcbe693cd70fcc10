namespace AcpFleet.Checks.Yaml;

/// <summary>Bounds on a YAML text that comes from outside.</summary>
public sealed record YamlLimits
{
    public static YamlLimits Default { get; } = new();

    /// <summary>Characters of the text.</summary>
    public int MaxCharacters { get; init; } = 4 * 1024 * 1024;

    /// <summary>Mappings and lists within each other.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>Scalars, mappings and lists together.</summary>
    public int MaxElements { get; init; } = 1_000_000;

    /// <summary>Errors that are kept; one more says that there were others.</summary>
    public int MaxErrors { get; init; } = 200;
}
