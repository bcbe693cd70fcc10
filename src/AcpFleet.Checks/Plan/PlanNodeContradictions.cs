using System.Net;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Contradictions among nodes: names, addresses, roles, their number.</summary>
internal static class PlanNodeContradictions
{
    public static void Report(FleetPlan plan, StrictYamlDocument document)
    {
        Number(plan, document);
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var addresses = new Dictionary<IPAddress, int>();
        var installers = new List<int>();
        for (var index = 0; index < plan.Nodes.Length; index++)
        {
            var node = plan.Nodes[index];
            var path = $"nodes[{index}]";
            if (!document.HasErrorAt(path + ".name") && !names.TryAdd(node.Name, index))
            {
                document.AddError(path + ".name", new LocalizedText(
                    $"nodes[{names[node.Name]}] has this name already", $"nodes[{names[node.Name]}] 已使用此名称"));
            }

            Address(node.Address, path + ".address", index);
            Address(node.Ipv6, path + ".ipv6", index);
            Roles(node, path, document);
            Families(plan, node, path, document);
            if (node.Roles.HasFlag(NodeRoles.Installer)) installers.Add(index);
        }

        Installers(plan, installers, document);
        return;

        void Address(IPAddress? address, string path, int index)
        {
            if (address is null || document.HasErrorAt(path) || addresses.TryAdd(address, index)) return;
            document.AddError(path, new LocalizedText(
                $"nodes[{addresses[address]}] has this address already", $"nodes[{addresses[address]}] 已使用此地址"));
        }
    }

    private static void Number(FleetPlan plan, StrictYamlDocument document)
    {
        if (document.HasErrorAt("nodes")) return;
        if (plan.Nodes.IsEmpty)
        {
            document.AddError("nodes", new LocalizedText("a plan needs at least one node", "计划中至少要有一个节点"));
        }
        else if (plan.Scenario == PlanScenario.SingleNode && plan.Nodes.Length > 1 && !document.HasErrorAt("scenario"))
        {
            document.AddError("scenario", new LocalizedText(
                $"scenario single-node has exactly one node, and {plan.Nodes.Length} are listed",
                $"single-node 场景只能有一个节点，而计划中列出了 {plan.Nodes.Length} 个"));
        }
    }

    private static void Roles(PlanNode node, string path, StrictYamlDocument document)
    {
        if (document.HasErrorAt(path + ".roles")) return;
        if (node.Roles == NodeRoles.None)
        {
            document.AddError(path + ".roles", new LocalizedText(
                "a node needs a role: control-plane or worker", "节点必须有角色：control-plane 或 worker"));
        }
        else if (node.Roles.HasFlag(NodeRoles.Installer) && !node.Roles.HasFlag(NodeRoles.ControlPlane))
        {
            document.AddError(path + ".roles", new LocalizedText(
                "the installer becomes the first control-plane node; write [control-plane, installer]",
                "安装程序所在节点将成为第一个控制平面节点；请写 [control-plane, installer]"));
        }
    }

    private static void Families(FleetPlan plan, PlanNode node, string path, StrictYamlDocument document)
    {
        if (document.HasErrorAt("network.ipFamily")) return;
        if (!document.HasErrorAt(path + ".address") && plan.Network.IpFamily is var family and not IpFamily.Dual
            && AddressRule.IsIpv6(node.Address) != (family == IpFamily.Ipv6))
        {
            document.AddError(path + ".address", new LocalizedText(
                $"network.ipFamily is {Word(family)}, and this address is not", $"network.ipFamily 为 {Word(family)}，而此地址不是"));
        }

        if (node.Ipv6 is null || document.HasErrorAt(path + ".ipv6")) return;
        if (!AddressRule.IsIpv6(node.Ipv6))
        {
            document.AddError(path + ".ipv6", new LocalizedText("this is not an IPv6 address", "这不是 IPv6 地址"));
        }
        else if (plan.Network.IpFamily != IpFamily.Dual)
        {
            document.AddError(path + ".ipv6", new LocalizedText(
                $"a second address belongs to ipFamily dual, and network.ipFamily is {Word(plan.Network.IpFamily)}",
                $"第二个地址仅用于 dual（双栈），而 network.ipFamily 为 {Word(plan.Network.IpFamily)}"));
        }
    }

    private static void Installers(FleetPlan plan, List<int> installers, StrictYamlDocument document)
    {
        if (plan.Nodes.IsEmpty || document.HasErrorAt("nodes")) return;
        if (installers.Count == 0)
        {
            document.AddError("nodes", new LocalizedText(
                "no node has the role installer; give it to the control-plane node on which setup.sh will run",
                "没有节点具有 installer 角色；请将其赋予将要运行 setup.sh 的控制平面节点"));
        }

        foreach (var index in installers.Skip(1))
        {
            document.AddError($"nodes[{index}].roles", new LocalizedText(
                $"only one node can be the installer, and nodes[{installers[0]}] is it", $"只能有一个安装节点，而 nodes[{installers[0]}] 已是安装节点"));
        }
    }

    private static string Word(IpFamily family) => PlanWords.IpFamilies.First(word => word.Value == family).Text;
}
