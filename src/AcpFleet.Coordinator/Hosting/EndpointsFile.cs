using System.Text.Json;
using AcpFleet.Files;

namespace AcpFleet.Coordinator.Hosting;

/// <summary>Tells other programs on this machine where the coordinator listens; there while it runs.</summary>
/// <param name="Agents">ADDRESS:PORT.</param>
/// <param name="People">ADDRESS:PORT.</param>
/// <param name="CoordinatorId">New at each start, as in the welcome.</param>
internal sealed record EndpointsFile(string Agents, string People, int Pid, string CoordinatorId)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public void Write(string path) => DurableFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, s_json));
}
