using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The request stream in the hands of a handler.</summary>
internal sealed class RequestStream<T>(ServerCall call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? _current;
    private int _reading;

    public T Current => _current ?? throw new InvalidOperationException("There is no message: call MoveNext first, and only read after it gave true.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) == 1)
            throw new InvalidOperationException("The read before this one has not ended.");
        try
        {
            _current = null;
            var own = cancellationToken.CanBeCanceled && cancellationToken != call.Cancelled;
            using var linked = own ? CancellationTokenSource.CreateLinkedTokenSource(call.Cancelled, cancellationToken) : null;
            (var found, _current) = await call.ReadAsync(marshaller, linked?.Token ?? call.Cancelled).ConfigureAwait(false);
            return found;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
