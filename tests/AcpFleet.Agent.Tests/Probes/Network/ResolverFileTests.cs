using AcpFleet.Agent.Probes.Network;

namespace AcpFleet.Agent.Tests.Probes.Network;

/// <summary>By the rules of the C library: resolv.conf(5).</summary>
public sealed class ResolverFileTests
{
    [Theory]
    [InlineData("search a b\ndomain c d\n", "c", "c")]
    [InlineData("domain c\nsearch a  b\t c \n", "a  b\t c", "a b c")]
    [InlineData("search a\nsearch b\n", "b", "b")]
    [InlineData("search a\nsearch\n", "a", "a")]
    [InlineData("search a\nsearch   \n", "a", "a")]
    [InlineData("search .\n", ".", ".")]
    [InlineData("#search a\n;search b\nsearch c", "c", "c")]
    [InlineData("search\ta", "a", "a")]
    [InlineData(" search a\nsearchx b\nSEARCH c\n", null, "")]
    [InlineData("search a\r\n", "a", "a")]
    public void Parse_SearchAndDomain_TheLastThatSaysSomethingWins(string text, string? line, string domains)
    {
        var file = ResolverFile.Parse(text);

        file.SearchLine.ShouldBe(line?.Replace('\t', ' '));
        string.Join(' ', file.Search).ShouldBe(domains);
    }

    [Theory]
    [InlineData("nameserver 192.0.2.1\nnameserver\t2001:db8::1\n", "192.0.2.1 2001:db8::1")]
    [InlineData("nameserver 192.0.2.1 # first\nnameserver 192.0.2.2;x\n", "192.0.2.1 192.0.2.2")]
    [InlineData("# nameserver 192.0.2.1\n; nameserver 192.0.2.2\n nameserver 192.0.2.3\n", "")]
    [InlineData("nameserver\nnameserver \nnameservers 192.0.2.1\n", "")]
    [InlineData("options timeout:1\nsortlist 192.0.2.0\n\0\u0001garbage\nnameserver fe80::1%eth0\n", "fe80::1%eth0")]
    [InlineData("nameserver 1\nnameserver 2\nnameserver 3\nnameserver 4\n", "1 2 3 4")]
    public void Parse_Nameservers_InTheirOrder(string text, string servers) => string.Join(' ', ResolverFile.Parse(text).Nameservers).ShouldBe(servers);

    [Fact]
    public void Parse_ThousandsOfDomains_AreBounded()
    {
        var file = ResolverFile.Parse("search " + string.Join(' ', Enumerable.Range(0, 50_000).Select(i => $"d{i}.example")) + "\n");

        file.Search.Count.ShouldBe(1024);
        file.SearchLine!.Length.ShouldBe(4096);
    }
}
