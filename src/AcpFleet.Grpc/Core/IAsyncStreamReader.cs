namespace Grpc.Core;

/// <summary>Messages that the peer sends, one at a time. Not for concurrent use.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last successful <see cref="MoveNext"/> read.</summary>
    T Current { get; }

    /// <summary>Reads one message; false when the peer ended its stream in good order.</summary>
    /// <param name="cancellationToken">Cancelling it ends the whole call.</param>
    /// <exception cref="RpcException">The call ended otherwise.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
