using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Health.V1;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.HealthCheck;

/// <summary>
/// The standard health service. Register one instance and map it with <c>MapGrpcService</c>; components say how they are
/// with <see cref="SetStatus"/>, under their service's name, or under the empty name for the server as a whole.
/// Safe for concurrent use.
/// </summary>
public sealed class HealthServiceImpl : Health.V1.Health.HealthBase
{
    private readonly ConcurrentDictionary<string, ServingStatus> _states = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();

    public void SetStatus(string service, ServingStatus status)
    {
        ArgumentNullException.ThrowIfNull(service);
        _states[service] = status;
        SignalChange();
    }

    /// <summary>Forgets a service.</summary>
    public void ClearStatus(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _states.TryRemove(service, out _);
        SignalChange();
    }

    /// <summary>Forgets all services.</summary>
    public void ClearAll()
    {
        _states.Clear();
        SignalChange();
    }

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _states.TryGetValue(request.Service, out var status)
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcException(new Status(StatusCode.NotFound, "The server knows no such service."));
    }

    /// <remarks>Keeps no queue: a watcher that reads slowly sees the latest state, not every one between.</remarks>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        ServingStatus? sent = null;
        while (true)
        {
            // Taken before the state, so that no change after this line is missed.
            var changed = Volatile.Read(ref _changed).Task;
            var status = _states.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown);
            if (status != sent)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken).ConfigureAwait(false);
                sent = status;
            }
            await changed.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void SignalChange() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
}
