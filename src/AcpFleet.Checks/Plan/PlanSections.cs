using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Reads the plan's small sections. Each gives the defaults when its section is absent.</summary>
internal static class PlanSections
{
    public static CertificatePlan Certificate(StrictYamlMap? map)
    {
        if (map is null) return new CertificatePlan();
        var certificate = new CertificatePlan
        {
            Mode = map.Choice("mode", PlanWords.CertificateModes) ?? CertificateMode.SelfSigned,
            CertificateFile = map.Value("certificateFile", PlanValues.AbsolutePath)?.Value,
            KeyFile = map.Value("keyFile", PlanValues.AbsolutePath)?.Value,
        };
        map.Finish();
        return certificate;
    }

    public static RegistryPlan Registry(StrictYamlMap? map)
    {
        if (map is null) return new RegistryPlan();
        var registry = new RegistryPlan
        {
            Mode = map.Choice("mode", PlanWords.RegistryModes) ?? RegistryMode.Platform,
            Address = map.Value("address", PlanValues.HostAndPort)?.Value,
            Credential = map.Value("credential", PlanValues.Name)?.Value,
        };
        map.Finish();
        return registry;
    }

    public static StoragePlan Storage(StrictYamlMap? map)
    {
        if (map is null) return new StoragePlan();
        var storage = new StoragePlan { Topolvm = map.Boolean("topolvm") ?? false, Rook = map.Boolean("rook") ?? false };
        map.Finish();
        return storage;
    }

    public static IsvPlan Isv(StrictYamlMap? map)
    {
        if (map is null) return new IsvPlan();
        var isv = new IsvPlan { Cpu = map.Int32("cpu", 0, 4096) ?? 0, MemoryGb = map.Int32("memoryGB", 0, 65536) ?? 0 };
        map.Finish();
        return isv;
    }

    public static WorkloadClusterPlan WorkloadCluster(StrictYamlMap map)
    {
        map.Require("name");
        var cluster = new WorkloadClusterPlan
        {
            Name = map.Value("name", PlanValues.Name)?.Value ?? "",
            Address = map.Value("address", PlanValues.DomainOrAddress)?.Value,
            SameNetwork = map.Boolean("sameNetwork") ?? true,
        };
        map.Finish();
        return cluster;
    }

    public static PackagePlan Package(StrictYamlMap? map)
    {
        var usual = new PackagePlan();
        if (map is null) return usual;
        var package = new PackagePlan
        {
            Architecture = map.Choice("architecture", PlanWords.Architectures) ?? usual.Architecture,
            InstallDirectory = map.Value("installDirectory", PlanValues.AbsolutePath)?.Value ?? usual.InstallDirectory,
        };
        map.Finish();
        return package;
    }

    public static DisasterRecoveryPlan DisasterRecovery(StrictYamlMap? map)
    {
        if (map is null) return new DisasterRecoveryPlan();
        var recovery = new DisasterRecoveryPlan
        {
            Role = map.Choice("role", PlanWords.DisasterRecoveryRoles) ?? DisasterRecoveryRole.None,
            Peer = map.Value("peer", PlanValues.Words)?.Value,
        };
        map.Finish();
        return recovery;
    }

    public static SshPlan Ssh(StrictYamlMap? map)
    {
        var usual = new SshPlan();
        if (map is null) return usual;
        var ssh = new SshPlan { User = map.Value("user", PlanValues.UserName)?.Value ?? usual.User, Port = map.Int32("port", 1, 65535) ?? usual.Port };
        map.Finish();
        return ssh;
    }
}
