using System.Collections.Immutable;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>The ports that a node of certain roles and with a certain CNI must keep free.</summary>
internal sealed record RequiredPorts
{
    private RequiredPorts(ImmutableArray<PortRange> ranges)
    {
        Ranges = ranges;
        var names = string.Join(" ", ranges.Select(range => range.ToString()));
        Expected = new LocalizedText($"nobody listens on TCP {names}", $"以下 TCP 端口未被占用：{names}");
    }

    /// <summary>Sorted, each once.</summary>
    public ImmutableArray<PortRange> Ranges { get; }

    public LocalizedText Expected { get; }

    public static RequiredPorts Of(PortRequirement ports, NodeRoles roles, CniPlugin cni)
    {
        IEnumerable<PortRange> all = [];
        // The installer is a control-plane node besides.
        if (roles.HasFlag(NodeRoles.ControlPlane) || roles.HasFlag(NodeRoles.Installer)) all = all.Concat(ports.ControlPlane);
        if (roles.HasFlag(NodeRoles.Installer)) all = all.Concat(ports.Installer);
        if (roles.HasFlag(NodeRoles.Worker)) all = all.Concat(ports.Worker);
        all = all.Concat(cni == CniPlugin.KubeOvn ? ports.KubeOvn : ports.Calico);
        return new RequiredPorts([.. all.Distinct().OrderBy(range => range.From)]);
    }

    public bool Contains(uint port)
    {
        foreach (var range in Ranges)
        {
            if (range.Contains(port)) return true;
        }

        return false;
    }
}
