using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>
/// What cannot be true together in one plan. A rule is skipped where a value that it looks at is wrong already. What the
/// guide merely forbids is left to the checks, which can be waived; a contradiction cannot.
/// </summary>
internal static class PlanContradictions
{
    public static void Report(FleetPlan plan, StrictYamlDocument document)
    {
        PlanNodeContradictions.Report(plan, document);
        PlanNetworkContradictions.Report(plan, document);
        Certificate(plan, document);
        Registry(plan, document);
        DisasterRecovery(plan, document);
        WorkloadClusters(plan, document);
        Waivers(plan, document);
    }

    private static void Certificate(FleetPlan plan, StrictYamlDocument document)
    {
        if (document.HasErrorAt("certificate")) return;
        var certificate = plan.Certificate;
        if (certificate.Mode == CertificateMode.Own)
        {
            if (certificate.CertificateFile is null || certificate.KeyFile is null)
            {
                document.AddError("certificate.mode", new LocalizedText(
                    "mode own needs certificateFile and keyFile", "mode 为 own 时必须给出 certificateFile 和 keyFile"));
            }
        }
        else if (certificate.CertificateFile is not null || certificate.KeyFile is not null)
        {
            document.AddError("certificate.mode", new LocalizedText(
                "files are given, and mode self-signed does not use them; write mode: own", "已给出证书文件，但 mode 为 self-signed 时不会使用；请写 mode: own"));
        }
    }

    private static void Registry(FleetPlan plan, StrictYamlDocument document)
    {
        if (!document.HasErrorAt("registry") && plan.Registry is { Mode: RegistryMode.External, Address: null })
            document.AddError("registry.mode", new LocalizedText("mode external needs an address", "mode 为 external 时必须给出 address"));
    }

    private static void DisasterRecovery(FleetPlan plan, StrictYamlDocument document)
    {
        if (document.HasErrorAt("disasterRecovery")) return;
        var recovery = plan.DisasterRecovery;
        if (recovery.Role == DisasterRecoveryRole.None)
        {
            if (recovery.Peer is not null)
            {
                document.AddError("disasterRecovery.peer", new LocalizedText(
                    "a peer is given, but role is none", "给出了 peer，但 role 为 none"));
            }

            return;
        }

        if (recovery.Peer is null)
        {
            document.AddError("disasterRecovery.role", new LocalizedText(
                "disaster recovery needs peer: the other site's plan", "灾难恢复必须给出 peer，即另一站点的计划"));
        }

        if (plan.Network.Vip.Mode != VipMode.External && !document.HasErrorAt("network.vip"))
        {
            document.AddError("network.vip.mode", new LocalizedText(
                "disaster recovery needs an external load balancer; a self-built VIP cannot be used", "灾难恢复必须使用外部负载均衡器，不能使用自建 VIP"));
        }

        if (plan.Certificate.Mode != CertificateMode.Own && !document.HasErrorAt("certificate"))
        {
            document.AddError("certificate.mode", new LocalizedText(
                "disaster recovery needs mode own: one certificate on both sites", "灾难恢复要求 mode 为 own：两个站点使用同一证书"));
        }

        if (plan.Network.Domain is null && !document.HasErrorAt("network.domain"))
            document.AddError("network.domain", new LocalizedText("disaster recovery needs a domain", "灾难恢复必须给出域名（domain）"));
    }

    private static void WorkloadClusters(FleetPlan plan, StrictYamlDocument document)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < plan.WorkloadClusters.Length; index++)
        {
            var path = $"workloadClusters[{index}].name";
            if (!document.HasErrorAt(path) && !names.Add(plan.WorkloadClusters[index].Name))
                document.AddError(path, new LocalizedText("another workload cluster has this name", "已有同名的业务集群"));
        }
    }

    private static void Waivers(FleetPlan plan, StrictYamlDocument document)
    {
        if (plan.Waivers.IsEmpty || document.HasErrorAt("nodes") || document.HasErrorAt("waivers")) return;
        var names = plan.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<(string, string?)>();
        for (var index = 0; index < plan.Waivers.Length; index++)
        {
            var waiver = plan.Waivers[index];
            if (waiver.Node is { } node && !names.Contains(node))
            {
                document.AddError($"waivers[{index}].node", NearestWord.Unknown("node", "节点", node.Length <= 64 ? node : node[..64], names));
            }

            if (!seen.Add((waiver.Check, waiver.Node)))
            {
                document.AddError($"waivers[{index}].check", new LocalizedText(
                    $"{waiver.Check} is waived for the same nodes already", $"{waiver.Check} 已对相同节点豁免"));
            }
        }
    }
}
