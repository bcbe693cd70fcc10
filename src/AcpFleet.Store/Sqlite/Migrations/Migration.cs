namespace AcpFleet.Store.Sqlite.Migrations;

/// <summary>One step of the schema. Once released, neither number nor text ever changes.</summary>
internal sealed record Migration(int Version, string Name, string Sql);
