using System.Globalization;
using AcpFleet.Store.Sqlite;
using AcpFleet.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AcpFleet.Store.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["fleet.db"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_Twice_RefusesNamingTheHolder()
    {
        await using var first = SqliteStore.Open(Path, TimeProvider.System);

        var refusal = Should.Throw<StoreException>(() => SqliteStore.Open(Path, TimeProvider.System));

        refusal.Failure.ShouldBe(StoreFailure.InUse);
        refusal.Message.ShouldBe($"{Path} is in use by process {Environment.ProcessId}: stop that coordinator, or name another data directory");
    }

    [Fact]
    public async Task Open_AfterClose_TakesTheLockAgainAndLeavesNoPid()
    {
        await SqliteStore.Open(Path, TimeProvider.System).DisposeAsync();
        File.Exists(Path + ".pid").ShouldBeFalse();

        await using var second = SqliteStore.Open(Path, TimeProvider.System);
        (await File.ReadAllTextAsync(Path + ".pid")).ShouldBe(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Open_NewDatabase_IsForItsOwnerOnly()
    {
        await using var store = SqliteStore.Open(Path, TimeProvider.System);

        foreach (var file in Directory.GetFiles(_directory.Path))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        Directory.GetFiles(_directory.Path).ShouldContain(Path + "-wal");
    }

    [Fact]
    public async Task Open_NewerSchema_RefusesAndChangesNothing()
    {
        await SqliteStore.Open(Path, TimeProvider.System).DisposeAsync();
        Execute("INSERT INTO schema_version (version, name, applied_at) VALUES (99, 'later', 0)");

        var refusal = Should.Throw<StoreException>(() => SqliteStore.Open(Path, TimeProvider.System));

        refusal.Failure.ShouldBe(StoreFailure.NewerSchema);
        refusal.Message.ShouldContain("schema 99, this program knows up to 1");
    }

    [Fact]
    public void Open_SomebodyElsesDatabase_Refuses()
    {
        Execute("CREATE TABLE theirs (id INTEGER)");

        var refusal = Should.Throw<StoreException>(() => SqliteStore.Open(Path, TimeProvider.System));

        refusal.Failure.ShouldBe(StoreFailure.Corrupt);
        refusal.Message.ShouldContain("not AcpFleet's");
    }

    [Fact]
    public void Open_NotADatabase_RefusesAndKeepsTheFile()
    {
        var content = new byte[4096];
        new Random(1).NextBytes(content);
        File.WriteAllBytes(Path, content);

        var refusal = Should.Throw<StoreException>(() => SqliteStore.Open(Path, TimeProvider.System));

        refusal.Failure.ShouldBe(StoreFailure.Corrupt);
        refusal.Message.ShouldStartWith($"{Path} is damaged or no database");
        File.ReadAllBytes(Path).ShouldBe(content);
    }

    [Fact]
    public async Task Open_DamagedPages_Refuses()
    {
        await using (var store = SqliteStore.Open(Path, TimeProvider.System))
        {
            for (var i = 0; i < 50; i++)
                await store.Settings.SetAsync($"name {i}", new string('x', 2000), CancellationToken.None);
        }

        using (var file = File.OpenWrite(Path))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, 8 * 4096).ToArray());
        }

        Should.Throw<StoreException>(() => SqliteStore.Open(Path, TimeProvider.System)).Failure.ShouldBe(StoreFailure.Corrupt);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Execute(sql);
    }
}
