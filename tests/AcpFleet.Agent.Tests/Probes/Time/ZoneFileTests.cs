using AcpFleet.Agent.Probes.Time;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;

namespace AcpFleet.Agent.Tests.Probes.Time;

public sealed class ZoneFileTests
{
    private static readonly byte[] Shanghai = File.ReadAllBytes(FixtureTree.Path("rhel-8.6") + "/usr/share/zoneinfo/Asia/Shanghai");

    [Fact]
    public void Parse_Shanghai_HasItsOffsetAndRule()
    {
        var zone = ZoneFile.Parse(Shanghai).Value!;

        zone.Footer.ShouldBe("CST-8");
        zone.OffsetAt(1700000000).ShouldBe(28800);
        zone.OffsetAt(-3_000_000_000).ShouldBe(29143); // before 1901: local mean time
        zone.OffsetAt(640_000_000).ShouldBe(28800);
        zone.OffsetAt(650_000_000).ShouldBe(32400); // summer of 1990
    }

    [Fact]
    public void Parse_CutAnywhere_IsMalformedAndNeverHalfAZone()
    {
        for (var length = 0; length < Shanghai.Length; length++)
            ZoneFile.Parse(Shanghai.AsSpan(0, length)).Failure!.Reason.ShouldBe(SourceFailure.Types.Reason.Malformed);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(24)]
    [InlineData(28)]
    [InlineData(32)]
    [InlineData(36)]
    [InlineData(40)]
    public void Parse_CountsOfBillions_AreRefusedWithoutAllocating(int position)
    {
        foreach (var value in (uint[])[uint.MaxValue, int.MaxValue, 0x8000_0000, 100_000])
        {
            var file = Shanghai.ToArray();
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(position), value);

            ZoneFile.Parse(file).Failure!.Reason.ShouldBe(SourceFailure.Types.Reason.Malformed);
        }
    }

    [Theory]
    [InlineData("../usr/share/zoneinfo/Asia/Shanghai", "Asia/Shanghai")]
    [InlineData("/usr/share/zoneinfo/right/UTC", "right/UTC")]
    [InlineData("/usr/share/zoneinfo/", null)]
    [InlineData("/etc/zone", null)]
    public void NameInPath_Link_GivesTheName(string target, string? name) => TimeProbe.NameInPath(target).ShouldBe(name);

    [Theory]
    [InlineData("chronyd", "chronyd")]
    [InlineData("ntpd", "ntpd")]
    [InlineData("systemd-timesyn", "systemd-timesyncd")]
    [InlineData("chronyc", null)]
    [InlineData("", null)]
    public void ServiceOf_Process_ByItsName(string comm, string? service) => SyncService.ServiceOf(comm).ShouldBe(service);
}
