using System.Text.Json;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Calls with another implementation, through its script.</summary>
internal sealed class ScriptCallDriver(PeerProcess process) : ICallDriver
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public async Task<CallOutcome> CallAsync(string address, CallPlan plan)
    {
        var line = JsonSerializer.SerializeToNode(plan with { Path = plan.Path ?? plan.Method }, Json)!.AsObject();
        line["address"] = address;
        return JsonSerializer.Deserialize<CallOutcome>(await process.AskAsync(line.ToJsonString()), Json)!;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
