using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Kernel;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>The node's names and how it resolves others': hostname, /etc/hosts, resolv.conf.</summary>
internal sealed class NameReader(HostRoot root)
{
    private const string ResolverPath = "/etc/resolv.conf";
    private const string UpstreamPath = "/run/systemd/resolve/resolv.conf";

    internal void Hostname(SectionDraft draft)
    {
        if (KernelIdentity.Read(root).NodeName is { } name)
            draft.Section.Network.Hostname = name;
        else
            draft.Fail("uname", ReadFailure.Missing("nothing tells the kernel's node name"), "hostname");
    }

    internal void StaticHostname(SectionDraft draft)
    {
        if (draft.OptionalText(root, "/etc/hostname", HostRoot.ConfigurationCap, "static_hostname") is not { } text)
            return;
        foreach (var line in new TextLines(text))
        {
            var name = line.Trim(" \t");
            if (name.IsEmpty || name[0] == '#')
                continue;
            draft.Section.Network.StaticHostname = FactText.Name(name);
            return;
        }
    }

    internal void Hosts(SectionDraft draft)
    {
        if (draft.Text(root, "/etc/hosts", HostRoot.ConfigurationCap, "hosts") is not { } text)
            return;
        if (HostsFile.Parse(text).TryGet(out var entries, out var failure))
            draft.Section.Network.Hosts.Add(entries);
        else
            draft.Fail("/etc/hosts", failure, "hosts");
    }

    internal void Resolver(SectionDraft draft)
    {
        var resolver = draft.Section.Network.Resolver;
        if (root.LinkTarget(ResolverPath) is { } target)
            resolver.LinkTarget = FactText.Line(target);
        var read = root.ReadText(ResolverPath);
        resolver.Present = !read.IsMissing;
        if (read.TryGet(out var text, out var failure))
        {
            var file = ResolverFile.Parse(text);
            resolver.Nameservers.Add(file.Nameservers);
            resolver.Search.Add(file.Search);
            if (file.SearchLine is { } line)
                resolver.SearchLine = line;
        }
        else if (!failure.IsMissing)
        {
            draft.Fail(ResolverPath, failure, "resolver.nameservers", "resolver.search_line", "resolver.search");
        }

        if (draft.OptionalText(root, UpstreamPath, HostRoot.ConfigurationCap, "resolver.upstream_nameservers") is { } upstream)
            resolver.UpstreamNameservers.Add(ResolverFile.Parse(upstream).Nameservers);
    }
}
