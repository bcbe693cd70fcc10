using System.Xml.Linq;

namespace AcpFleet.Packaging;

/// <summary>NuGet's folder of restored packages.</summary>
internal sealed class PackageCache(string root)
{
    /// <exception cref="InvalidDataException">The package is not there: its project was not restored.</exception>
    public PackageDescription Describe(PackageId id)
    {
        var name = id.Name.ToLowerInvariant();
        var folder = Path.Combine(root, name, id.Version.ToLowerInvariant());
        var specification = Path.Combine(folder, $"{name}.nuspec");
        var digest = Path.Combine(folder, $"{name}.{id.Version.ToLowerInvariant()}.nupkg.sha512");
        if (!File.Exists(specification) || !File.Exists(digest))
            throw new InvalidDataException($"{id.Name} {id.Version} is not in {root}; dotnet restore brings it");

        var elements = XDocument.Load(specification).Descendants().ToLookup(element => element.Name.LocalName);
        var licence = elements["license"].FirstOrDefault(element => element.Attribute("type")?.Value == "expression")?.Value;
        return new PackageDescription(
            licence,
            elements["copyright"].FirstOrDefault()?.Value ?? $"Copyright {elements["authors"].FirstOrDefault()?.Value}",
            elements["projectUrl"].FirstOrDefault()?.Value,
            Convert.ToHexStringLower(Convert.FromBase64String(File.ReadAllText(digest))),
            [
                .. Directory.EnumerateFiles(folder)
                    .Where(file => Path.GetFileName(file) is var own
                        && (own.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) || own.StartsWith("THIRD-PARTY", StringComparison.OrdinalIgnoreCase)
                            || own.StartsWith("NOTICE", StringComparison.OrdinalIgnoreCase)))
                    .Order(StringComparer.Ordinal)
                    .Select(file => (Path.GetFileName(file), File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd())),
            ]);
    }
}
