using AcpFleet.Coordinator.Fleet;
using AcpFleet.Coordinator.Hosting;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Coordinator.Api;

/// <summary>Who answers here, and whether it does.</summary>
internal sealed class VersionApi(CoordinatorIdentity identity)
{
    public Task GetAsync(HttpContext http)
    {
        _ = new ApiQuery(http);
        return http.AnswerAsync(
            new VersionView(Product.Version, identity.Fleet, (int)ProtocolVersions.Major, (int)ProtocolVersions.Minor, identity.CoordinatorId),
            ApiExchange.Json.VersionView);
    }

    /// <summary>For probes: no detail, no credential.</summary>
    public Task HealthAsync(HttpContext http)
    {
        http.Response.ContentType = "text/plain";
        return http.Response.WriteAsync("ok\n", http.RequestAborted);
    }
}
