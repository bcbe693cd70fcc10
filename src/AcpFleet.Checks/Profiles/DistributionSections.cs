using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Profiles;

/// <summary>What a profile knows of one distribution.</summary>
internal static class DistributionSections
{
    public static DistributionKnowledge Distribution(StrictYamlMap map)
    {
        map.Require("osId", "name");
        var distribution = new DistributionKnowledge
        {
            OsId = map.String("osId") ?? "",
            Name = map.String("name") ?? "",
            VersionFiles = RequirementProfileSections.Strings(map, "versionFiles"),
            ServicePackFiles = RequirementProfileSections.Strings(map, "servicePackFiles"),
            ServicePackCodenames = [.. map.Maps("servicePackCodenames").Select(Codename)],
            RefusedServicePacks = [.. map.Maps("refusedServicePacks").Select(Refused)],
            RefusedEditions = RequirementProfileSections.Strings(map, "refusedEditions"),
            RefusedKernelPackages = map.Map("refusedKernelPackages") is { } packages ? KernelPackages(packages) : null,
        };
        map.Finish();
        return distribution;
    }

    private static ServicePackCodename Codename(StrictYamlMap map)
    {
        map.Require("codename", "servicePack");
        var codename = new ServicePackCodename(map.String("codename") ?? "", map.Int32("servicePack", 0, 9) ?? 0);
        map.Finish();
        return codename;
    }

    private static RefusedServicePack Refused(StrictYamlMap map)
    {
        map.Require("servicePack", "reason");
        var refused = new RefusedServicePack(map.Int32("servicePack", 0, 9) ?? 0, RequirementProfileSections.Text(map.Map("reason")));
        map.Finish();
        return refused;
    }

    private static RefusedKernelPackages KernelPackages(StrictYamlMap map)
    {
        map.Require("patterns", "reason");
        var packages = new RefusedKernelPackages(RequirementProfileSections.Strings(map, "patterns"), RequirementProfileSections.Text(map.Map("reason")));
        map.Finish();
        return packages;
    }
}
