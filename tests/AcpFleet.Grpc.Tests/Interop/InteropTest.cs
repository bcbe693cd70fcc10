using System.Text.Json.Nodes;
using AcpFleet.Grpc.Tests.Interop.Peers;

namespace AcpFleet.Grpc.Tests.Interop;

/// <summary>What all tests between implementations share.</summary>
[Collection(PeersDefinition.Name)]
public abstract class InteropTest(PeersFixture peers)
{
    protected PeersFixture Peers => peers;

    protected async Task<CallOutcome> CallAsync(Peer client, Peer server, CallPlan plan, bool raised = false)
    {
        var host = await peers.HostAsync(server, raised);
        return await (await peers.DriverAsync(client)).CallAsync(host.Address, plan);
    }

    protected static CallPlan Unary(JsonObject request) => Plan("unary", "Unary", request);

    protected static CallPlan Collect(params JsonObject[] requests) => Plan("client", "Collect", requests);

    protected static CallPlan Expand(JsonObject request) => Plan("server", "Expand", request);

    protected static CallPlan Converse(params JsonObject[] requests) => Plan("duplex", "Converse", requests);

    /// <summary>Bytes as they stand in JSON.</summary>
    protected static string Bytes(string text) => Bytes(System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Bytes(string)"/>
    protected static string Bytes(byte[] bytes) => Convert.ToBase64String(bytes);

    private static CallPlan Plan(string kind, string method, params JsonObject[] requests) =>
        new() { Kind = kind, Method = $"/acpfleet.tests.Echo/{method}", Requests = requests };
}
