using AcpFleet.Coordinator.Access;

namespace AcpFleet.Coordinator.Api;

/// <summary>All REST routes. Who may call them stands in the access table.</summary>
internal static class RestApi
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<FleetDirectory>();
        services.AddSingleton<VersionApi>();
        services.AddSingleton<NodesApi>();
        services.AddSingleton<FindingsApi>();
        services.AddSingleton<ScansApi>();
        services.AddSingleton<TokensApi>();
        services.AddSingleton<PlanApi>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var version = routes.ServiceProvider.GetRequiredService<VersionApi>();
        Map(routes, "GET", "/healthz", version.HealthAsync);
        Map(routes, "GET", "/api/v1/version", version.GetAsync);
        var nodes = routes.ServiceProvider.GetRequiredService<NodesApi>();
        Map(routes, "GET", "/api/v1/nodes", nodes.ListAsync);
        Map(routes, "GET", "/api/v1/nodes/{node}", nodes.GetAsync);
        Map(routes, "DELETE", "/api/v1/nodes/{node}", nodes.RevokeAsync);
        Map(routes, "GET", "/api/v1/nodes/{node}/facts", nodes.FactsAsync);
        var findings = routes.ServiceProvider.GetRequiredService<FindingsApi>();
        Map(routes, "GET", "/api/v1/findings", findings.ListAsync);
        Map(routes, "GET", "/api/v1/findings/history", findings.HistoryAsync);
        Map(routes, "GET", "/api/v1/readiness", findings.ReadinessAsync);
        var scans = routes.ServiceProvider.GetRequiredService<ScansApi>();
        Map(routes, "GET", "/api/v1/scans", scans.ListAsync);
        Map(routes, "POST", "/api/v1/scans", scans.StartAsync);
        Map(routes, "GET", "/api/v1/scans/{id}", scans.GetAsync);
        var tokens = routes.ServiceProvider.GetRequiredService<TokensApi>();
        Map(routes, "GET", "/api/v1/tokens", tokens.ListAsync);
        Map(routes, "POST", "/api/v1/tokens", tokens.CreateAsync);
        Map(routes, "DELETE", "/api/v1/tokens/{id}", tokens.RevokeAsync);
        var plan = routes.ServiceProvider.GetRequiredService<PlanApi>();
        Map(routes, "GET", "/api/v1/plan", plan.GetAsync);
        Map(routes, "PUT", "/api/v1/plan", plan.PutAsync);
    }

    private static void Map(IEndpointRouteBuilder routes, string method, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], handler).Add(AccessTable.Attach);
}
