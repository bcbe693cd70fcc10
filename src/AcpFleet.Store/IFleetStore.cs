using AcpFleet.Store.Certificates;
using AcpFleet.Store.Facts;
using AcpFleet.Store.Findings;
using AcpFleet.Store.Nodes;
using AcpFleet.Store.Plans;
using AcpFleet.Store.Scans;
using AcpFleet.Store.Settings;
using AcpFleet.Store.Tokens;

namespace AcpFleet.Store;

/// <summary>
/// What a coordinator keeps, by aggregate. A write's task ends after its commit is durable, or fails with a
/// <see cref="StoreException"/> and leaves nothing behind. Cancelling a write stops the waiting for a place in the
/// queue of writes, not a write that is already in it.
/// </summary>
public interface IFleetStore : IAsyncDisposable
{
    INodeStore Nodes { get; }

    IFactsStore Facts { get; }

    IFindingStore Findings { get; }

    ITokenStore Tokens { get; }

    ICertificateStore Certificates { get; }

    IScanStore Scans { get; }

    IPlanStore Plans { get; }

    ISettingStore Settings { get; }

    /// <summary>Ends when the writer has worked through every write that waited at the call: whether it still works. Writes nothing.</summary>
    /// <exception cref="StoreException">The writer answers, and no write would succeed: it is closed, or the disk is full.</exception>
    Task PassAsync(CancellationToken cancellationToken);
}
