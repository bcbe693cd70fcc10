using AcpFleet.Store.Sqlite;
using AcpFleet.Store.Tests.Conformance;
using AcpFleet.TestKit;

namespace AcpFleet.Store.Tests.Sqlite;

/// <summary>The suite on SQLite.</summary>
public sealed class SqliteStoreTests : StoreConformance
{
    private readonly TemporaryDirectory _directory = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }

    protected override Task<IFleetStore> OpenAsync() => Task.FromResult<IFleetStore>(SqliteStore.Open(_directory["fleet.db"], new ManualTime()));
}
