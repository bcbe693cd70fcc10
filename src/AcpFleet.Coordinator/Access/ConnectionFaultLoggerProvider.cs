using System.Net;

namespace AcpFleet.Coordinator.Access;

/// <summary>Gives <see cref="ConnectionFaultLogger"/> the categories of Kestrel that tell of connections.</summary>
internal sealed class ConnectionFaultLoggerProvider(TimeProvider time) : ILoggerProvider
{
    public const string Tls = "Microsoft.AspNetCore.Server.Kestrel.Https.Internal.HttpsConnectionMiddleware";

    private readonly LineLimit _lines = new(time);
    private ILogger? _target;

    public static IReadOnlyList<string> Categories { get; } =
    [
        Tls,
        "Microsoft.AspNetCore.Server.Kestrel.BadRequests",
        "Microsoft.AspNetCore.Server.Kestrel.Connections",
        "Microsoft.AspNetCore.Server.Kestrel.Http2",
    ];

    /// <summary>Where the warnings go; before this is called they are dropped.</summary>
    public void WriteTo(ILogger target) => _target = target;

    public ILogger CreateLogger(string categoryName) => new ConnectionFaultLogger(categoryName, this);

    public void Report(IPAddress peer, string listener, string reason)
    {
        if (_target is { } target && _lines.MayWrite(peer, out var suppressed))
            AccessLog.ConnectionFailed(target, peer.ToString(), listener, reason, suppressed);
    }

    public void Dispose()
    {
        // Holds nothing of its own.
    }
}
