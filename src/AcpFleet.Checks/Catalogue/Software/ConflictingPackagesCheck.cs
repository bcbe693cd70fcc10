using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;
using Manager = AcpFleet.Protocol.V1.PackageDatabase.Types.Manager;

namespace AcpFleet.Checks.Catalogue.Software;

/// <summary>software.conflicting-packages.</summary>
internal sealed class ConflictingPackagesCheck : INodeCheck
{
    private static readonly ProfileText ExpectedText = new(profile =>
    {
        var lists = profile.ConflictingPackages.Lists
            .Select(list => $"{list.Manager}{(list.OsId is null ? "" : $" ({list.OsId})")}: {string.Join(' ', list.Names)}").ToList();
        return new LocalizedText(
            "no installed package whose name holds one of these; " + string.Join("; ", lists),
            "没有名称包含以下任一名称的已安装软件包；" + string.Join("；", lists));
    });

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "software.conflicting-packages",
        Severity = Severity.Required,
        Title = new LocalizedText("Conflicting packages", "冲突的软件包"),
        Rationale = new LocalizedText(
            "The platform brings its own container runtime and Kubernetes. Others on the same node fight with it over sockets, networks and directories.",
            "平台自带容器运行时和 Kubernetes。节点上的其他同类软件会与之争用套接字、网络和目录。"),
        HowJudged = new LocalizedText(
            """
            - Applies before the installation.
            - The names depend on the package manager: dpkg and snap take the guide's list for Ubuntu, rpm the one for RHEL and CentOS, on Kylin its own.
            - As with the guide's `grep -F`, a package conflicts when its *name* holds one of the names: the finding marks *exact* and *substring* finds. A short list of harmless names (client libraries such as python3-docker) is exempt and shown in a note.
            - A package of which dpkg keeps the configuration files only (state `rc`) counts: the guide's command lists it, and its `apt-get purge` removes it.
            - **Pass**: no such package, and every package list is complete.
            - **Fail**: there is one, even if a list is not complete.
            - **Unknown**: none was found and a list is not complete.
            - **Not applicable**: after the installation.
            """,
            """
            - 安装之前适用。
            - 名称列表取决于软件包管理器：dpkg 和 snap 使用指南中 Ubuntu 的列表，rpm 使用 RHEL/CentOS 的列表，麒麟使用其自己的列表。
            - 与指南中的 `grep -F` 一致，软件包*名称*包含列表中任一名称即为冲突；结果会标明*完全匹配*或*部分匹配*。少量无害的名称（如客户端库 python3-docker）可豁免，并在说明中列出。
            - dpkg 仅保留配置文件的软件包（`rc` 状态）同样计入：指南的命令会列出它，`apt-get purge` 会将其清除。
            - **通过**：没有此类软件包，且所有软件包列表都完整。
            - **不通过**：存在此类软件包，即使某个列表不完整。
            - **未知**：未发现此类软件包，但某个列表不完整。
            - **不适用**：安装之后。
            """),
        SeeByHand = new LocalizedText(
            "`dpkg-query -W | grep -F containerd`, `snap list`, or `rpm -qa | grep -F docker`, for each name.",
            "对每个名称执行 `dpkg-query -W | grep -F containerd`、`snap list` 或 `rpm -qa | grep -F docker`。"),
        Mend = new LocalizedText(
            "**Data may be lost**: first plan how running applications move away, and back their data up. Then `apt-get purge PACKAGE`, `yum remove PACKAGE` or `snap remove --purge PACKAGE`. Look for leftovers in `/usr/local/bin` afterwards.",
            "**可能丢失数据**：请先制定应用切换方案并备份数据。然后执行 `apt-get purge 软件包`、`yum remove 软件包` 或 `snap remove --purge 软件包`，并检查 `/usr/local/bin` 中的残留。"),
        Source = "附录 删除冲突软件包",
        Remedy = "RemovePackages",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Phase == NodePhase.After)
        {
            return CheckResult.NotApplicable(
                new LocalizedText("installed", "已安装"),
                new LocalizedText("the platform is installed and brings such packages itself", "平台已安装，会自带此类软件"));
        }

        if (context.Facts.Packages is not { } packages) return context.Unknown(SectionKind.Packages, "databases");
        var osId = context.Facts.Os?.Id ?? "";
        List<ConflictingPackage>? conflicts = null;
        List<string>? harmless = null;
        foreach (var database in packages.Databases)
        {
            if (ConflictSearch.For(context.Profile.ConflictingPackages, database.Manager, osId) is not { } search) continue;
            foreach (var package in database.Packages)
            {
                if (search.Find(package.Name) is not { } match) continue;
                if (package.HasState && package.State == "not-installed") continue;
                if (search.IsBenign(package.Name)) (harmless ??= []).Add(package.Name);
                else (conflicts ??= []).Add(new ConflictingPackage(database.Manager, package, match));
            }
        }

        var note = harmless is null ? null : Harmless(harmless);
        if (conflicts is not null) return Found(conflicts, note);
        return Incomplete(context, packages) ?? CheckResult.Pass(Counted(packages), note);
    }

    private static CheckResult Found(List<ConflictingPackage> conflicts, LocalizedText? note)
    {
        var commands = conflicts.GroupBy(conflict => conflict.Manager)
            .Select(group => $"{Remove(group.Key)} {string.Join(' ', group.Take(2 * TextList.Longest).Select(conflict => Shown.Argument(conflict.Package.Name)))}").ToList();
        var command = string.Join("; ", commands);
        return CheckResult.Fail(
            TextList.Items([.. conflicts.Select(conflict => conflict.Evidence)]),
            conflicts.Count == 1
                ? new LocalizedText("a package conflicts with the platform", "有 1 个软件包与平台冲突")
                : new LocalizedText($"{conflicts.Count} packages conflict with the platform", $"有 {conflicts.Count} 个软件包与平台冲突"),
            new LocalizedText(
                $"data may be lost: move running applications away and back up first, then run: {command}",
                $"可能丢失数据：请先切换应用并备份数据，然后执行：{command}"),
            note);
    }

    private static CheckResult? Incomplete(NodeCheckContext context, PackageFacts packages)
    {
        var incomplete = packages.Databases.Where(database => !database.Complete).Select(database => Name(database.Manager)).ToList();
        var failure = context.Facts.Failure(SectionKind.Packages, "databases");
        if (incomplete.Count == 0 && packages.Databases.Count > 0 && failure is null) return null;
        if (packages.Databases.Count == 0 && failure is null)
        {
            return CheckResult.Unknown(
                new LocalizedText("no package list", "没有软件包列表"),
                new LocalizedText("no package database (dpkg, rpm) was found on the node", "节点上未找到软件包数据库（dpkg、rpm）"),
                new LocalizedText("see on the node which packages are installed", "请在节点上查看已安装的软件包"));
        }

        var gap = failure ?? FactGap.NoValue(SectionKind.Packages, "databases");
        var names = TextList.Names(incomplete);
        return CheckResult.Unknown(
            Counted(packages),
            incomplete.Count == 0
                ? gap.Problem
                : new LocalizedText($"the package list of {names.En} is not complete: {gap.Problem.En}", $"{names.Zh} 的软件包列表不完整：{gap.Problem.Zh}"),
            gap.Hint);
    }

    private static LocalizedText Counted(PackageFacts packages)
    {
        var counts = string.Join(", ", packages.Databases.Select(database => $"{Name(database.Manager)} {database.Packages.Count}"));
        return new LocalizedText($"none among the packages looked at ({counts})", $"已检查的软件包中没有冲突（{counts}）");
    }

    private static LocalizedText Harmless(List<string> harmless)
    {
        var names = TextList.Names(harmless.Select(Shown.Text));
        return new LocalizedText($"harmless by the profile, though the guide's search finds them: {names.En}", $"指南的搜索会匹配到，但按需求配置视为无害：{names.Zh}");
    }

    private static string Remove(Manager manager) => manager switch
    {
        Manager.Dpkg => "apt-get purge",
        Manager.Snap => "snap remove --purge",
        _ => "yum remove",
    };

    private static string Name(Manager manager) => manager switch
    {
        Manager.Dpkg => "dpkg",
        Manager.Rpm => "rpm",
        Manager.Snap => "snap",
        _ => "?",
    };
}
