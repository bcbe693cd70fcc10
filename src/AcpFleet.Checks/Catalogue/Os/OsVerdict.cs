using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Os;

/// <summary>Whether a node's system is in the profile's list, and which entry it is.</summary>
/// <param name="Result">What os.supported finds.</param>
/// <param name="Requirement">The entry, when it passes.</param>
/// <param name="Distribution">What the profile knows of the distribution; null when it knows nothing.</param>
internal sealed record OsVerdict(CheckResult Result, OperatingSystemRequirement? Requirement, DistributionKnowledge? Distribution)
{
    private static readonly LocalizedText Reinstall = new(
        "install a system of the list; for any other one ask the vendor's support first",
        "请安装列表中的操作系统；其他系统请先联系厂商技术支持");

    public static OsVerdict Of(NodeCheckContext context)
    {
        if (context.Facts.Os is not { HasId: true } facts) return new OsVerdict(context.Unknown(SectionKind.Os, "id"), null, null);

        var distribution = context.Profile.Distributions.FirstOrDefault(known => known.OsId == facts.Id);
        var architecture = facts.HasArchitecture ? facts.Architecture : context.Facts.Kernel is { HasMachine: true } kernel ? kernel.Machine : null;
        var judge = new Judge(context, facts, architecture);
        if (distribution is null) return new OsVerdict(judge.NotListed(), null, null);
        foreach (var word in distribution.RefusedEditions)
        {
            if (!facts.PrettyName.Contains(word, StringComparison.OrdinalIgnoreCase) && !facts.Version.Contains(word, StringComparison.OrdinalIgnoreCase)) continue;
            return new OsVerdict(judge.NotListed(), null, distribution);
        }

        var (result, requirement) = judge.Decide(OsIdentity.Of(facts, distribution), distribution);
        return new OsVerdict(result, requirement, distribution);
    }

    private sealed class Judge(NodeCheckContext context, OsFacts facts, string? architecture)
    {
        private string _details = "";

        public CheckResult NotListed() => CheckResult.Fail(
            Actual(),
            new LocalizedText(
                $"{Name()} is not among the supported systems{(architecture is null ? "" : $" for {Shown.Text(architecture)}")}",
                $"{Name()} 不在{(architecture is null ? "" : $" {Shown.Text(architecture)} 架构")}支持的操作系统之列"),
            Reinstall);

        public (CheckResult Result, OperatingSystemRequirement? Requirement) Decide(OsIdentity identity, DistributionKnowledge distribution)
        {
            if (identity.VersionFile is not null) _details += $", {Shown.Text(identity.Version)} ({identity.VersionFile})";
            if (identity.ServicePack is { } pack) _details += $", {OsIdentity.Name(pack)}";

            var listed = context.Profile.OperatingSystems.Where(system => system.OsId == identity.OsId).ToList();
            if (identity.Version.Length == 0) return (context.Facts.Gap(SectionKind.Os, "version_id").Result(Actual()), null);

            // A major version that no entry has needs no minor version to fail.
            var possible = listed.Where(system => Within(identity.Version, system) != false).ToList();
            if (possible.Count == 0) return (NotListed(), null);

            if (possible.Any(system => system.ServicePack is not null))
            {
                if (identity.ServicePackClash is { } clash) return (Clash(clash), null);
                if (identity.ServicePack is not { } found) return (NoServicePack(distribution), null);
                foreach (var refused in distribution.RefusedServicePacks)
                {
                    if (refused.ServicePack == found) return (CheckResult.Fail(Actual(), refused.Reason, Reinstall), null);
                }

                possible = [.. possible.Where(system => system.ServicePack == found)];
                if (possible.Count == 0) return (NotListed(), null);
            }

            if (architecture is null) return (context.Facts.Gap(SectionKind.Os, "architecture").Result(Actual()), null);
            possible = [.. possible.Where(system => system.Architectures.Contains(architecture))];
            if (possible.Count == 0) return (NotListed(), null);

            var match = possible.FirstOrDefault(system => Within(identity.Version, system) == true);
            return match is null ? (NoMinorVersion(distribution), null) : (CheckResult.Pass(Actual()), match);
        }

        /// <summary>Null: the version is not exact enough to tell.</summary>
        private static bool? Within(string version, OperatingSystemRequirement system)
        {
            if (DottedVersion.Parse(version) is not { } numbers
                || DottedVersion.Parse(system.VersionFrom) is not { } from || DottedVersion.Parse(system.VersionTo) is not { } to)
            {
                return string.Equals(version, system.VersionFrom, StringComparison.OrdinalIgnoreCase);
            }

            if (numbers.Length < from.Length)
            {
                var major = numbers[0];
                return major < from[0] || major > to[0] ? false : null;
            }

            return DottedVersion.CompareToBound(numbers, from) >= 0 && DottedVersion.CompareToBound(numbers, to) <= 0;
        }

        private CheckResult NoMinorVersion(DistributionKnowledge distribution)
        {
            var files = TextList.Names(distribution.VersionFiles);
            var gap = context.Facts.Failure(SectionKind.Os, "release_files");
            return CheckResult.Unknown(
                Actual(),
                new LocalizedText(
                    $"os-release gives the major version only, and {files.En} does not tell the minor one{(gap is null ? "" : $": {gap.Problem.En}")}",
                    $"os-release 仅给出主版本号，而 {files.Zh} 未能给出次版本号{(gap is null ? "" : $"：{gap.Problem.Zh}")}"),
                gap?.Hint ?? new LocalizedText($"see on the node: cat {distribution.VersionFiles.FirstOrDefault() ?? "/etc/os-release"}", $"请在节点上查看：cat {distribution.VersionFiles.FirstOrDefault() ?? "/etc/os-release"}"));
        }

        private CheckResult NoServicePack(DistributionKnowledge distribution)
        {
            var files = TextList.Names(distribution.ServicePackFiles);
            return CheckResult.Unknown(
                Actual(),
                new LocalizedText(
                    $"neither os-release nor {files.En} tells the service pack", $"os-release 和 {files.Zh} 均未能说明 Service Pack 版本"),
                new LocalizedText("see on the node: nkvers; cat /etc/.productinfo", "请在节点上查看：nkvers；cat /etc/.productinfo"));
        }

        private CheckResult Clash(LocalizedText clash) => CheckResult.Unknown(
            Actual(),
            new LocalizedText($"the sources name different service packs: {clash.En}", $"各来源给出的 Service Pack 版本不一致：{clash.Zh}"),
            new LocalizedText("see on the node: nkvers; cat /etc/.productinfo", "请在节点上查看：nkvers；cat /etc/.productinfo"));

        private LocalizedText Actual() => LocalizedText.Same(
            $"{Name()}{_details}{(architecture is null ? "" : $", {Shown.Text(architecture)}")}");

        private string Name() => facts.HasPrettyName && facts.PrettyName.Length > 0
            ? Shown.Text(facts.PrettyName)
            : $"{Shown.Text(facts.Id)}{(facts.HasVersionId ? " " + Shown.Text(facts.VersionId) : "")}";
    }
}
