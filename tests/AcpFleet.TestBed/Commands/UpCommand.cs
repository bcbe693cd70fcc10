using System.Globalization;
using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Fleet;
using AcpFleet.TestBed.Nodes;

namespace AcpFleet.TestBed.Commands;

/// <summary>Boots a fleet and leaves it standing, or leaves nothing.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(UpOptions options, CancellationToken cancellation)
    {
        var progress = new Progress();
        var packages = options.Bare ? null : await ProductPackages.GetAsync(progress.Say, cancellation);
        var bed = await Bed.CreateAsync(progress.Say, cancellation);
        try
        {
            var wanted = Enumerable.Range(0, options.Nodes)
                .Select(index => (string.Create(CultureInfo.InvariantCulture, $"node-{index + 1}"), options.Suites[index % options.Suites.Count]))
                .ToList();
            var nodes = await bed.AddContainersAsync(wanted, cancellation);
            if (!options.Bare)
                await new FleetInstallation(nodes, progress.Say).InstallAsync(packages!, cancellation);
            bed.Keep();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Bed {bed.Record.Id}: {nodes.Count} nodes after {progress.Elapsed.TotalSeconds:0.0} s."));
            foreach (var (node, record) in nodes.Zip(bed.Record.Nodes))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {node.Name,-8} {node.Address,-14} {record.Kind,-20} booted in {node.BootTime.TotalSeconds:0.0} s"));
            if (!options.Bare)
                await ExplainAsync(bed, nodes[0]);
            Console.WriteLine($"A shell: tests/testbed shell {nodes[0].Name}. Take it away: tests/testbed down.");
            return 0;
        }
        catch
        {
            progress.Say("taking everything away");
            await bed.DisposeAsync();
            throw;
        }
    }

    /// <summary>How this machine asks the coordinator in the node.</summary>
    private static async Task ExplainAsync(Bed bed, Node coordinator)
    {
        var access = Directory.CreateDirectory(Path.Combine(bed.Record.Directory, "access"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        await coordinator.CopyOutAsync("/var/lib/acpfleet/ca/ca.crt", Path.Combine(access, "ca.crt"));
        await coordinator.CopyOutAsync("/var/lib/acpfleet/admin-token", Path.Combine(access, "admin-token"));
        Console.WriteLine(
            $"""
            On the coordinator:  tests/testbed exec {coordinator.Name} acpfleet readiness
            From this machine:   export ACPFLEET_SERVER=https://{coordinator.Address}:7444 ACPFLEET_CA={access}/ca.crt ACPFLEET_TOKEN_FILE={access}/admin-token
                                 acpfleet nodes        (or: dotnet run --project src/AcpFleet.Cli -- nodes)
            Agents report to     {coordinator.Address}:7443; REST is at https://{coordinator.Address}:7444/api/v1
            """);
    }
}
