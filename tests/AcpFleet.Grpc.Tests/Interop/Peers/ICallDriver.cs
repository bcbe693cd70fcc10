namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>Makes calls with one implementation.</summary>
public interface ICallDriver : IAsyncDisposable
{
    Task<CallOutcome> CallAsync(string address, CallPlan plan);
}
