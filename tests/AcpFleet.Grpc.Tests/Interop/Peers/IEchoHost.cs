namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>The echo service served by one implementation.</summary>
public interface IEchoHost : IAsyncDisposable
{
    /// <summary><c>127.0.0.1:port</c>.</summary>
    string Address { get; }
}
