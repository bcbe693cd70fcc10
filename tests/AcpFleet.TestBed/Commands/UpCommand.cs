using System.Globalization;
using AcpFleet.TestBed.Beds;

namespace AcpFleet.TestBed.Commands;

/// <summary>Boots a fleet and leaves it standing, or leaves nothing.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(UpOptions options, CancellationToken cancellation)
    {
        var progress = new Progress();
        var bed = await Bed.CreateAsync(progress.Say, cancellation);
        try
        {
            var wanted = Enumerable.Range(0, options.Nodes)
                .Select(index => (string.Create(CultureInfo.InvariantCulture, $"node-{index + 1}"), options.Suites[index % options.Suites.Count]))
                .ToList();
            var nodes = await bed.AddContainersAsync(wanted, cancellation);
            bed.Keep();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Bed {bed.Record.Id}: {nodes.Count} nodes after {progress.Elapsed.TotalSeconds:0.0} s."));
            foreach (var (node, record) in nodes.Zip(bed.Record.Nodes))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {node.Name,-8} {node.Address,-14} {record.Kind,-20} booted in {node.BootTime.TotalSeconds:0.0} s"));
            Console.WriteLine($"Look around: tests/testbed shell {nodes[0].Name}. Take it away: tests/testbed down.");
            return 0;
        }
        catch
        {
            progress.Say("taking everything away");
            await bed.DisposeAsync();
            throw;
        }
    }
}
