using AcpFleet.TestBed.Beds;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Field;

/// <summary>What <c>tests/run</c> builds for these tests: a bundle of the packages.</summary>
internal static class FieldParts
{
    private static readonly string Bundles = Path.Combine(Repository.Root, "artifacts", "bundle");

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
}
