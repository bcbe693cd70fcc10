using System.Runtime.InteropServices;
using AcpFleet.Store.Facts;
using AcpFleet.Store.Sqlite;
using AcpFleet.Store.Tests.Conformance;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.Store.Tests.Sqlite;

/// <summary>A file system of one megabyte that fills up, and is given room again.</summary>
public sealed partial class FullDiskTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private bool _mounted;

    private string Disk => _directory["disk"];

    public void Dispose()
    {
        if (_mounted)
            _ = Unmount(Disk, 0);
        _directory.Dispose();
    }

    [SkippableFact]
    public async Task SaveReport_DiskFills_RefusesClearlyAndKeepsWhatWasAcknowledged()
    {
        RequiredPart.NeedRoot();
        Directory.CreateDirectory(Disk);
        _mounted = Mount("tmpfs", Disk, "tmpfs", 0, "size=1m") == 0;
        RequiredPart.Need(_mounted, "the right to mount a tmpfs");
        var store = SqliteStore.Open(Path.Combine(Disk, "fleet.db"), TimeProvider.System);
        await StoreFixtures.EnrolAsync(store, "node-1");

        var acknowledged = 0UL;
        var refusal = await Should.ThrowAsync<StoreException>(async () =>
        {
            while (true)
            {
                await store.Facts.SaveReportAsync(Report(acknowledged + 1), default);
                acknowledged++;
            }
        });

        refusal.Failure.ShouldBe(StoreFailure.Full, refusal.Message);
        refusal.Message.ShouldContain("no space is left for");
        acknowledged.ShouldBeGreaterThan(0UL);
        (await store.Nodes.FindAsync("node-1", default))!.LastSequence.ShouldBe(acknowledged);
        Mount("tmpfs", Disk, "tmpfs", Remount, "size=8m").ShouldBe(0);
        (await store.Facts.SaveReportAsync(Report(acknowledged + 1), default)).ShouldBeTrue();
        await store.DisposeAsync();
        await using var again = SqliteStore.Open(Path.Combine(Disk, "fleet.db"), TimeProvider.System);
        (await again.Nodes.FindAsync("node-1", default))!.LastSequence.ShouldBe(acknowledged + 1);
        (await again.Facts.ReadNodeAsync("node-1", default)).Single().Content.Length.ShouldBe(ContentBytes);
    }

    private const int ContentBytes = 60_000;
    private const ulong Remount = 32;

    private static StoredReport Report(ulong sequence)
    {
        var content = new byte[ContentBytes];
        new Random((int)sequence).NextBytes(content);
        var section = StoreFixtures.Memory("node-1", sequence) with { Content = content };
        return new StoredReport("node-1", sequence, false, [section], StoreFixtures.At);
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, ulong flags, string data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
