using AcpFleet.SystemTests.Packages;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Field;

/// <summary>What <c>tests/run</c> builds for these tests: packages, a bundle of them, and packages of the version before.</summary>
internal static class FieldParts
{
    /// <summary>Made by tests/previous-version from the same sources: every program says this version of itself.</summary>
    public const string PreviousVersion = "0.0.9";

    private static readonly string Bundles = Path.Combine(Repository.Root, "artifacts", "bundle");
    private static readonly string PreviousPackages = Path.Combine(Repository.Root, "artifacts", "previous", "packages");

    public static string Version { get; } = Path.GetFileName(Bundle).Split('-') is [_, var version, ..] ? version : "";

    /// <summary>Empty: not built.</summary>
    public static string Bundle => Directory.Exists(Bundles) ? Directory.GetFiles(Bundles, "acpfleet-*-x86_64.run").Order(StringComparer.Ordinal).LastOrDefault("") : "";

    /// <summary>The public key that the bundle is verified with.</summary>
    public static string Key => Path.ChangeExtension(Bundle, ".pem");

    public static void Need()
    {
        BedTool.Need(BedTool.ForContainers);
        RequiredPart.Need(Bundle.Length > 0, "the bundle. packaging/build-bundle, after packaging/build");
    }

    public static string Package(string name, string format) => BuiltPackages.Find(name, format);

    public static string PreviousPackage(string name, string format)
    {
        RequiredPart.Need(Directory.Exists(PreviousPackages), "packages of another version. tests/previous-version makes them");
        return BuiltPackages.Find(name, format, PreviousPackages);
    }
}
