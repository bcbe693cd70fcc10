using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The response stream in the hands of a handler.</summary>
internal sealed class ResponseStream<T>(ServerCall call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    private int _writing;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (Interlocked.Exchange(ref _writing, 1) == 1)
            throw new InvalidOperationException("The write before this one has not ended.");
        try
        {
            var own = cancellationToken.CanBeCanceled && cancellationToken != call.Cancelled;
            using var linked = own ? CancellationTokenSource.CreateLinkedTokenSource(call.Cancelled, cancellationToken) : null;
            var token = linked?.Token ?? call.Cancelled;
            token.ThrowIfCancellationRequested();
            var flags = (WriteOptions ?? call.Context.WriteOptions)?.Flags ?? default;
            await call.Response.SendMessageAsync(message, marshaller, flags, hold: false, token).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }
}
