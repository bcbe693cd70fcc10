using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>The request stream in the hands of the caller.</summary>
internal sealed class ClientStreamWriter<TRequest, TResponse>(
    ClientCall<TRequest, TResponse> call, StreamingRequestContent content) : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private int _writing;
    private volatile bool _completed;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_completed)
            throw new InvalidOperationException("The request stream was completed before.");
        if (Interlocked.Exchange(ref _writing, 1) == 1)
            throw new InvalidOperationException("The write before this one has not ended.");
        try
        {
            using var cancelling = call.EndWhen(cancellationToken);
            await call.WriteAsync(content, message, WriteOptions).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    public Task CompleteAsync()
    {
        if (Volatile.Read(ref _writing) == 1)
            throw new InvalidOperationException("The write before this has not ended.");
        _completed = true;
        content.Complete();
        return Task.CompletedTask;
    }
}
