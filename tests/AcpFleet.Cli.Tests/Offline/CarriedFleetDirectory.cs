using AcpFleet.Protocol.Facts;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Facts;
using Google.Protobuf.WellKnownTypes;

namespace AcpFleet.Cli.Tests.Offline;

/// <summary>Facts files of good nodes, and their plan, in a directory of the test's own.</summary>
internal sealed class CarriedFleetDirectory : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>What was written, in order.</summary>
    public List<NodeFacts> Facts { get; } = [];

    public string this[string name] => _directory[name];

    public void Dispose() => _directory.Dispose();

    public string Write(string file, string hostname, string address, Action<NodeFactsBuilder>? change = null, DateTimeOffset? writtenAt = null)
    {
        var builder = new NodeFactsBuilder(hostname, address);
        foreach (var one in builder.Network.Interfaces.Where(one => !one.Loopback))
            one.Mac = $"52:54:00:00:00:{address.Split('.')[^1]}";
        change?.Invoke(builder);
        var at = Timestamp.FromDateTimeOffset(writtenAt ?? TimeProvider.System.GetUtcNow());
        var facts = builder.Build();
        foreach (var section in facts.Sections)
            section.Status.CollectedAt = at;
        var content = new FactsFile
        {
            Format = FactsJson.Format,
            AgentVersion = "0.1.0",
            Collector = "acpfleet-agent",
            WrittenAt = at,
            Facts = facts,
        };
        Facts.Add(content.Facts);
        return WriteText(file, FactsJson.Write(content));
    }

    public string WriteText(string file, string text)
    {
        File.WriteAllText(_directory[file], text);
        return _directory[file];
    }

    /// <summary>cp-1 at 192.0.2.11 and w-1 at 192.0.2.12.</summary>
    public string WritePlan(bool waiver) => WriteText("fleet.yaml", $$"""
        apiVersion: acpfleet/v1
        name: demo
        scenario: multi-cluster
        network: { vip: { mode: external, address: 192.0.2.100 } }
        nodes:
          - { name: cp-1, address: 192.0.2.11, roles: [control-plane, installer] }
          - { name: w-1, address: 192.0.2.12, roles: [worker] }
        {{(waiver ? $"waivers: [{{ check: fleet.clock-skew, by: ops, until: {new DateOnly(2099, 12, 31):yyyy-MM-dd}, reason: compared by hand }}]" : "")}}

        """);
}
