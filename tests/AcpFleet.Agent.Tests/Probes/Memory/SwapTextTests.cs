using AcpFleet.Agent.Probes.Memory;
using AcpFleet.Agent.Probes.Systemd;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Tests.Probes.Memory;

public sealed class SwapTextTests
{
    private const string Headings = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    [Fact]
    public void SwapTableParse_Areas_SortedWithEscapesUndone()
    {
        var areas = SwapTable.Parse(Headings + "/swap\\040file\\040(deleted)  file\t1024\t512\t-2\n/dev/dm-1  partition 2097148 0 -3\n").Value!;

        areas.ShouldBe(
        [
            new SwapArea { Name = "/dev/dm-1", Kind = "partition", SizeBytes = 2097148 * 1024UL },
            new SwapArea { Name = "/swap file", Kind = "file", SizeBytes = 1 << 20, UsedBytes = 512 * 1024 },
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData(Headings + "/dev/sda2 partition many 0 -1\n")]
    [InlineData(Headings + "/dev/sda2 partition\n")]
    [InlineData(Headings + "/dev/sda2 partition 18446744073709551615 0 -1\n")]
    public void SwapTableParse_AnythingElse_IsMalformed(string text) =>
        SwapTable.Parse(text).Failure!.Reason.ShouldBe(SourceFailure.Types.Reason.Malformed);

    [Theory]
    [InlineData("/dev/sda2 none swap sw 0 0\n", "/dev/sda2", 1)]
    [InlineData("\n# c\n  UUID=1-2\tswap\tswap\tdefaults,noauto\t0\t0", "UUID=1-2", 3)]
    [InlineData("/my\\040swap none swap\n", "/my swap", 1)]
    public void SwapEntries_SwapLine_IsFound(string text, string what, int line) =>
        FileSystemTable.SwapEntries(text).ShouldBe([new FileSystemTable.SwapEntry(what, line)]);

    [Theory]
    [InlineData("#/dev/sda2 none swap sw 0 0\n")]
    [InlineData("  # /dev/sda2 none swap sw 0 0\n")]
    [InlineData("/dev/sda2 /swap ext4 defaults 0 0\n")]
    [InlineData("/dev/sda2 swap\n")]
    public void SwapEntries_OtherLines_AreNone(string text) => FileSystemTable.SwapEntries(text).ShouldBeEmpty();

    [Theory]
    [InlineData("MemTotal:       24684092 kB\nSwapTotal:             0 kB\n", 24684092UL * 1024, 0UL)]
    [InlineData("MemTotal: 1 kB\n", 1024UL, null)]
    [InlineData("MemTotal: 1 MB\nSwapTotal: x kB\n", null, null)]
    [InlineData("", null, null)]
    public void MemoryInformationParse_Sizes_InBytes(string text, ulong? total, ulong? swap) =>
        MemoryInformation.Parse(text).ShouldBe(new MemoryInformation(total, swap));

    [Fact]
    public void SwapDevices_Sections_LaterFilesChangeWhatTheyAre()
    {
        var devices = ZramGenerator.SwapDevices(
        [
            ("/a", "[zram0]\nzram-size = ram / 2\n[zram1]\nmount-point=/tmp\n[zram2]\nzram-size=0\n[other]\nx=1\n"),
            ("/b", "# comment\n[zram2]\nzram-size=4096\n[zram3]\nfs-type=swap\n"),
        ]);

        devices.ShouldBe([new ZramGenerator.Device("zram0", "/a", 2), new ZramGenerator.Device("zram2", "/a", 6), new ZramGenerator.Device("zram3", "/b", 5)]);
    }

    [Fact]
    public void UnitTextParse_ContinuedLines_AreOneSetting()
    {
        var settings = UnitText.Parse("[Swap]\n; comment\nWhat = /dev/sda2 \nOptions=a,\\\n# within\n b\n[Install]\nWantedBy=swap.target");

        settings.ShouldBe(
        [
            new UnitText.Setting("Swap", "What", "/dev/sda2", 3),
            new UnitText.Setting("Swap", "Options", "a, b", 4),
            new UnitText.Setting("Install", "WantedBy", "swap.target", 8),
        ]);
    }
}
