using System.Net.Sockets;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Programs;
using AcpFleet.TestKit;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Files;

public sealed class HostRootTests : IDisposable
{
    private readonly NodeTree _tree = new();
    private readonly HostRoot _root;

    public HostRootTests() => _root = new HostRoot(_tree.Root);

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/no/such/directory")]
    [InlineData("/etc/passwd")]
    public void Constructor_NoDirectory_IsRefused(string path) =>
        Should.Throw<ArgumentException>(() => new HostRoot(path)).Message.ShouldContain(path);

    [Theory]
    [InlineData("/", "/", true)]
    [InlineData("/usr/../", "/", true)]
    [InlineData("/usr/", "/usr", false)]
    public void Constructor_Directory_IsKeptAsItsFullPath(string path, string full, bool live)
    {
        new HostRoot(path).Path.ShouldBe(full);
        new HostRoot(path).IsLive.ShouldBe(live);
        new HostRoot(".").Path.ShouldBe(Directory.GetCurrentDirectory());
    }

    [Fact]
    public void ReadText_PlainFile_GivesItsTextWithoutByteOrderMark()
    {
        _tree.Write("/etc/a", [0xEF, 0xBB, 0xBF, .. "text\n"u8]);

        _root.ReadText("/etc/a").Value.ShouldBe("text\n");
    }

    [Fact]
    public void ReadText_InvalidUtf8_IsReplaced()
    {
        _tree.Write("/etc/a", [(byte)'x', 0xFF, 0xFE, (byte)'y']);

        _root.ReadText("/etc/a").Value.ShouldBe("x\uFFFD\uFFFDy");
    }

    [Theory]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(70_000)]
    [InlineData(1 << 20)]
    public void ReadBytes_AnySizeUpToTheCap_IsWhole(int size)
    {
        var bytes = new byte[size];
        Random.Shared.NextBytes(bytes);
        _tree.Write("/data", bytes);

        _root.ReadBytes("/data", 1 << 20).Value.ShouldBe(bytes);
    }

    [Fact]
    public void ReadText_FileOfManyGigabytes_IsTooLargeAndNotRead()
    {
        _tree.WriteSparse("/etc/hosts", 64L << 30);

        Reason(_root.ReadText("/etc/hosts")).ShouldBe(Protocol.V1.SourceFailure.Types.Reason.TooLarge);
    }

    [Fact]
    public void ReadText_FileOfProcLargerThanTheCap_IsTooLargeThoughItsSizeSaysZero() =>
        Reason(new HostRoot().ReadText("/proc/kallsyms", 4096)).ShouldBe(Protocol.V1.SourceFailure.Types.Reason.TooLarge);

    [Fact]
    public async Task ReadText_Fifo_IsRefusedAtOnce()
    {
        var made = await new ProgramRunner(TimeProvider.System).RunAsync(
            new ProgramRequest { Program = "mkfifo", Arguments = [_tree["/fifo"]] }, CancellationToken.None);
        made.Succeeded.ShouldBeTrue(made.Describe());

        var read = _root.ReadText("/fifo");

        Reason(read).ShouldBe(Protocol.V1.SourceFailure.Types.Reason.Unreadable);
        read.Failure!.Detail.ShouldBe("is not a regular file");
    }

    [Fact]
    public void ReadText_SocketInAFilesPlace_IsRefused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_tree["/s"]));

        Reason(_root.ReadText("/s")).ShouldBe(Protocol.V1.SourceFailure.Types.Reason.Unreadable);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void ReadText_Device_IsRefused(string path) =>
        Reason(new HostRoot().ReadText(path)).ShouldBe(Protocol.V1.SourceFailure.Types.Reason.Unreadable);

    [Fact]
    public void ReadText_DirectoryInAFilesPlace_SaysSo()
    {
        _tree.MakeDirectory("/etc/hosts");

        _root.ReadText("/etc/hosts").Failure!.Detail.ShouldBe("is a directory");
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/file/below")]
    [InlineData("/zero\0byte")]
    public void ReadText_NothingThere_IsMissing(string path)
    {
        _tree.Write("/file", "");

        _root.ReadText(path).IsMissing.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/usr/lib/os-release")]
    [InlineData("../usr/lib/os-release")]
    [InlineData("../../../../usr/lib/os-release")]
    [InlineData("/etc/../usr/./lib//os-release")]
    public void ReadText_Link_StaysInsideTheRoot(string target)
    {
        _tree.Write("/usr/lib/os-release", "ID=inside\n").Link("/etc/os-release", target);

        _root.ReadText("/etc/os-release").Value.ShouldBe("ID=inside\n");
        _root.LinkTarget("/etc/os-release").ShouldBe(target);
    }

    [Fact]
    public void ReadText_LinkOfADirectoryOnTheWay_StaysInsideTheRoot()
    {
        _tree.Write("/usr/lib/modules/x", "inside").Link("/lib", "/usr/lib").Link("/escape", "/..");

        _root.ReadText("/lib/modules/x").Value.ShouldBe("inside");
        _root.ReadText("/escape/usr/lib/modules/x").Value.ShouldBe("inside");
        _root.ReadText("/escape/etc/passwd").IsMissing.ShouldBeTrue();
    }

    [Fact]
    public void ReadText_LinksInACircle_AreGivenUp()
    {
        _tree.Link("/a", "/b").Link("/b", "a");

        _root.ReadText("/a").Failure!.Detail.ShouldBe("too many levels of symbolic links");
    }

    [Fact]
    public void ReadText_LinkToNothing_IsMissing()
    {
        _tree.Link("/etc/localtime", "/usr/share/zoneinfo/Nowhere");

        _root.ReadText("/etc/localtime").IsMissing.ShouldBeTrue();
        _root.LinkTarget("/etc/localtime").ShouldBe("/usr/share/zoneinfo/Nowhere");
    }

    [Fact]
    public void List_Directory_GivesOrdinalOrder()
    {
        _tree.Write("/d/b", "").Write("/d/B", "").Write("/d/a", "").Link("/d/.hidden", "nowhere");

        _root.List("/d").Names.ShouldBe([".hidden", "B", "a", "b"]);
    }

    [Fact]
    public void List_NothingThere_IsEmptyAndNoFailure() => _root.List("/d").ShouldBe(new DirectoryListing([], null));

    [Fact]
    public void List_FileInADirectorysPlace_Fails()
    {
        _tree.Write("/d", "");

        _root.List("/d").Failure!.Detail.ShouldBe("is not a directory");
    }

    [Fact]
    public void StatusOf_FileReplacedByOneOfTheSameSize_HasAnotherStamp()
    {
        _tree.Write("/a", "one");
        var before = _root.StatusOf("/a")!.Value.Stamp;
        File.WriteAllText(_tree["/new"], "two");
        File.Move(_tree["/new"], _tree["/a"], overwrite: true);

        _root.StatusOf("/a")!.Value.Stamp.ShouldNotBe(before);
    }

    [Fact]
    public void StatusOf_AgreesWithDotnet()
    {
        _tree.Write("/a", "12345");
        var status = _root.StatusOf("/a")!.Value;

        status.Size.ShouldBe(5);
        status.IsRegular.ShouldBeTrue();
        DateTimeOffset.FromUnixTimeSeconds(status.ModifiedSeconds).AddTicks(status.ModifiedNanoseconds / 100)
            .ShouldBe(new DateTimeOffset(File.GetLastWriteTimeUtc(_tree["/a"]), TimeSpan.Zero));
        _root.StatusOf("/")!.Value.IsDirectory.ShouldBeTrue();
    }

    private static Reason Reason(Outcome<string> read) => read.Failure!.Reason;
}
