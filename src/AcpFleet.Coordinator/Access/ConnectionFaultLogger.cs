using System.Net;

namespace AcpFleet.Coordinator.Access;

/// <summary>
/// Kestrel tells of failed TLS handshakes and of bytes that are no HTTP at debug level and without the peer. This takes
/// those entries and writes them as warnings with the peer's address, a few per peer and minute.
/// </summary>
internal sealed class ConnectionFaultLogger(string category, ConnectionFaultLoggerProvider owner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (Reason(eventId, exception) is { } reason)
            owner.Report(PeerContext.Current?.Peer ?? IPAddress.None, PeerContext.Current?.Listener.ToString() ?? "unknown", reason);
    }

    private string? Reason(EventId eventId, Exception? exception) => (category, eventId.Name) switch
    {
        (ConnectionFaultLoggerProvider.Tls, "AuthenticationFailed") => "TLS handshake: " + Innermost(exception),
        (ConnectionFaultLoggerProvider.Tls, "AuthenticationTimedOut") => "TLS handshake: not finished in time",
        (_, "ConnectionBadRequest" or "Http2ConnectionError" or "HPackDecodingError" or "RequestProcessingError") => "HTTP: " + Innermost(exception),
        (_, "ConnectionRejected") => "too many connections are open",
        (_, "Http2TooManyEnhanceYourCalms") => "HTTP: too many streams were opened and reset",
        _ => null,
    };

    private static string Innermost(Exception? exception) => exception?.GetBaseException().Message ?? "no reason is known";
}
