using System.Net;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Reads <c>network</c>.</summary>
internal static class NetworkPlanReader
{
    public static NetworkPlan Read(StrictYamlMap map)
    {
        var usual = new NetworkPlan();
        var network = usual with
        {
            Cni = map.Choice("cni", PlanWords.CniPlugins) ?? usual.Cni,
            IpFamily = map.Choice("ipFamily", PlanWords.IpFamilies) ?? usual.IpFamily,
            Vip = Vip(map.Map("vip")),
            ExternalAddresses = map.List("externalAddresses", PlanValues.NodeAddress),
            Domain = map.Value("domain", PlanValues.Domain)?.Value,
            AccessAddress = map.Value("accessAddress", PlanValues.DomainOrAddress)?.Value,
            OtherAccessAddresses = map.List("otherAccessAddresses", PlanValues.DomainOrAddress),
            Ports = Ports(map.Map("ports")),
            ClusterCidr = map.Value("clusterCidr", PlanValues.Cidrs)?.Value ?? [],
            ServiceCidr = map.Value("serviceCidr", PlanValues.Cidrs)?.Value ?? [],
            JoinCidr = map.Value("joinCidr", PlanValues.Cidrs)?.Value ?? [],
            RuntimeSubnet = map.Value("runtimeSubnet", PlanValues.Cidr) is { Value: var subnet } ? subnet : (IPNetwork?)null,
            Nic = map.Value("nic", PlanValues.InterfaceName)?.Value,
            Dns = map.List("dns", PlanValues.Address),
        };
        map.Finish();
        return network;
    }

    private static VipPlan Vip(StrictYamlMap? map)
    {
        if (map is null) return new VipPlan();
        map.Require("mode");
        var vip = new VipPlan
        {
            Address = map.Value("address", PlanValues.NodeAddress)?.Value,
            Mode = map.Choice("mode", PlanWords.VipModes) ?? VipMode.None,
            Vrid = map.Int32("vrid", 1, 255),
        };
        map.Finish();
        return vip;
    }

    private static AccessPorts Ports(StrictYamlMap? map)
    {
        var usual = new AccessPorts();
        if (map is null) return usual;
        var ports = new AccessPorts { Https = map.Int32("https", 1, 65535) ?? usual.Https, Http = map.Int32("http", 1, 65535) };
        map.Finish();
        return ports;
    }
}
