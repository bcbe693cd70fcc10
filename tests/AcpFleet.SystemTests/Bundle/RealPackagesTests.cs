using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>The bundle as it is released: with the packages that <c>packaging/build</c> made.</summary>
[Collection(BundleGroup.Name)]
public sealed class RealPackagesTests(BundleWorkshop workshop)
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts/packages");

    [SkippableFact]
    public async Task Install_RealPackages_GivesProgramsThatRun()
    {
        workshop.Need();
        var deb = Directory.Exists(Packages) ? Directory.GetFiles(Packages, "acpfleet-agent_*_amd64.deb") : [];
        RequiredPart.Need(deb.Length > 0, "the packages. packaging/build makes them in artifacts/packages");
        var version = Path.GetFileName(deb[0]).Split('_')[1].Split('-')[0];
        var bundle = await BuiltBundle.BuildAsync(Packages, version, workshop.Key, workshop.In("real"));

        // In Debian 12: OpenSSL 3, and the C library that the coordinator asks for.
        using var room = await BundleRoom.EnterAsync("bookworm");
        var (file, key) = (Path.Combine(room.Shared, "bundle.run"), Path.Combine(room.Shared, "key.pem"));
        File.Copy(bundle, file);
        File.Copy(workshop.PublicKey, key);
        // --version asks no coordinator: without systemd the installed one has never started and has no token yet.
        var steps = await room.RunAsync(
            $"sh {file} --key {key} --coordinator --agent --yes",
            "acpfleet-agent version && acpfleet-coordinator version && acpfleet --version",
            $"sh {file} --coordinator --agent --yes",
            $"sh {file} --extract /srv/out && /srv/out/bin/acpfleet --version && ls -R /srv/out");

        steps.ShouldAllBe(step => step.ExitCode == 0, string.Join('\n', steps));
        steps[2].Output.ShouldContain($"already right: acpfleet-coordinator {version}");
        steps[2].Output.ShouldContain($"already right: acpfleet-agent {version}");
        PrintedFigures.Add($"offline bundle {version}: {new FileInfo(bundle).Length / 1e6:F1} MB");
    }
}
