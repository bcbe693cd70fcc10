using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace AcpFleet.Checks.Profiles;

/// <summary>The requirement profiles that come with the product, held in its own assembly.</summary>
public static class BuiltInProfiles
{
    /// <summary>The profile of a plan that names none.</summary>
    public const string DefaultId = "acp-4.1";

    private const string Prefix = "profile:";

    private static readonly ConcurrentDictionary<string, RequirementProfile> Loaded = new(StringComparer.Ordinal);

    /// <summary>Ids, sorted.</summary>
    public static ImmutableArray<string> Ids { get; } =
    [
        .. typeof(BuiltInProfiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Loaded once, then shared.</summary>
    /// <exception cref="KeyNotFoundException">No profile of that id comes with the product.</exception>
    public static RequirementProfile Get(string id) => Find(id)
        ?? throw new KeyNotFoundException($"There is no requirement profile '{id}'; there are: {string.Join(", ", Ids)}.");

    /// <summary>Null when there is none.</summary>
    public static RequirementProfile? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Ids.Contains(id) ? Loaded.GetOrAdd(id, static id => RequirementProfileReader.Read(Json(id)!, Json)) : null;
    }

    /// <summary>The profile's text, or null when there is none.</summary>
    internal static string? Json(string id)
    {
        using var stream = typeof(BuiltInProfiles).Assembly.GetManifestResourceStream(Prefix + id);
        if (stream is null) return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
