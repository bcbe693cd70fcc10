using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>net.default-route.</summary>
internal sealed class DefaultRouteCheck : INodeCheck
{
    /// <summary>RT_TABLE_MAIN of rtnetlink(7): the table that <c>ip route</c> shows.</summary>
    private const uint MainTable = 254;

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "net.default-route",
        Severity = Severity.Required,
        Title = new LocalizedText("Default route", "默认路由"),
        Rationale = new LocalizedText(
            "Kubernetes components find the node's own address by its default route; without one they do not start.",
            "Kubernetes 组件通过默认路由确定节点自身地址；没有默认路由则无法启动。"),
        HowJudged = new LocalizedText(
            """
            - Applies always.
            - **Pass**: the main routing table holds a default route or a route to 0.0.0.0; with IPv6 one to `::/0`; with dual stack both. Routes that refuse (`unreachable`, `blackhole`, `prohibit`) do not count.
            - **Fail**: there is none.
            - **Unknown**: the routes could not be read.
            """,
            """
            - 始终适用。
            - **通过**：主路由表中有默认路由或指向 0.0.0.0 的路由；使用 IPv6 时须有 `::/0`；双栈时两者都要有。拒绝类路由（`unreachable`、`blackhole`、`prohibit`）不算。
            - **不通过**：没有这样的路由。
            - **未知**：无法读取路由。
            """),
        SeeByHand = new LocalizedText("`ip route; ip -6 route`.", "`ip route; ip -6 route`。"),
        Mend = new LocalizedText(
            "`ip route add default via GATEWAY dev INTERFACE`, and the same in the network configuration, so that it stays. On a network without a gateway: `ip route add default dev INTERFACE`.",
            "执行 `ip route add default via 网关 dev 网卡`，并写入网络配置以便持久生效。没有网关的网络：`ip route add default dev 网卡`。"),
        Source = "节点检查 节点网络",
    };

    public LocalizedText Expected(NodeCheckContext context) => context.IpFamily switch
    {
        IpFamily.Ipv4 => new LocalizedText("a default route (0.0.0.0/0)", "存在默认路由（0.0.0.0/0）"),
        IpFamily.Ipv6 => new LocalizedText("a default route (::/0)", "存在默认路由（::/0）"),
        _ => new LocalizedText("default routes for IPv4 (0.0.0.0/0) and IPv6 (::/0)", "存在 IPv4（0.0.0.0/0）和 IPv6（::/0）默认路由"),
    };

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Network is not { } network) return context.Unknown(SectionKind.Network, "routes");
        var found = new List<string>();
        var missing = new List<string>();
        if (context.IpFamily != IpFamily.Ipv6) Look(network, "0.0.0.0/", found, missing, "0.0.0.0/0");
        if (context.IpFamily != IpFamily.Ipv4) Look(network, "::/0", found, missing, "::/0");

        var actual = found.Count == 0 ? new LocalizedText("no default route", "没有默认路由") : TextList.Names(found);
        if (missing.Count == 0) return CheckResult.Pass(actual);
        if (context.Facts.Failure(SectionKind.Network, "routes") is { } gap) return gap.Result(actual);

        var names = TextList.Names(missing);
        var six = missing.Contains("::/0") ? "-6 " : "";
        return CheckResult.Fail(
            actual,
            new LocalizedText($"no route to {names.En} in the main table", $"主路由表中没有到 {names.Zh} 的路由"),
            new LocalizedText(
                $"run, and put it into the network configuration: ip {six}route add default via GATEWAY dev {Interface(network)}",
                $"请执行并写入网络配置（GATEWAY 换成网关地址）：ip {six}route add default via GATEWAY dev {Interface(network)}"));
    }

    private static void Look(NetworkFacts network, string destination, List<string> found, List<string> missing, string name)
    {
        foreach (var route in network.Routes)
        {
            if (route.Table != MainTable || route.Type != "unicast" || !route.Destination.StartsWith(destination, StringComparison.Ordinal)) continue;
            found.Add(Shown.Text($"{route.Destination}{(route.HasGateway ? $" via {route.Gateway}" : "")}{(route.HasInterface ? $" dev {route.Interface}" : "")}"));
            return;
        }

        missing.Add(name);
    }

    private static string Interface(NetworkFacts network)
    {
        foreach (var candidate in network.Interfaces)
        {
            if (candidate is { HasKind: true, Kind: "physical" or "bond", Up: true }) return Shown.Argument(candidate.Name);
        }

        return "INTERFACE";
    }
}
