using System.Globalization;
using AcpFleet.TestBed.Fleet;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>The product from its packages: units, journal, mutual TLS between nodes, as in the field.</summary>
[Collection(BedCollection.Name)]
public sealed class FleetInstallationTests(SharedBed bed)
{
    [SkippableFact]
    public async Task Install_PackagesOnThreeReleases_EveryNodeEnrolsReportsAndIsJudged()
    {
        RequiredPart.Need(ProductPackages.AreThere, "the packages. packaging/build makes them in artifacts/packages");
        // The coordinator goes on the first: its package does not fit Debian 11, whose glibc is too old for its SQLite.
        var containers = await bed.ContainersAsync();
        var nodes = new[] { containers[1], containers[0], containers[2] };
        var fleet = new FleetInstallation(nodes, _ => { });

        var started = TimeProvider.System.GetTimestamp();
        await fleet.InstallAsync(await ProductPackages.GetAsync(_ => { }, default));
        PrintedFigures.Add(string.Create(
            CultureInfo.InvariantCulture, $"packages on three containers, from dpkg to the first verdict: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));

        (await fleet.JudgedAsync()).ShouldBe(3);
        foreach (var node in nodes)
        {
            (await node.UnitStateAsync("acpfleet-agent")).ShouldBe("active");
            (await node.RunAsync("systemctl", "show", "--property=MainPID,NRestarts", "acpfleet-agent")).ShouldContain("NRestarts=0");
            (await node.JournalAsync("acpfleet-agent")).ShouldNotBeEmpty();
            (await node.RunAsync("stat", "-c", "%a %U", "/var/lib/acpfleet-agent")).Trim().ShouldBe("700 root");
            (await fleet.Coordinator.RunAsync("acpfleet", "nodes")).ShouldContain(node.Name);
        }
    }
}
