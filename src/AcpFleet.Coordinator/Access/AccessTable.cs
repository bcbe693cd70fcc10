using Microsoft.AspNetCore.Routing.Patterns;

namespace AcpFleet.Coordinator.Access;

/// <summary>
/// Every route and RPC there is, and who may call it: the one place. A route without an entry, or an entry without a
/// route, keeps the coordinator from starting.
/// </summary>
internal static class AccessTable
{
    private const long NoBody = 0;
    private const long SmallBody = 64 * 1024;

    /// <summary>Fits a plan with comments for thousands of nodes.</summary>
    private const long PlanBody = 2 * 1024 * 1024;

    public static IReadOnlyList<AccessRule> All { get; } =
    [
        new("POST", "/acpfleet.v1.Enrolment/Enrol", Listener.Agents, Caller.Anyone, SmallBody),
        new("POST", "/acpfleet.v1.AgentLink/Connect", Listener.Agents, Caller.Agent, null),
        new("POST", "/grpc.health.v1.Health/Check", Listener.Agents, Caller.Anyone, SmallBody),
        new("POST", "/grpc.health.v1.Health/Watch", Listener.Agents, Caller.Anyone, SmallBody),
        new("GET", "/healthz", Listener.People, Caller.Anyone, NoBody),
        new("GET", "/api/v1/version", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/nodes", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/nodes/{node}", Listener.People, Caller.Administrator, NoBody),
        new("DELETE", "/api/v1/nodes/{node}", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/nodes/{node}/facts", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/findings", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/findings/history", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/readiness", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/scans", Listener.People, Caller.Administrator, NoBody),
        new("POST", "/api/v1/scans", Listener.People, Caller.Administrator, SmallBody),
        new("GET", "/api/v1/scans/{id}", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/tokens", Listener.People, Caller.Administrator, NoBody),
        new("POST", "/api/v1/tokens", Listener.People, Caller.Administrator, SmallBody),
        new("DELETE", "/api/v1/tokens/{id}", Listener.People, Caller.Administrator, NoBody),
        new("GET", "/api/v1/plan", Listener.People, Caller.Administrator, NoBody),
        new("PUT", "/api/v1/plan", Listener.People, Caller.Administrator, PlanBody),
    ];

    /// <summary>Convention for everything that is mapped: puts its rule on the endpoint.</summary>
    public static void Attach(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder route && Find(route.RoutePattern, endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()) is { } rule)
            endpoint.Metadata.Add(rule);
    }

    /// <exception cref="InvalidOperationException">Table and routes differ; the message names each difference.</exception>
    public static void Verify(IEnumerable<Endpoint> endpoints)
    {
        var mapped = endpoints.OfType<RouteEndpoint>().Where(e => !IsFallback(e)).ToList();
        var missing = mapped.Where(e => e.Metadata.GetMetadata<AccessRule>() is null).Select(e => e.DisplayName).ToList();
        var unused = All.Except(mapped.Select(e => e.Metadata.GetMetadata<AccessRule>()).OfType<AccessRule>()).ToList();
        if (missing.Count + unused.Count > 0)
            throw new InvalidOperationException($"access table: no entry for [{string.Join(", ", missing)}], no route for [{string.Join(", ", unused)}]");
    }

    /// <summary>Answers what nobody mapped, with nothing but "there is no such method".</summary>
    public static bool IsFallback(Endpoint endpoint) => endpoint is RouteEndpoint route && route.RoutePattern.Parameters.Any(p => p.IsCatchAll);

    /// <summary>The methods that a path of REST takes; empty when there is no such path.</summary>
    public static IReadOnlyList<string> MethodsOf(PathString path)
    {
        var given = (path.Value ?? "").Split('/');
        return [.. All.Where(r => r.Listener == Listener.People && Matches(r.Route.Split('/'), given)).Select(r => r.Method).Distinct()];
    }

    private static bool Matches(string[] route, string[] path) =>
        route.Length == path.Length && route.Zip(path).All(s => s.First.StartsWith('{') ? s.Second.Length > 0 : s.First == s.Second);

    private static AccessRule? Find(RoutePattern pattern, IHttpMethodMetadata? methods)
    {
        var route = "/" + pattern.RawText?.TrimStart('/');
        return methods?.HttpMethods is [var method] ? All.FirstOrDefault(r => r.Method == method && r.Route == route) : null;
    }
}
