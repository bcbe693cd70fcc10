using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using AcpFleet.TestBed.Nodes;

namespace AcpFleet.SystemTests.Field;

/// <summary>The REST interface of an installed coordinator, asked over the bed's network with the files that its node keeps.</summary>
internal sealed class PeopleEndpoint : IDisposable
{
    private readonly HttpClient _client;

    private PeopleEndpoint(HttpClient client) => _client = client;

    public static async Task<PeopleEndpoint> OpenAsync(Node node)
    {
        var handler = FleetAuthority.Trust(await FleetAuthority.ReadAsync(node));
        var client = new HttpClient(handler) { BaseAddress = new Uri($"https://{node.Address}:7444/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await node.RunAsync("cat", "/var/lib/acpfleet/admin-token")).Trim());
        return new PeopleEndpoint(client);
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type) => (await _client.GetFromJsonAsync(path, type))!;

    public void Dispose() => _client.Dispose();
}
