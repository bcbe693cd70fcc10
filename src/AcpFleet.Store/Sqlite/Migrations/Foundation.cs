namespace AcpFleet.Store.Sqlite.Migrations;

/// <summary>The first schema. Times are microseconds since 1970-01-01 UTC.</summary>
internal static class Foundation
{
    public static Migration Migration { get; } = new(1, "foundation", """
        CREATE TABLE settings (
            name TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE nodes (
            id TEXT PRIMARY KEY NOT NULL,
            hostname TEXT,
            machine_id TEXT,
            boot_id TEXT,
            address TEXT,
            agent_version TEXT,
            phase TEXT NOT NULL DEFAULT 'Before',
            enrolled_at INTEGER NOT NULL,
            last_seen_at INTEGER,
            confirmed_at INTEGER,
            collected_at INTEGER,
            last_sequence INTEGER NOT NULL DEFAULT 0,
            dropped_reports INTEGER NOT NULL DEFAULT 0,
            clock_offset_ticks INTEGER,
            clock_uncertainty_ticks INTEGER,
            clock_samples INTEGER,
            clock_measured_at INTEGER,
            revoked_at INTEGER
        ) STRICT;

        CREATE TABLE sections (
            node_id TEXT NOT NULL REFERENCES nodes (id),
            kind INTEGER NOT NULL,
            digest BLOB NOT NULL,
            content BLOB NOT NULL,
            stored_at INTEGER NOT NULL,
            PRIMARY KEY (node_id, kind)
        ) STRICT;

        CREATE TABLE findings (
            check_id TEXT NOT NULL,
            subject_key TEXT NOT NULL,
            outcome TEXT NOT NULL,
            severity TEXT NOT NULL,
            finding TEXT NOT NULL,
            first_seen_at INTEGER NOT NULL,
            last_changed_at INTEGER NOT NULL,
            PRIMARY KEY (check_id, subject_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE finding_events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            check_id TEXT NOT NULL,
            subject_key TEXT NOT NULL,
            node_id TEXT,
            other_node_id TEXT,
            severity TEXT NOT NULL,
            from_outcome TEXT,
            to_outcome TEXT
        ) STRICT;
        CREATE INDEX finding_events_by_node ON finding_events (node_id, id);
        CREATE INDEX finding_events_by_time ON finding_events (at);

        CREATE TABLE tokens (
            id TEXT PRIMARY KEY NOT NULL,
            secret_hash BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            max_uses INTEGER NOT NULL,
            uses INTEGER NOT NULL DEFAULT 0 CHECK (uses <= max_uses),
            revoked_at INTEGER,
            note TEXT
        ) STRICT;

        CREATE TABLE certificates (
            serial TEXT PRIMARY KEY NOT NULL,
            node_id TEXT NOT NULL REFERENCES nodes (id),
            token_id TEXT NOT NULL,
            public_key_hash BLOB NOT NULL,
            der BLOB NOT NULL,
            not_before INTEGER NOT NULL,
            not_after INTEGER NOT NULL,
            issued_at INTEGER NOT NULL,
            revoked_at INTEGER,
            UNIQUE (token_id, public_key_hash)
        ) STRICT;
        CREATE INDEX certificates_by_node ON certificates (node_id);

        CREATE TABLE scans (
            id TEXT PRIMARY KEY NOT NULL,
            trigger TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            completed_at INTEGER
        ) STRICT;
        CREATE INDEX scans_by_time ON scans (started_at);

        CREATE TABLE scan_nodes (
            scan_id TEXT NOT NULL REFERENCES scans (id),
            node_id TEXT NOT NULL,
            name TEXT NOT NULL,
            state TEXT NOT NULL,
            took_ticks INTEGER,
            changed TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (scan_id, node_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE plans (
            version INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            stored_at INTEGER NOT NULL
        ) STRICT;
        """);
}
