using System.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Writes a commented plan to begin with (<c>acpfleet plan init</c>).</summary>
public static class FleetPlanTemplate
{
    // Addresses that RFC 5737 keeps for examples: to be replaced.
    private const string ExampleVip = "192.0.2.10";
    private const string ExampleNode = "192.0.2.11";

    /// <summary>
    /// YAML with every key of the schema, explained. The first three nodes become control-plane nodes, the first of them
    /// the installer, the rest workers; one node makes a single-node plan. It reads without an error when the nodes' names and
    /// addresses are valid and differ.
    /// </summary>
    /// <param name="fleetName">The fleet's name.</param>
    /// <param name="nodes">Empty: one example node.</param>
    /// <param name="language">Of the comments.</param>
    public static string Write(string fleetName, IReadOnlyList<PlanTemplateNode> nodes, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(fleetName);
        ArgumentNullException.ThrowIfNull(nodes);
        if (nodes.Count == 0) nodes = [new PlanTemplateNode("cp-1", ExampleNode)];
        var single = nodes.Count == 1;
        var text = new StringBuilder();
        var writer = new PlanTemplateWriter(text, language);
        writer.Comment("What the cluster should be. Unknown keys and contradictions are errors: acpfleet plan validate", "集群的目标状态。未知的键和自相矛盾的内容都是错误：acpfleet plan validate");
        writer.Key(0, "apiVersion", FleetPlan.CurrentApiVersion);
        writer.Key(0, "name", fleetName);
        writer.Raw("profile: acp-4.1");
        writer.Raw($"scenario: {(single ? "single-node" : "multi-cluster")}", "single-node | single-cluster | multi-cluster");
        writer.Raw("phase: before", "before | after: the installation; a coordinator keeps it per node", "before | after：安装之前或之后；协调器按节点记录");
        Network(writer, single);
        Rest(writer);
        Nodes(writer, nodes);
        writer.Comment("Findings that someone accepts until a date, for example:", "由指定人员在某日期之前接受的结果，例如：");
        writer.Comment("  - { check: hardware.disk-ssd, node: cp-1, until: 2027-01-31, by: ops-lead, reason: \"array with NVMe cache\" }");
        writer.Raw("waivers: []");
        return text.ToString();
    }

    private static void Network(PlanTemplateWriter writer, bool single)
    {
        writer.Raw("network:");
        writer.Raw("  cni: kube-ovn", "kube-ovn | calico");
        writer.Raw("  ipFamily: ipv4", "ipv4 | ipv6 | dual; never changes after the installation", "ipv4 | ipv6 | dual；安装后不可更改");
        if (single)
        {
            writer.Raw("  vip: { address: null, mode: none, vrid: null }", "external | self-built | none: none on a single node only", "external | self-built | none：none 仅用于单节点");
        }
        else
        {
            writer.Comment("  TO REPLACE: the address on your load balancer.", "  请替换：负载均衡器上的地址。");
            writer.Raw($"  vip: {{ address: {ExampleVip}, mode: external, vrid: null }}", "external | self-built (needs vrid, 1-255) | none", "external | self-built（需要 vrid，1-255）| none");
        }

        writer.Raw("  externalAddresses: []", "by which clusters of other networks reach the platform", "其他网络的集群访问平台所用的地址");
        writer.Raw("  domain: null", "needed with IPv6 and with disaster recovery", "使用 IPv6 或灾难恢复时必须给出");
        writer.Raw("  accessAddress: null", "domain or address of the web console; null: as the cluster's", "Web 控制台的域名或地址；null：与集群地址相同");
        writer.Raw("  otherAccessAddresses: []");
        writer.Raw("  ports: { https: 443, http: null }", "http: null is off", "http 为 null 表示关闭");
        writer.Raw("  clusterCidr: 10.3.0.0/16", "dual: \"10.3.0.0/16,fd00:10:3::/112\"");
        writer.Raw("  serviceCidr: 10.4.0.0/16");
        writer.Raw("  joinCidr: 100.64.0.0/16");
        writer.Raw("  runtimeSubnet: null", "set when the container runtime's bip was moved", "修改过容器运行时的 bip 时填写");
        writer.Raw("  nic: null", "the nodes' interface for Kube-OVN", "Kube-OVN 使用的节点网卡");
        writer.Raw("  dns: []", "name servers to write into resolv.conf", "要写入 resolv.conf 的域名服务器");
    }

    private static void Rest(PlanTemplateWriter writer)
    {
        writer.Raw("certificate: { mode: self-signed, certificateFile: null, keyFile: null }", "self-signed | own: files on the coordinator", "self-signed | own：协调器上的文件");
        writer.Raw("registry: { mode: platform, address: null, credential: null }", "platform | external; credential is a name, never a password", "platform | external；credential 是凭据名称，不是密码");
        writer.Raw("storage: { topolvm: false, rook: false }");
        writer.Raw("isv: { cpu: 0, memoryGB: 0 }", "what applications need on top", "应用额外需要的资源");
        writer.Raw("workloadClusters: []", "- { name: prod, address: 192.0.2.50, sameNetwork: true }");
        writer.Raw("package: { architecture: x86_64, installDirectory: /root/cpaas-install }", "x86_64 | aarch64 | hybrid");
        writer.Raw("isolation: false", "platform-only nodes", "平台专属节点");
        writer.Raw("hostnameAsNodeName: true");
        writer.Raw("disasterRecovery: { role: none, peer: null }", "none | primary | standby; peer: the other site's plan", "none | primary | standby；peer：另一站点的计划");
        writer.Raw("ssh: { user: root, port: 22 }");
    }

    private static void Nodes(PlanTemplateWriter writer, IReadOnlyList<PlanTemplateNode> nodes)
    {
        writer.Raw("nodes:", "roles: control-plane, worker, installer (where setup.sh runs)", "roles：control-plane、worker、installer（运行 setup.sh 的节点）");
        for (var index = 0; index < nodes.Count; index++)
        {
            var roles = index switch { 0 => "[control-plane, installer]", < 3 => "[control-plane]", _ => "[worker]" };
            writer.Raw($"  - {{ name: {YamlText.Scalar(nodes[index].Name)}, address: {YamlText.Scalar(nodes[index].Address)}, ipv6: null, roles: {roles}, labels: {{}} }}");
        }
    }
}
