using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Network;
using AcpFleet.Agent.Programs;
using AcpFleet.Agent.Tests.Programs;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes.Network;

public sealed class NetworkProbeTests
{
    [Theory]
    [InlineData("rhel-7.8", "rhel78-cp1", "192.0.2.53", null, "inactive", "not-found")]
    [InlineData("rhel-8.6", "rhel86-cp1", "192.0.2.53 2001:db8::53", null, "inactive", "disabled")]
    [InlineData("centos-7.6", "centos76", "172.16.0.53", "example.internal corp.example.internal", "inactive", "not-found")]
    [InlineData("ubuntu-20.04", "ubuntu2004", "127.0.0.53", ".", "active", "enabled")]
    [InlineData("ubuntu-22.04", "ubuntu2204", "192.0.2.53", null, "inactive", "masked")]
    public async Task CollectAsync_Tree_GivesNamesAndResolver(string tree, string hostname, string servers, string? search, string active, string enabled)
    {
        var section = await CollectAsync(FixtureTree.Path(tree));

        section.Status.Failures.ShouldBeEmpty();
        section.Network.Hostname.ShouldBe(hostname);
        section.Network.StaticHostname.ShouldBe(hostname);
        section.Network.Hosts[0].Address.ShouldBe("127.0.0.1");
        var resolver = section.Network.Resolver;
        resolver.Present.ShouldBeTrue();
        string.Join(' ', resolver.Nameservers).ShouldBe(servers);
        resolver.HasSearchLine.ShouldBe(search is not null);
        resolver.SearchLine.ShouldBe(search ?? "");
        resolver.ResolvedActiveState.ShouldBe(active);
        resolver.ResolvedUnitFileState.ShouldBe(enabled);
    }

    [Fact]
    public async Task CollectAsync_StubOfResolved_ShowsLinkAndUpstream()
    {
        var resolver = (await CollectAsync(FixtureTree.Path("ubuntu-20.04"))).Network.Resolver;

        resolver.LinkTarget.ShouldBe("../run/systemd/resolve/stub-resolv.conf");
        resolver.UpstreamNameservers.ShouldBe(["192.0.2.53", "192.0.2.54"]);
    }

    [Theory]
    [InlineData("centos-7.6", "192.0.2.76/24", "tcp 127.0.0.1:25 1189 master postfix.service")]
    [InlineData("centos-7.6", "192.0.2.76/24", "tcp 0.0.0.0:8080 2210 java tomcat.service")]
    [InlineData("rhel-7.8", "192.0.2.78/24", "udp 127.0.0.1:323 702 chronyd chronyd.service")]
    [InlineData("rhel-7.8", "192.0.2.78/24", "tcp6 :::22 901 sshd sshd.service")]
    public async Task CollectAsync_Tree_GivesInterfacesRoutesAndListeners(string tree, string address, string listener)
    {
        var facts = (await CollectAsync(FixtureTree.Path(tree))).Network;

        facts.Interfaces.Select(link => $"{link.Name} {link.Kind} {link.Loopback}").ShouldBe(["eth0 physical False", "lo virtual True"]);
        facts.Interfaces[0].Addresses.Select(own => $"{own.Address}/{own.PrefixLength}").ShouldContain(address);
        facts.Interfaces[0].Mac.ShouldStartWith("52:54:00:");
        facts.Interfaces[1].HasMac.ShouldBeFalse();
        facts.Routes[0].ShouldBe(new Route { Destination = "0.0.0.0/0", Gateway = "192.0.2.1", Interface = "eth0", Table = 254, Metric = 100, Type = "unicast" });
        facts.Listeners.Select(Text).ShouldContain(listener);
        facts.OwnersComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task CollectAsync_NoResolvConf_IsAFactAndNoFailure()
    {
        using var tree = new NodeTree("rhel-7.8");
        tree.Remove("/etc/resolv.conf");

        var section = await CollectAsync(tree.Root);

        section.Status.Failures.ShouldBeEmpty();
        section.Network.Resolver.Present.ShouldBeFalse();
    }

    [Fact]
    public async Task CollectAsync_ResolvConfLinkedToNothing_IsNotPresent()
    {
        using var tree = new NodeTree("ubuntu-20.04");
        tree.Remove("/run/systemd/resolve");

        var resolver = (await CollectAsync(tree.Root)).Network.Resolver;

        resolver.Present.ShouldBeFalse();
        resolver.LinkTarget.ShouldBe("../run/systemd/resolve/stub-resolv.conf");
    }

    [Theory]
    [InlineData("/etc/hosts", "hosts")]
    [InlineData("/etc/resolv.conf", "resolver.nameservers resolver.search_line resolver.search")]
    [InlineData("/proc/net/tcp", "listeners")]
    [InlineData("/proc/net/route", "routes interfaces")]
    [InlineData("/proc/net/fib_trie", "interfaces")]
    public async Task CollectAsync_OneSourceUnreadable_CostsItsOwnFields(string path, string fields)
    {
        using var tree = new NodeTree("rhel-7.8");
        tree.Remove(path).MakeDirectory(path);

        var section = await CollectAsync(tree.Root);

        var failure = section.Status.Failures.ShouldHaveSingleItem();
        failure.Source.ShouldBe(path);
        failure.Reason.ShouldBe(Reason.Unreadable);
        string.Join(' ', failure.Fields).ShouldBe(fields);
        section.Network.Hostname.ShouldBe("rhel78-cp1");
    }

    [Fact]
    public async Task CollectAsync_HostsMissing_SaysSo()
    {
        using var tree = new NodeTree("rhel-7.8");
        tree.Remove("/etc/hosts");

        var failure = (await CollectAsync(tree.Root)).Status.Failures.ShouldHaveSingleItem();
        failure.Reason.ShouldBe(Reason.Missing);
        failure.Fields.ShouldBe(["hosts"]);
    }

    [Fact]
    public async Task CollectAsync_ControlGroupsNotVisible_SaysThatTheStateIsNotKnown()
    {
        using var tree = new NodeTree("ubuntu-20.04");
        tree.Remove("/sys/fs/cgroup");

        var section = await CollectAsync(tree.Root);

        section.Network.Resolver.HasResolvedActiveState.ShouldBeFalse();
        section.Status.Failures.ShouldHaveSingleItem().Fields.ShouldBe(["resolver.resolved_active_state"]);
    }

    [Theory]
    [InlineData("LoadState=loaded\nActiveState=active\nUnitFileState=enabled\n", "active")]
    [InlineData("ActiveState=failed", "failed")]
    [InlineData("XActiveState=active\n", null)]
    [InlineData("", null)]
    public void Property_OutputOfSystemctl_ByName(string output, string? state) => ResolvedService.Property(output, "ActiveState").ShouldBe(state);

    [Fact]
    public async Task CollectAsync_EphemeralUdpPorts_AreLeftOutAsClients()
    {
        using var tree = new NodeTree("rhel-7.8");
        tree.Write("/proc/sys/net/ipv4/ip_local_port_range", "1024\t60999\n").Write("/proc/net/udp",
            "  sl\n0: 00000000:14E9 00000000:0000 07 0:0 0:0 0 0 0 1 2 0\n1: 00000000:A000 00000000:0000 07 0:0 0:0 0 0 0 2 2 0\n"
            + "2: 00000000:EFFF 00000000:0000 07 0:0 0:0 0 0 0 3 2 0\n3: 00000000:1000 0100007F:0035 07 0:0 0:0 0 0 0 3 2 0\n");

        var ports = (await CollectAsync(tree.Root)).Network.Listeners.Where(l => l.Protocol == "udp").Select(l => l.Port);

        ports.ShouldBe([5353u, 61439u]);
    }

    internal static string Text(ListeningSocket socket) =>
        $"{socket.Protocol} {socket.Address}:{socket.Port} {socket.Pid} {socket.Process} {socket.Unit}".TrimEnd();

    internal static async Task<Section> CollectAsync(string root, IProgramRunner? runner = null)
    {
        var draft = new SectionDraft(SectionKind.Network);
        await new NetworkProbe(new HostRoot(root), TimeProvider.System, runner ?? new CannedRunner()).CollectAsync(draft, CancellationToken.None);
        return draft.Section;
    }
}
