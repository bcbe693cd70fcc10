using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Packages;

/// <summary>The packages that <c>packaging/build</c> made into artifacts/packages, and ways to make others of the same programs.</summary>
internal static class BuiltPackages
{
    public const string Agent = "acpfleet-agent";
    public const string Portable = "acpfleet-agent-portable";
    public const string Coordinator = "acpfleet-coordinator";

    public static readonly string[] Names = [Agent, Portable, Coordinator];

    /// <summary>Where tests/run lets packaging/build publish to: agent, cli, coordinator, agent-portable.</summary>
    public static string Published { get; } = Path.Combine(Repository.Root, "artifacts");

    private static string Built { get; } = Path.Combine(Repository.Root, "artifacts", "packages");

    public static string Packaging(string path) => Path.Combine(Repository.Root, "packaging", path);

    /// <summary>The built package; skips the test where there is none.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="format">deb or rpm.</param>
    /// <param name="directory">Where <see cref="MakeAsync"/> made it; default: what tests/run built.</param>
    public static string Find(string name, string format, string? directory = null)
    {
        var pattern = format == "deb" ? $"{name}_*.deb" : $"{name}-*.rpm";
        string[] found = Directory.Exists(directory ?? Built)
            ? [.. Directory.GetFiles(directory ?? Built, pattern).Where(file => char.IsAsciiDigit(Path.GetFileName(file)[name.Length + 1]))]
            : [];
        RequiredPart.Need(found.Length == 1, $"the built packages. packaging/build, into an empty artifacts/packages ({found.Length} files {pattern} there)");
        return found[0];
    }

    /// <summary>Packages the published programs once more.</summary>
    /// <param name="prefix">What goes before the command: env with variables, or a shell that sets a umask.</param>
    public static async Task MakeAsync(string name, string version, string output, params string[] prefix)
    {
        Find(name, "deb");
        RequiredPart.NeedProgram("rpmbuild", "apt-get install rpm");
        var (code, text) = await TestProcess.RunAsync(
            null,
            ["env", $"ACPFLEET_VERSION={version}", "ACPFLEET_XZ_LEVEL=0", .. prefix, Packaging("build")],
            "--published", Published, "--only", name, output);
        code.ShouldBe(0, text);
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        RequiredPart.NeedProgram(program, "packaging/install-test-parts");
        var (code, output) = await TestProcess.RunAsync(null, [program], arguments);
        code.ShouldBe(0, output);
        return output;
    }

    /// <summary>Lines of what a program prints; it must succeed.</summary>
    public static async Task<string[]> LinesAsync(string program, params string[] arguments) =>
        (await RunAsync(program, arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
