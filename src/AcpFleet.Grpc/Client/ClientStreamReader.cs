using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>The response stream in the hands of the caller.</summary>
internal sealed class ClientStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? _current;
    private int _reading;

    public TResponse Current => _current ?? throw new InvalidOperationException("There is no message: call MoveNext first, and only read after it gave true.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _reading, 1) == 1)
            throw new InvalidOperationException("The read before this one has not ended.");
        try
        {
            using var cancelling = call.EndWhen(cancellationToken);
            _current = null;
            (var found, _current) = await call.ReadAsync().ConfigureAwait(false);
            return found;
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }
}
