namespace AcpFleet.Packaging;

/// <summary>A program of ours, and the packages that its build took in.</summary>
internal sealed record Product(string Name, string Version, IReadOnlyDictionary<string, LockedPackage> Packages, IReadOnlyList<string> Roots)
{
    /// <summary>Tools of the build, of which nothing reaches a node. The static libraries of the native runtime are a package of their own.</summary>
    private static readonly HashSet<string> BuildTools = new(StringComparer.OrdinalIgnoreCase)
    {
        "Grpc.Tools", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.DotNet.ILCompiler", "Microsoft.NET.ILLink.Tasks",
    };

    public string Purl => $"pkg:generic/{Name}@{Version}";

    /// <summary>What is in the program, in order of name.</summary>
    public IEnumerable<LockedPackage> Parts => Packages.Values.OrderBy(package => package.Id.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The programs of a bundle.</summary>
    /// <param name="repository">Root of the sources.</param>
    /// <param name="version">Theirs.</param>
    /// <param name="coordinatorRuntime">What the self-contained coordinator carries.</param>
    public static IReadOnlyList<Product> All(string repository, string version, IReadOnlyList<PackageId> coordinatorRuntime) =>
    [
        Read("acpfleet", version, Path.Combine(repository, "src/AcpFleet.Cli/packages.lock.json"), []),
        Read("acpfleet-agent", version, Path.Combine(repository, "src/AcpFleet.Agent/packages.lock.json"), []),
        Read("acpfleet-coordinator", version, Path.Combine(repository, "src/AcpFleet.Coordinator/packages.lock.json"), coordinatorRuntime),
    ];

    internal static Product Read(string name, string version, string lockFile, IReadOnlyList<PackageId> runtime)
    {
        var locked = LockFile.Read(lockFile);
        var packages = locked.Packages.Values
            .Concat(runtime.Select(pack => new LockedPackage(pack, [])))
            .Where(package => !BuildTools.Contains(package.Id.Name))
            .ToDictionary(package => package.Id.Name, StringComparer.OrdinalIgnoreCase);
        // The native runtime is asked for by the compiler alone, which is left out: it belongs to the program itself.
        var needed = packages.Values.SelectMany(package => package.Dependencies).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var roots = packages.Keys.Where(key => locked.Roots.Contains(key, StringComparer.OrdinalIgnoreCase) || !needed.Contains(key));
        return new Product(name, version, packages, [.. roots.Order(StringComparer.OrdinalIgnoreCase)]);
    }
}
