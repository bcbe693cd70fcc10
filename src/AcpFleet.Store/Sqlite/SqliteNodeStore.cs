using AcpFleet.Checks.Evaluation;
using AcpFleet.Store.Nodes;
using Dapper;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteNodeStore(SqliteDatabase database) : INodeStore
{
    private const string Columns = """
        SELECT id, hostname, machine_id, boot_id, address, agent_version, phase, enrolled_at, last_seen_at, confirmed_at,
               collected_at, last_sequence, dropped_reports, clock_offset_ticks, clock_uncertainty_ticks, clock_samples,
               clock_measured_at, revoked_at
        FROM nodes
        """;

    public Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<NodeRecord>>(
        c => [.. c.Query<NodeRow>(Columns + " ORDER BY enrolled_at, id").Select(r => r.ToRecord())],
        cancellationToken);

    public Task<NodeRecord?> FindAsync(string nodeId, CancellationToken cancellationToken) => database.ReadAsync(
        c => c.QuerySingleOrDefault<NodeRow>(Columns + " WHERE id = @nodeId", new { nodeId })?.ToRecord(),
        cancellationToken);

    public Task SaveContactAsync(NodeContact contact, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute(
            """
            UPDATE nodes SET hostname = @Hostname, machine_id = @MachineId, boot_id = @BootId, address = @Address,
                             agent_version = @AgentVersion, last_seen_at = @At
            WHERE id = @NodeId
            """,
            contact),
        cancellationToken);

    public Task SavePresenceAsync(IReadOnlyList<NodePresence> presences, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute(
            """
            UPDATE nodes SET last_seen_at = @LastSeenAt, confirmed_at = coalesce(@ConfirmedAt, confirmed_at),
                             collected_at = coalesce(@CollectedAt, collected_at), dropped_reports = @Dropped
            WHERE id = @NodeId
            """,
            presences.Select(p => new { p.NodeId, p.LastSeenAt, p.ConfirmedAt, p.CollectedAt, Dropped = unchecked((long)p.DroppedReports) })),
        cancellationToken);

    public Task SaveClockAsync(string nodeId, ClockMeasurement clock, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute(
            """
            UPDATE nodes SET clock_offset_ticks = @Offset, clock_uncertainty_ticks = @Uncertainty, clock_samples = @Samples,
                             clock_measured_at = @MeasuredAt
            WHERE id = @nodeId
            """,
            new { nodeId, Offset = clock.Offset.Ticks, Uncertainty = clock.Uncertainty.Ticks, clock.Samples, clock.MeasuredAt }),
        cancellationToken);

    public Task SetPhaseAsync(string nodeId, NodePhase phase, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute("UPDATE nodes SET phase = @phase WHERE id = @nodeId", new { nodeId, phase = phase.ToString() }),
        cancellationToken);

    public Task<bool> RevokeAsync(string nodeId, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        c =>
        {
            if (c.Execute("UPDATE nodes SET revoked_at = @at WHERE id = @nodeId AND revoked_at IS NULL", new { nodeId, at }) == 0)
                return false;
            c.Execute("UPDATE certificates SET revoked_at = @at WHERE node_id = @nodeId AND revoked_at IS NULL", new { nodeId, at });
            c.Execute("DELETE FROM sections WHERE node_id = @nodeId", new { nodeId });
            return true;
        },
        cancellationToken);
}
