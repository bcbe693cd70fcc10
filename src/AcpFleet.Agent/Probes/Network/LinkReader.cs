using AcpFleet.Agent.Files;
using AcpFleet.Agent.Netlink;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>
/// Interfaces, addresses and routes: by rtnetlink on this machine, from /proc and /sys below a captured root or where
/// netlink is refused. Those files show the main table only and no peers.
/// </summary>
internal sealed class LinkReader(HostRoot root)
{
    private const int MaxLinks = 8192;
    private const int MaxAddresses = 16384;
    private const int MaxRoutes = 16384;

    internal void Collect(SectionDraft draft)
    {
        if (root.IsLive && TryNetlink(draft))
            return;
        FromFiles(draft);
    }

    private bool TryNetlink(SectionDraft draft)
    {
        if (NetlinkChannel.Open(NetlinkChannel.Route, out var opened) != 0 || opened is not { } channel)
            return false;
        using (channel)
        {
            var links = NetlinkDump.Run<LinkMessage>(channel, LinkMessage.Request, LinkMessage.RequestBody, LinkMessage.Parse, MaxLinks);
            if (!links.TryGet(out var known, out var failure))
            {
                if (failure.Reason == Protocol.V1.SourceFailure.Types.Reason.PermissionDenied)
                    return false;
                draft.Fail("rtnetlink links", failure, "interfaces", "routes");
                return true;
            }

            var addresses = NetlinkDump.Run<AddressMessage>(channel, AddressMessage.Request, AddressMessage.RequestBody, AddressMessage.Parse, MaxAddresses);
            if (addresses.TryGet(out var listed, out failure))
                draft.Section.Network.Interfaces.Add(LinkFacts.Interfaces(known, listed, HasDevice));
            else
                draft.Fail("rtnetlink addresses", failure, "interfaces");

            var routes = NetlinkDump.Run<RouteMessage>(channel, RouteMessage.Request, RouteMessage.RequestBody, RouteMessage.Parse, MaxRoutes);
            if (routes.TryGet(out var ways, out failure))
                draft.Section.Network.Routes.Add(LinkFacts.Routes(ways, Names(known)));
            else
                draft.Fail("rtnetlink routes", failure, "routes");
        }

        return true;
    }

    private void FromFiles(SectionDraft draft)
    {
        if (!ProcLinks.Read(root).TryGet(out var links, out var failure))
        {
            draft.Fail("/sys/class/net", failure, "interfaces", "routes");
            return;
        }

        var indexes = links.ToDictionary(link => link.Name, link => link.Index, StringComparer.Ordinal);
        int IndexOf(string name) => indexes.GetValueOrDefault(name);

        var routes4 = Text(draft, "/proc/net/route", "routes", "interfaces") is { } route ? ProcRoutes.ParseIPv4(route, IndexOf) : null;
        var routes6 = root.Exists("/proc/net/if_inet6") && Text(draft, "/proc/net/ipv6_route", "routes") is { } route6
            ? ProcRoutes.ParseIPv6(route6, IndexOf)
            : [];
        if (routes4 is null)
            return;
        draft.Section.Network.Routes.Add(LinkFacts.Routes([.. routes4, .. routes6], Names(links)));

        if (Text(draft, "/proc/net/fib_trie", "interfaces") is not { } trie)
            return;
        var addresses = ProcAddresses.Attach(ProcAddresses.ParseFibTrie(trie), routes4, IndexOf("lo"));
        // A kernel without IPv6 has no such file.
        if (draft.OptionalText(root, "/proc/net/if_inet6", HostRoot.ConfigurationCap, "interfaces") is { } inet6)
            addresses.AddRange(ProcAddresses.ParseIPv6(inet6));
        draft.Section.Network.Interfaces.Add(LinkFacts.Interfaces(links, addresses, HasDevice));
    }

    private string? Text(SectionDraft draft, string path, params ReadOnlySpan<string> fields) =>
        draft.Text(root, path, 16 * HostRoot.ConfigurationCap, fields);

    private bool HasDevice(string name) => root.Exists($"/sys/class/net/{name}/device");

    private static Dictionary<int, string> Names(List<LinkMessage> links)
    {
        var names = new Dictionary<int, string>(links.Count);
        foreach (var link in links)
            names[link.Index] = link.Name;
        return names;
    }
}
