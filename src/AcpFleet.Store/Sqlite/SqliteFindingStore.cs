using System.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Store.Findings;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Sqlite;

internal sealed class SqliteFindingStore(SqliteDatabase database) : IFindingStore
{
    private const string Columns = "SELECT finding, first_seen_at, last_changed_at FROM findings";

    public Task<IReadOnlyList<FindingRecord>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<FindingRecord>>(
        c => [.. c.Query<FindingRow>(Columns + " ORDER BY check_id, subject_key").Select(r => r.ToRecord())],
        cancellationToken);

    public Task<AppliedChanges> ApplyAsync(FindingChanges changes, CancellationToken cancellationToken) =>
        database.WriteAsync(c => Apply(c, changes), cancellationToken);

    public Task<IReadOnlyList<FindingEvent>> ListEventsAsync(FindingEventQuery query, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder("""
            SELECT id, at, kind, check_id, subject_key, node_id, other_node_id, severity, from_outcome AS "from", to_outcome AS "to"
            FROM finding_events WHERE 1 = 1
            """);
        if (query.NodeId is not null)
            sql.Append(" AND (node_id = @NodeId OR other_node_id = @NodeId)");
        if (query.CheckId is not null)
            sql.Append(" AND check_id = @CheckId");
        if (query.Before is not null)
            sql.Append(" AND id < @Before");
        sql.Append(" ORDER BY id DESC LIMIT @Limit");
        return database.ReadAsync<IReadOnlyList<FindingEvent>>(c => [.. c.Query<FindingEvent>(sql.ToString(), query)], cancellationToken);
    }

    public Task<int> PruneEventsAsync(DateTimeOffset before, CancellationToken cancellationToken) => database.WriteAsync(
        c => c.Execute("DELETE FROM finding_events WHERE at < @before", new { before }),
        cancellationToken);

    private static AppliedChanges Apply(SqliteConnection connection, FindingChanges changes)
    {
        var records = new List<FindingRecord>(changes.Current.Count);
        var events = new List<FindingEvent>();
        foreach (var finding in changes.Current)
        {
            var key = FindingKey.Of(finding);
            var former = Find(connection, key);
            var record = Successor(finding, former, changes.At);
            records.Add(record);
            if (record == former)
                continue;
            Save(connection, record);
            if (former?.Finding.Outcome != finding.Outcome)
                events.Add(Append(connection, Describe(former?.Finding, finding, changes.At)));
        }

        foreach (var key in changes.Gone)
        {
            if (Find(connection, key) is not { } former)
                continue;
            connection.Execute("DELETE FROM findings WHERE check_id = @CheckId AND subject_key = @SubjectKey", key);
            events.Add(Append(connection, Describe(former.Finding, null, changes.At)));
        }

        return new AppliedChanges(records, events);
    }

    /// <summary>The former record itself when nothing changed.</summary>
    private static FindingRecord Successor(Finding finding, FindingRecord? former, DateTimeOffset at) => former switch
    {
        null => new FindingRecord(finding, at, at),
        _ when former.Finding.Outcome != finding.Outcome => new FindingRecord(finding, at, at),
        _ when FindingJson.Write(former.Finding) != FindingJson.Write(finding) => new FindingRecord(finding, former.FirstSeenAt, at),
        _ => former,
    };

    private static FindingEvent Describe(Finding? from, Finding? to, DateTimeOffset at)
    {
        var finding = (to ?? from)!;
        return new FindingEvent
        {
            Id = 0,
            At = at,
            Kind = from is null ? FindingEventKind.Appeared : to is null ? FindingEventKind.Disappeared : FindingEventKind.OutcomeChanged,
            CheckId = finding.CheckId,
            SubjectKey = finding.Subject.Key,
            NodeId = finding.Subject.NodeId,
            OtherNodeId = finding.Subject.OtherNodeId,
            Severity = finding.Severity,
            From = from?.Outcome,
            To = to?.Outcome,
        };
    }

    private static FindingRecord? Find(SqliteConnection connection, FindingKey key) =>
        connection.QuerySingleOrDefault<FindingRow>(Columns + " WHERE check_id = @CheckId AND subject_key = @SubjectKey", key)?.ToRecord();

    private static void Save(SqliteConnection connection, FindingRecord record) => connection.Execute(
        """
        INSERT INTO findings (check_id, subject_key, outcome, severity, finding, first_seen_at, last_changed_at)
        VALUES (@CheckId, @Key, @Outcome, @Severity, @Json, @FirstSeenAt, @LastChangedAt)
        ON CONFLICT (check_id, subject_key) DO UPDATE SET outcome = excluded.outcome, severity = excluded.severity,
            finding = excluded.finding, first_seen_at = excluded.first_seen_at, last_changed_at = excluded.last_changed_at
        """,
        new
        {
            record.Finding.CheckId,
            record.Finding.Subject.Key,
            Outcome = record.Finding.Outcome.ToString(),
            Severity = record.Finding.Severity.ToString(),
            Json = FindingJson.Write(record.Finding),
            record.FirstSeenAt,
            record.LastChangedAt,
        });

    private static FindingEvent Append(SqliteConnection connection, FindingEvent entry)
    {
        var id = connection.ExecuteScalar<long>(
            """
            INSERT INTO finding_events (at, kind, check_id, subject_key, node_id, other_node_id, severity, from_outcome, to_outcome)
            VALUES (@At, @Kind, @CheckId, @SubjectKey, @NodeId, @OtherNodeId, @Severity, @From, @To) RETURNING id
            """,
            new
            {
                entry.At,
                Kind = entry.Kind.ToString(),
                entry.CheckId,
                entry.SubjectKey,
                entry.NodeId,
                entry.OtherNodeId,
                Severity = entry.Severity.ToString(),
                From = entry.From?.ToString(),
                To = entry.To?.ToString(),
            });
        return entry with { Id = id };
    }

    private sealed class FindingRow
    {
        public string Finding { get; init; } = "";

        public DateTimeOffset FirstSeenAt { get; init; }

        public DateTimeOffset LastChangedAt { get; init; }

        public FindingRecord ToRecord() => new(FindingJson.Read(Finding), FirstSeenAt, LastChangedAt);
    }
}
