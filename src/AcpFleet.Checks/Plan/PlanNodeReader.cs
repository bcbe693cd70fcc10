using System.Net;
using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Reads one of <c>nodes</c> and one of <c>waivers</c>.</summary>
internal static class PlanNodeReader
{
    public static PlanNode Node(StrictYamlMap map, HostnameRequirement rule)
    {
        map.Require("name", "address", "roles");
        var roles = NodeRoles.None;
        foreach (var role in map.Choices("roles", PlanWords.Roles)) roles |= role;
        var node = new PlanNode
        {
            Name = map.Value("name", text => NodeName(text, rule))?.Value ?? "",
            Address = map.Value("address", PlanValues.NodeAddress)?.Value ?? IPAddress.None,
            Ipv6 = map.Value("ipv6", PlanValues.NodeAddress)?.Value,
            Roles = roles,
            Labels = map.Labels("labels"),
        };
        map.Finish();
        return node;
    }

    public static PlanWaiver Waiver(StrictYamlMap map)
    {
        map.Require("check", "until", "by", "reason");
        var waiver = new PlanWaiver
        {
            Check = map.Value("check", Check)?.Value ?? "",
            Node = map.String("node"),
            Until = map.Value("until", PlanValues.Date)?.Value ?? default,
            By = map.Value("by", PlanValues.Words)?.Value ?? "",
            Reason = map.Value("reason", PlanValues.Words)?.Value ?? "",
        };
        map.Finish();
        return waiver;
    }

    private static YamlParsed<string> NodeName(string name, HostnameRequirement rule)
    {
        var violations = HostnameRule.Violations(name, rule);
        if (violations.Count == 0) return name;
        return new LocalizedText(
            $"this cannot be the host name of a node: {string.Join("; ", violations.Select(violation => violation.En))}",
            $"不能用作节点主机名：{string.Join("；", violations.Select(violation => violation.Zh))}");
    }

    private static YamlParsed<string> Check(string id) => CheckIds.All.Contains(id)
        ? id
        : NearestWord.Unknown("check", "检查项", id.Length <= 64 ? id : id[..64], CheckIds.All);
}
