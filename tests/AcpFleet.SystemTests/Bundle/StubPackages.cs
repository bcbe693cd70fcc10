using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>Packages with the product's names and hardly any content: the bundle is tested, not they.</summary>
internal static class StubPackages
{
    /// <summary>Fills a directory with one version of them.</summary>
    /// <param name="agentNeeds">The agent's Depends; its Requires too, where it is one name.</param>
    /// <param name="agentPostinst">The agent's script after unpacking.</param>
    public static async Task MakeAsync(string directory, string version, string agentNeeds = "libc6 (>= 2.17), libssl3 | libssl1.1", string agentPostinst = "exit 0")
    {
        RequiredPart.NeedProgram("dpkg-deb", "apt-get install dpkg");
        RequiredPart.NeedProgram("rpmbuild", "apt-get install rpm");
        Directory.CreateDirectory(directory);
        await DebAsync(directory, "acpfleet-agent", version, "amd64", agentNeeds, agentPostinst);
        await DebAsync(directory, "acpfleet-coordinator", version, "amd64", "libc6", "exit 0");
        await DebAsync(directory, "acpfleet-agent-portable", version, "all", "libc6", "exit 0");
        await RpmAsync(directory, "acpfleet-agent", version, agentNeeds.Contains(' ', StringComparison.Ordinal) ? null : agentNeeds);
        await RpmAsync(directory, "acpfleet-coordinator", version, null);
    }

    private static async Task DebAsync(string directory, string name, string version, string architecture, string needs, string postinst)
    {
        var root = Directory.CreateDirectory(Path.Combine(directory, $"{name}.deb.d")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "DEBIAN"));
        Directory.CreateDirectory(Path.Combine(root, "usr/share", name));
        await File.WriteAllTextAsync(Path.Combine(root, "usr/share", name, "version"), $"{version}\n");
        await File.WriteAllTextAsync(Path.Combine(root, "DEBIAN/control"),
            $"Package: {name}\nVersion: {version}-1\nArchitecture: {architecture}\nMaintainer: Tests <tests@example.org>\nDepends: {needs}\nInstalled-Size: 5\nDescription: stub\n");
        var script = Path.Combine(root, "DEBIAN/postinst");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\n{postinst}\n");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        await RunAsync("dpkg-deb", "-Zgzip", "--root-owner-group", "--build", root, Path.Combine(directory, $"{name}_{version}-1_{architecture}.deb"));
    }

    private static async Task RpmAsync(string directory, string name, string version, string? needs)
    {
        var top = Directory.CreateDirectory(Path.Combine(directory, $"{name}.rpm.d")).FullName;
        var specification = Path.Combine(top, "stub.spec");
        await File.WriteAllTextAsync(specification, $"""
            Name: {name}
            Version: {version}
            Release: 1
            Summary: stub
            License: Apache-2.0
            AutoReqProv: no
            {(needs is null ? "" : $"Requires: {needs}")}
            %description
            stub
            %install
            mkdir -p %buildroot/usr/share/{name}
            echo {version} > %buildroot/usr/share/{name}/version
            %files
            /usr/share/{name}
            """);
        await RunAsync("rpmbuild", "-bb", "--quiet", "--target", "x86_64", "--define", $"_topdir {top}", "--define", $"_rpmdir {directory}",
            "--define", "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm", "--define", "_binary_payload w6.gzdio", specification);
    }

    internal static async Task RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await TestProcess.RunAsync(input: null, [program], arguments);
        exitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}");
    }
}
