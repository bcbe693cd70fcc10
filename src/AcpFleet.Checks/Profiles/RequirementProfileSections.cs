using System.Collections.Immutable;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Profiles;

/// <summary>A profile's parts. What is missing or wrong is an error of the document; a stand-in keeps the reading going.</summary>
internal static class RequirementProfileSections
{
    private const int LargestCount = 1_000_000;

    public static RequirementProfile Profile(StrictYamlMap root)
    {
        root.Require("id", "title", "documentRevision", "operatingSystems", "distributions", "kernel", "hostname", "hosts", "resolver", "ports", "conflictingPackages", "clock");
        var profile = new RequirementProfile
        {
            Id = root.String("id") ?? "",
            Base = root.String("base"),
            Title = Text(root.Map("title")),
            DocumentRevision = root.String("documentRevision") ?? "",
            OperatingSystems = [.. root.Maps("operatingSystems").Select(OperatingSystem)],
            Distributions = [.. root.Maps("distributions").Select(DistributionSections.Distribution)],
            Kernel = Kernel(root.Map("kernel")),
            Hostname = Hostname(root.Map("hostname")),
            Hosts = Hosts(root.Map("hosts")),
            Resolver = Resolver(root.Map("resolver")),
            Ports = Ports(root.Map("ports")),
            ConflictingPackages = ConflictingPackages(root.Map("conflictingPackages")),
            Clock = Clock(root.Map("clock")),
        };
        root.Finish();
        return profile;
    }

    public static LocalizedText Text(StrictYamlMap? map)
    {
        if (map is null) return LocalizedText.Same("");
        map.Require("en", "zh");
        var text = new LocalizedText(map.String("en") ?? "", map.String("zh") ?? "");
        map.Finish();
        return text;
    }

    public static ImmutableArray<string> Strings(StrictYamlMap map, string key) => map.List<string>(key, text => text);

    private static OperatingSystemRequirement OperatingSystem(StrictYamlMap map)
    {
        map.Require("name", "osId", "architectures", "versionFrom", "versionTo", "kernel");
        var system = new OperatingSystemRequirement
        {
            Name = map.String("name") ?? "",
            OsId = map.String("osId") ?? "",
            Architectures = Strings(map, "architectures"),
            VersionFrom = map.String("versionFrom") ?? "",
            VersionTo = map.String("versionTo") ?? "",
            ServicePack = map.Int32("servicePack", 0, 9),
            Kernel = TestedKernel(map.Map("kernel")),
        };
        map.Finish();
        return system;
    }

    private static TestedKernel TestedKernel(StrictYamlMap? map)
    {
        if (map is null) return new TestedKernel { From = "", To = "", Tested = "" };
        map.Require("from", "to", "tested");
        var kernel = new TestedKernel
        {
            From = map.String("from") ?? "",
            To = map.String("to") ?? "",
            BuildFrom = map.String("buildFrom"),
            BuildTo = map.String("buildTo"),
            Tested = map.String("tested") ?? "",
        };
        map.Finish();
        return kernel;
    }

    private static KernelRequirement Kernel(StrictYamlMap? map)
    {
        if (map is null) return new KernelRequirement { HugePageParameter = "", HugePageValue = "", IpVsModules = [] };
        map.Require("hugePageParameter", "hugePageValue", "ipVsModules");
        var kernel = new KernelRequirement
        {
            HugePageParameter = map.String("hugePageParameter") ?? "",
            HugePageValue = map.String("hugePageValue") ?? "",
            IpVsModules = Strings(map, "ipVsModules"),
        };
        map.Finish();
        return kernel;
    }

    private static HostnameRequirement Hostname(StrictYamlMap? map)
    {
        if (map is null) return new HostnameRequirement { MaxLength = 0, Punctuation = "", ForbiddenSequences = [] };
        map.Require("maxLength", "punctuation", "forbiddenSequences");
        var hostname = new HostnameRequirement
        {
            MaxLength = map.Int32("maxLength", 1, 253) ?? 0,
            Punctuation = map.String("punctuation") ?? "",
            ForbiddenSequences = Strings(map, "forbiddenSequences"),
        };
        map.Finish();
        return hostname;
    }

    private static HostsRequirement Hosts(StrictYamlMap? map)
    {
        if (map is null) return new HostsRequirement { LocalhostAddress = "" };
        map.Require("localhostAddress");
        var hosts = new HostsRequirement { LocalhostAddress = map.String("localhostAddress") ?? "" };
        map.Finish();
        return hosts;
    }

    private static ResolverRequirement Resolver(StrictYamlMap? map)
    {
        map?.Require("refusedFirstOctet", "stubAddresses", "domainCountLimit", "reservedDomains", "maxDomainLength", "maxTotalLength");
        var resolver = new ResolverRequirement
        {
            RefusedFirstOctet = map?.Int32("refusedFirstOctet", 0, 255) ?? 0,
            StubAddresses = map is null ? [] : Strings(map, "stubAddresses"),
            DomainCountLimit = map?.Int32("domainCountLimit", 1, LargestCount) ?? 0,
            ReservedDomains = map?.Int32("reservedDomains", 0, LargestCount) ?? 0,
            MaxDomainLength = map?.Int32("maxDomainLength", 1, LargestCount) ?? 0,
            MaxTotalLength = map?.Int32("maxTotalLength", 1, LargestCount) ?? 0,
        };
        map?.Finish();
        return resolver;
    }

    private static PortRequirement Ports(StrictYamlMap? map)
    {
        map?.Require("controlPlane", "installer", "worker", "kubeOvn", "calico");
        var ports = new PortRequirement
        {
            ControlPlane = Ranges(map, "controlPlane"),
            Installer = Ranges(map, "installer"),
            Worker = Ranges(map, "worker"),
            KubeOvn = Ranges(map, "kubeOvn"),
            Calico = Ranges(map, "calico"),
        };
        map?.Finish();
        return ports;
    }

    private static ImmutableArray<PortRange> Ranges(StrictYamlMap? map, string key) => map is null ? [] : map.List<PortRange>(key, text =>
        PortRange.TryParse(text, out var range)
            ? range
            : new LocalizedText("a port is written \"2379\", a range of ports \"10249-10256\"", "端口写作 \"2379\"，端口范围写作 \"10249-10256\""));

    private static ConflictingPackageRequirement ConflictingPackages(StrictYamlMap? map)
    {
        if (map is null) return new ConflictingPackageRequirement { Lists = [], Benign = [] };
        map.Require("lists", "benign");
        var requirement = new ConflictingPackageRequirement
        {
            Lists = [.. map.Maps("lists").Select(List)],
            Benign = Strings(map, "benign"),
        };
        map.Finish();
        return requirement;
    }

    private static ConflictingPackageList List(StrictYamlMap map)
    {
        map.Require("manager", "names");
        var list = new ConflictingPackageList { Manager = map.String("manager") ?? "", OsId = map.String("osId"), Names = Strings(map, "names") };
        map.Finish();
        return list;
    }

    private static ClockRequirement Clock(StrictYamlMap? map)
    {
        map?.Require("maxSkewSeconds", "adviseAboveSeconds");
        var clock = new ClockRequirement
        {
            MaxSkewSeconds = map?.Double("maxSkewSeconds", 0, LargestCount) ?? 0,
            AdviseAboveSeconds = map?.Double("adviseAboveSeconds", 0, LargestCount) ?? 0,
        };
        map?.Finish();
        return clock;
    }
}
