using System.Collections.Immutable;
using System.Net;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Contradictions within <c>network</c>.</summary>
internal static class PlanNetworkContradictions
{
    public static void Report(FleetPlan plan, StrictYamlDocument document)
    {
        Vip(plan, document);
        Domain(plan.Network, document);
        Cidrs(plan.Network, document);
        var ports = plan.Network.Ports;
        if (ports.Http == ports.Https && !document.HasErrorAt("network.ports"))
            document.AddError("network.ports.http", new LocalizedText("http and https cannot have one port", "http 和 https 不能使用同一端口"));
        if (plan.Network.Cni != CniPlugin.KubeOvn && plan.Network.Nic is not null && !document.HasErrorAt("network.cni"))
            document.AddError("network.nic", new LocalizedText("nic belongs to Kube-OVN, and cni is calico", "nic 仅用于 Kube-OVN，而 cni 为 calico"));
    }

    private static void Vip(FleetPlan plan, StrictYamlDocument document)
    {
        if (document.HasErrorAt("network.vip")) return;
        var vip = plan.Network.Vip;
        if (vip.Mode == VipMode.None)
        {
            if (plan.Scenario != PlanScenario.SingleNode && !document.HasErrorAt("scenario"))
            {
                document.AddError("network.vip.mode", new LocalizedText(
                    "only scenario single-node can do without a VIP; give an address with mode external or self-built",
                    "只有 single-node 场景可以不使用 VIP；请给出地址，并将 mode 设为 external 或 self-built"));
            }

            if (vip.Address is not null)
                document.AddError("network.vip.address", new LocalizedText("an address is given, but mode is none", "给出了地址，但 mode 为 none"));
            return;
        }

        if (vip.Address is null)
        {
            document.AddError("network.vip", new LocalizedText("this mode needs an address", "此 mode 必须给出 address"));
            return;
        }

        if (vip.Mode == VipMode.SelfBuilt && vip.Vrid is null)
            document.AddError("network.vip.mode", new LocalizedText("mode self-built needs a vrid from 1 to 255", "mode 为 self-built 时必须给出 1 到 255 的 vrid"));

        Family(vip.Address, plan.Network.IpFamily, "network.vip.address", document);
        for (var index = 0; index < plan.Nodes.Length; index++)
        {
            var node = plan.Nodes[index];
            if (!vip.Address.Equals(node.Address) && !vip.Address.Equals(node.Ipv6)) continue;
            document.AddError("network.vip.address", new LocalizedText(
                $"this is the address of nodes[{index}]; a VIP is no node's own address", $"这是 nodes[{index}] 的地址；VIP 不能是节点自身的地址"));
        }
    }

    private static void Domain(NetworkPlan network, StrictYamlDocument document)
    {
        if (network.IpFamily == IpFamily.Ipv4 || network.Domain is not null
            || document.HasErrorAt("network.domain") || document.HasErrorAt("network.ipFamily")) return;
        document.AddError("network.ipFamily", new LocalizedText(
            "access by IPv6 needs a domain: give network.domain", "支持 IPv6 访问必须提供域名：请给出 network.domain"));
    }

    private static void Cidrs(NetworkPlan network, StrictYamlDocument document)
    {
        ImmutableArray<(string Key, ImmutableArray<IPNetwork> Blocks)> all =
            [("clusterCidr", network.ClusterCidr), ("serviceCidr", network.ServiceCidr), ("joinCidr", network.JoinCidr)];
        for (var left = 0; left < all.Length; left++)
        {
            var path = "network." + all[left].Key;
            if (document.HasErrorAt(path)) continue;
            foreach (var block in all[left].Blocks) Family(block.BaseAddress, network.IpFamily, path, document);
            for (var right = 0; right < left; right++)
            {
                foreach (var block in all[left].Blocks)
                {
                    foreach (var other in all[right].Blocks)
                    {
                        if (!NetworkRule.Overlap(block, other)) continue;
                        document.AddError(path, new LocalizedText(
                            $"{block} overlaps {all[right].Key} {other}", $"{block} 与 {all[right].Key} 的 {other} 重叠"));
                    }
                }
            }
        }
    }

    private static void Family(IPAddress address, IpFamily family, string path, StrictYamlDocument document)
    {
        if (family == IpFamily.Dual || AddressRule.IsIpv6(address) == (family == IpFamily.Ipv6) || document.HasErrorAt("network.ipFamily")) return;
        var word = PlanWords.IpFamilies.First(entry => entry.Value == family).Text;
        document.AddError(path, new LocalizedText(
            $"network.ipFamily is {word}, and {address} is not", $"network.ipFamily 为 {word}，而 {address} 不是"));
    }
}
