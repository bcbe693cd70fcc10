namespace AcpFleet.Coordinator.Access;

/// <summary>Who may call one route or RPC.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">The route's pattern as it is mapped.</param>
/// <param name="BodyLimit">Bytes of a request's body; null where the messages in it are bounded instead.</param>
internal sealed record AccessRule(string Method, string Route, Listener Listener, Caller Caller, long? BodyLimit)
{
    public override string ToString() => $"{Method} {Route} on {Listener}";
}
