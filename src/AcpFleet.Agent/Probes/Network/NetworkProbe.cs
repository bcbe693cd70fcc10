using AcpFleet.Agent.Files;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>Names, resolver, interfaces with their addresses, routes, and who listens where.</summary>
internal sealed class NetworkProbe(HostRoot root, TimeProvider timeProvider, IProgramRunner runner) : IProbe
{
    private readonly NameReader _names = new(root);
    private readonly ResolvedService _resolved = new(root, runner);
    private readonly LinkReader _links = new(root);
    private readonly ListenerReader _listeners = new(root, timeProvider);

    public SectionKind Kind => SectionKind.Network;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(20);

    public async ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        draft.Section.Network.Resolver = new ResolverConfiguration();
        draft.Part("uname", _names.Hostname, "hostname");
        draft.Part("/etc/hostname", _names.StaticHostname, "static_hostname");
        draft.Part("/etc/hosts", _names.Hosts, "hosts");
        draft.Part("/etc/resolv.conf", _names.Resolver, "resolver");
        draft.Part("interfaces and routes", _links.Collect, "interfaces", "routes");
        draft.Part("sockets", _listeners.Collect, "listeners", "owners_complete");
        await _resolved.CollectAsync(draft, cancellationToken).ConfigureAwait(false);
    }
}
