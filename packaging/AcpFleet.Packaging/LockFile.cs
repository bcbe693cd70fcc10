using System.Text.Json;

namespace AcpFleet.Packaging;

/// <summary>packages.lock.json of a project: what it was built from, exactly.</summary>
internal sealed class LockFile
{
    private LockFile(IReadOnlyDictionary<string, LockedPackage> packages, IReadOnlyList<string> roots)
    {
        Packages = packages;
        Roots = roots;
    }

    /// <summary>By name, without regard to case.</summary>
    public IReadOnlyDictionary<string, LockedPackage> Packages { get; }

    /// <summary>Names of the packages that the project and the projects it references ask for themselves.</summary>
    public IReadOnlyList<string> Roots { get; }

    public static LockFile Read(string path)
    {
        var packages = new Dictionary<string, LockedPackage>(StringComparer.OrdinalIgnoreCase);
        var roots = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var framework in document.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var entry in framework.Value.EnumerateObject())
            {
                var needs = entry.Value.TryGetProperty("dependencies", out var listed) ? listed.EnumerateObject().Select(need => need.Name).ToList() : [];
                var type = entry.Value.GetProperty("type").GetString();
                if (type == "Project")
                    roots.UnionWith(needs);
                else
                    packages[entry.Name] = new LockedPackage(new PackageId(entry.Name, entry.Value.GetProperty("resolved").GetString()!), needs);
                if (type == "Direct")
                    roots.Add(entry.Name);
            }
        }

        // What is no package here is a project, and its own needs stand in the same file.
        return new LockFile(packages, [.. roots.Where(packages.ContainsKey)]);
    }
}
