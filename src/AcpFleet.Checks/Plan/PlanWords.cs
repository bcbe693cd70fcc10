using System.Collections.Immutable;
using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>How the plan's fixed words are written.</summary>
internal static class PlanWords
{
    public static ImmutableArray<ChoiceWord<PlanScenario>> Scenarios { get; } =
        [new("single-node", PlanScenario.SingleNode), new("single-cluster", PlanScenario.SingleCluster), new("multi-cluster", PlanScenario.MultiCluster)];

    public static ImmutableArray<ChoiceWord<NodePhase>> Phases { get; } =
        [new("before", NodePhase.Before), new("after", NodePhase.After)];

    public static ImmutableArray<ChoiceWord<CniPlugin>> CniPlugins { get; } =
        [new("kube-ovn", CniPlugin.KubeOvn), new("calico", CniPlugin.Calico)];

    public static ImmutableArray<ChoiceWord<IpFamily>> IpFamilies { get; } =
        [new("ipv4", IpFamily.Ipv4), new("ipv6", IpFamily.Ipv6), new("dual", IpFamily.Dual)];

    public static ImmutableArray<ChoiceWord<VipMode>> VipModes { get; } =
        [new("external", VipMode.External), new("self-built", VipMode.SelfBuilt), new("none", VipMode.None)];

    public static ImmutableArray<ChoiceWord<NodeRoles>> Roles { get; } =
        [new("control-plane", NodeRoles.ControlPlane), new("worker", NodeRoles.Worker), new("installer", NodeRoles.Installer)];

    public static ImmutableArray<ChoiceWord<CertificateMode>> CertificateModes { get; } =
        [new("self-signed", CertificateMode.SelfSigned), new("own", CertificateMode.Own)];

    public static ImmutableArray<ChoiceWord<RegistryMode>> RegistryModes { get; } =
        [new("platform", RegistryMode.Platform), new("external", RegistryMode.External)];

    public static ImmutableArray<ChoiceWord<PackageArchitecture>> Architectures { get; } =
        [new("x86_64", PackageArchitecture.X8664), new("aarch64", PackageArchitecture.Aarch64), new("hybrid", PackageArchitecture.Hybrid)];

    public static ImmutableArray<ChoiceWord<DisasterRecoveryRole>> DisasterRecoveryRoles { get; } =
        [new("none", DisasterRecoveryRole.None), new("primary", DisasterRecoveryRole.Primary), new("standby", DisasterRecoveryRole.Standby)];
}
