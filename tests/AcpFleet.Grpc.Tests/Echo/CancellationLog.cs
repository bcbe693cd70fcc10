using System.Collections.Concurrent;

namespace AcpFleet.Grpc.Tests.Echo;

/// <summary>Which hanging calls saw their cancellation.</summary>
public sealed class CancellationLog
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _byId = new();

    public TaskCompletionSource Of(string id) =>
        _byId.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
