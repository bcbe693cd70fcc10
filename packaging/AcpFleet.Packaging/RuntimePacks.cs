using System.Text.Json;

namespace AcpFleet.Packaging;

/// <summary>The .NET runtime that a self-contained program carries. No lock file names it; the program's own deps.json does.</summary>
internal static class RuntimePacks
{
    private const string Prefix = "runtimepack.";

    public static IReadOnlyList<PackageId> Of(byte[] depsJson)
    {
        using var document = JsonDocument.Parse(depsJson);
        return
        [
            .. document.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(library => library.Name[Prefix.Length..].Split('/'))
                .Select(parts => new PackageId(parts[0], parts[1]))
                .OrderBy(pack => pack.Name, StringComparer.Ordinal),
        ];
    }
}
