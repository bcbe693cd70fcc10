using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Plan;

/// <summary>Reads fleet.yaml strictly: unknown keys, wrong types and contradictions are errors, all reported at once.</summary>
public static class FleetPlanReader
{
    /// <summary>Never throws for any text.</summary>
    /// <param name="text">YAML within <see cref="YamlLimits.Default"/>.</param>
    /// <param name="sourceName">What to call it in messages, usually the file's name.</param>
    public static PlanReadResult Read(string text, string sourceName) => Read(text, sourceName, asked: null);

    /// <param name="asked">Receives every key that was looked for.</param>
    internal static PlanReadResult Read(string text, string sourceName, SortedSet<string>? asked)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);
        var document = StrictYamlDocument.Parse(text, YamlLimits.Default, asked);
        FleetPlan? plan = null;
        if (document.Root is { } root)
        {
            plan = Plan(root);
            document.BeginRules();
            PlanContradictions.Report(plan, document);
        }

        var errors = document.Errors;
        return new PlanReadResult
        {
            SourceName = sourceName,
            Plan = errors.IsEmpty ? plan : null,
            Errors = [.. errors.Select(error => new PlanError(error.Line, error.Column, error.Path, error.Message))],
        };
    }

    private static FleetPlan Plan(StrictYamlMap root)
    {
        root.Require("apiVersion", "name", "nodes");
        var usual = new FleetPlan { Name = "", Nodes = [] };
        if (root.String("apiVersion") is { } version && version != FleetPlan.CurrentApiVersion)
        {
            root.Error("apiVersion", new LocalizedText(
                $"this product reads '{FleetPlan.CurrentApiVersion}' only", $"本产品只支持“{FleetPlan.CurrentApiVersion}”"));
        }

        var plan = usual with
        {
            Name = root.Value("name", PlanValues.Name)?.Value ?? "",
            Profile = root.Value("profile", Profile)?.Value ?? usual.Profile,
            Scenario = root.Choice("scenario", PlanWords.Scenarios) ?? usual.Scenario,
            Phase = root.Choice("phase", PlanWords.Phases) ?? NodePhase.Before,
            Network = root.Map("network") is { } network ? NetworkPlanReader.Read(network) : usual.Network,
            Certificate = PlanSections.Certificate(root.Map("certificate")),
            Registry = PlanSections.Registry(root.Map("registry")),
            Storage = PlanSections.Storage(root.Map("storage")),
            Isv = PlanSections.Isv(root.Map("isv")),
            WorkloadClusters = [.. root.Maps("workloadClusters").Select(PlanSections.WorkloadCluster)],
            Package = PlanSections.Package(root.Map("package")),
            Isolation = root.Boolean("isolation") ?? usual.Isolation,
            HostnameAsNodeName = root.Boolean("hostnameAsNodeName") ?? usual.HostnameAsNodeName,
            DisasterRecovery = PlanSections.DisasterRecovery(root.Map("disasterRecovery")),
            Ssh = PlanSections.Ssh(root.Map("ssh")),
        };

        // The limits of node names are the profile's.
        var rule = (BuiltInProfiles.Find(plan.Profile) ?? BuiltInProfiles.Get(BuiltInProfiles.DefaultId)).Hostname;
        plan = plan with
        {
            Nodes = [.. root.Maps("nodes").Select(node => PlanNodeReader.Node(node, rule))],
            Waivers = [.. root.Maps("waivers").Select(PlanNodeReader.Waiver)],
        };
        root.Finish();
        return plan;
    }

    private static YamlParsed<string> Profile(string id) => BuiltInProfiles.Find(id) is null
        ? NearestWord.Unknown("requirement profile", "需求配置", id.Length <= 64 ? id : id[..64], BuiltInProfiles.Ids)
        : id;
}
