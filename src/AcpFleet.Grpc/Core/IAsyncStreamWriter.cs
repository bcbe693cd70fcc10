namespace Grpc.Core;

/// <summary>Messages to the peer, one at a time: a write must end before the next begins.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>For the messages that follow; null means the call's own.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Ends when the transport has taken the message; a peer that does not read makes it wait.</summary>
    Task WriteAsync(T message);

    /// <param name="cancellationToken">Cancelling it ends the whole call: half a message cannot be taken back.</param>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This stream cannot cancel a write.")
        : WriteAsync(message);
}
