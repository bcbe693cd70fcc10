namespace AcpFleet.Store.Sqlite.Migrations;

/// <summary>All steps in order, numbered from 1 without a gap.</summary>
internal static class SchemaMigrations
{
    public static IReadOnlyList<Migration> All { get; } = [Foundation.Migration];
}
