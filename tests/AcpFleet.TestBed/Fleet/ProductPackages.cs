using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Host;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestBed.Fleet;

/// <summary>The product's packages as <c>packaging/build</c> makes them.</summary>
/// <param name="Agent">acpfleet-agent, DEB.</param>
/// <param name="Coordinator">acpfleet-coordinator with the command line, DEB.</param>
public sealed record ProductPackages(string Agent, string Coordinator)
{
    private static readonly string Place = Path.Combine(Repository.Root, "artifacts", "packages");

    /// <summary>Whether both are built.</summary>
    public static bool AreThere => Newest("acpfleet-agent") is not null && Newest("acpfleet-coordinator") is not null;

    /// <summary>The packages in artifacts/packages; built first where there are none.</summary>
    public static async Task<ProductPackages> GetAsync(Action<string> say, CancellationToken cancellation)
    {
        if (!AreThere)
        {
            say("packages (packaging/build, some minutes; once per checkout)");
            var build = Path.Combine(Repository.Root, "packaging", "build");
            var result = await HostProgram.RunAsync([build, "--only", "acpfleet-agent", "--only", "acpfleet-coordinator", Place], null, cancellation);
            if (result.ExitCode != 0)
                throw new BedException($"packaging/build failed: {result}");
        }

        return new ProductPackages(
            Newest("acpfleet-agent") ?? throw new BedException($"packaging/build left no acpfleet-agent_*_amd64.deb in {Place}."),
            Newest("acpfleet-coordinator") ?? throw new BedException($"packaging/build left no acpfleet-coordinator_*_amd64.deb in {Place}."));
    }

    private static string? Newest(string name) => !Directory.Exists(Place)
        ? null
        : Directory.EnumerateFiles(Place, $"{name}_*_amd64.deb").OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
}
