using AcpFleet.Agent.Probes.Network;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Tests.Probes.Network;

public sealed class HostsFileTests
{
    [Fact]
    public void Parse_Lines_KeepOrderNamesAndNumber()
    {
        var entries = HostsFile.Parse("# head\n\n 127.0.0.1\tlocalhost  localhost4 # own\n::1 localhost\n192.0.2.1 a#b\nFE80::1 x\r\n").Value!;

        entries.ShouldBe(
        [
            new HostsEntry { Address = "127.0.0.1", Names = { "localhost", "localhost4" }, Line = 3 },
            new HostsEntry { Address = "::1", Names = { "localhost" }, Line = 4 },
            new HostsEntry { Address = "192.0.2.1", Names = { "a" }, Line = 5 },
            new HostsEntry { Address = "fe80::1", Names = { "x" }, Line = 6 },
        ]);
    }

    [Theory]
    [InlineData("127.1 localhost")]
    [InlineData("0x7f000001 localhost")]
    [InlineData("127.0.0.01 localhost")]
    [InlineData("127.0.0.256 localhost")]
    [InlineData("127.0.0.1. localhost")]
    [InlineData("fe80::1%eth0 x")]
    [InlineData("[::1] x")]
    [InlineData("::1/128 x")]
    [InlineData("localhost 127.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1 # localhost")]
    [InlineData("#127.0.0.1 localhost")]
    public void Parse_LineTheCLibraryPassesOver_IsNoEntry(string line) => HostsFile.Parse(line + "\n").Value!.ShouldBeEmpty();

    [Fact]
    public void Parse_TooManyEntries_SaysSo() =>
        HostsFile.Parse(string.Concat(Enumerable.Repeat("192.0.2.1 a\n", 5000))).Failure!.Reason.ShouldBe(SourceFailure.Types.Reason.TooLarge);
}
