using AcpFleet.Checks.Evaluation;

namespace AcpFleet.Store.Nodes;

/// <summary>Enrolled nodes. They come to be in <see cref="Tokens.ITokenStore.SpendAsync"/>.</summary>
public interface INodeStore
{
    /// <summary>All nodes, revoked ones too, in order of enrolment.</summary>
    Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken);

    Task<NodeRecord?> FindAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>Does nothing for a node that is not known.</summary>
    Task SaveContactAsync(NodeContact contact, CancellationToken cancellationToken);

    /// <summary>All of them in one transaction; unknown nodes are passed over.</summary>
    Task SavePresenceAsync(IReadOnlyList<NodePresence> presences, CancellationToken cancellationToken);

    Task SaveClockAsync(string nodeId, ClockMeasurement clock, CancellationToken cancellationToken);

    Task SetPhaseAsync(string nodeId, NodePhase phase, CancellationToken cancellationToken);

    /// <summary>
    /// Withdraws trust: the node and its certificates are marked revoked and its facts deleted, in one transaction.
    /// </summary>
    /// <returns>False when the node is not known or was revoked before.</returns>
    Task<bool> RevokeAsync(string nodeId, DateTimeOffset at, CancellationToken cancellationToken);
}
