using System.Text.Json;
using AcpFleet.TestBed.Fleet;
using AcpFleet.TestBed.Nodes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>The native agent on a node, from its package, asked without a coordinator.</summary>
internal static class NodeAgent
{
    /// <summary>A section of what the agent finds: kernel, memory, …</summary>
    public static async Task<JsonElement> SectionAsync(Node node, string section)
    {
        RequiredPart.Need(ProductPackages.AreThere, "the packages. packaging/build makes them in artifacts/packages");
        if ((await node.TryAsync(["test", "-x", "/usr/bin/acpfleet-agent"])).ExitCode != 0)
        {
            await node.CopyInAsync((await ProductPackages.GetAsync(_ => { }, default)).Agent, "/root/agent.deb");
            await node.RunAsync("dpkg", "--install", "/root/agent.deb");
        }

        var facts = JsonDocument.Parse(await node.RunAsync("acpfleet-agent", "facts")).RootElement;
        return facts.GetProperty("facts").GetProperty("sections").EnumerateArray()
            .Single(candidate => candidate.TryGetProperty(section, out _)).GetProperty(section);
    }
}
