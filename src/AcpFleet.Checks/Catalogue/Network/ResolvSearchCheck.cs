using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>net.resolv-search.</summary>
internal sealed class ResolvSearchCheck : INodeCheck
{
    private static readonly ResolverRequirement Guide = BuiltInProfiles.Get(BuiltInProfiles.DefaultId).Resolver;

    private static readonly ProfileText ExpectedText = new(profile =>
    {
        var rule = profile.Resolver;
        var limit = rule.DomainCountLimit - rule.ReservedDomains;
        return new LocalizedText(
            $"fewer than {limit} search domains, each at most {rule.MaxDomainLength} characters, together at most {rule.MaxTotalLength}",
            $"search 域少于 {limit} 个，每个不超过 {rule.MaxDomainLength} 个字符，总长度不超过 {rule.MaxTotalLength} 个字符");
    });

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "net.resolv-search",
        Severity = Severity.Required,
        Title = new LocalizedText("Search domains", "search 域"),
        Rationale = new LocalizedText(
            "Kubernetes adds the node's search domains to those of every pod. Beyond the resolver's limits DNS queries fail or become slow.",
            "Kubernetes 会将节点的 search 域追加到每个 Pod。超出解析器限制会导致 DNS 查询失败或性能下降。"),
        HowJudged = new LocalizedText(
            $"""
            - Applies when `/etc/resolv.conf` has a `search` (or `domain`) line.
            - **Pass**: fewer than {Guide.DomainCountLimit - Guide.ReservedDomains} domains (the limit of {Guide.DomainCountLimit} less {Guide.ReservedDomains}), each at most {Guide.MaxDomainLength} characters, all of them with the spaces between at most {Guide.MaxTotalLength}. A note recalls that the guide prefers none.
            - **Fail**: a limit is exceeded.
            - **Not applicable**: no such line, or no file.
            - **Unknown**: the file could not be read.
            """,
            $"""
            - 在 `/etc/resolv.conf` 含有 `search`（或 `domain`）行时适用。
            - **通过**：域少于 {Guide.DomainCountLimit - Guide.ReservedDomains} 个（上限 {Guide.DomainCountLimit} 减 {Guide.ReservedDomains}），每个不超过 {Guide.MaxDomainLength} 个字符，连同空格总长度不超过 {Guide.MaxTotalLength} 个字符。附说明：指南建议不配置。
            - **不通过**：超出任一限制。
            - **不适用**：没有该行，或文件不存在。
            - **未知**：无法读取该文件。
            """),
        SeeByHand = new LocalizedText("`grep -E '^(search|domain)' /etc/resolv.conf`.", "`grep -E '^(search|domain)' /etc/resolv.conf`。"),
        Mend = new LocalizedText(
            "Back `/etc/resolv.conf` up, then shorten or remove its `search` line, also where it is made: NetworkManager, cloud-init, DHCP.",
            "备份 `/etc/resolv.conf`，然后缩短或删除 `search` 行；若由 NetworkManager、cloud-init 或 DHCP 生成，也需在相应位置修改。"),
        Source = "配置 Search Domain",
        Remedy = "WriteResolvConf",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Network?.Resolver is not { } resolver) return context.Unknown(SectionKind.Network, "resolver");
        if (resolver.Search.Count == 0)
        {
            if (!resolver.HasPresent) return context.Unknown(SectionKind.Network, "resolver.present");
            if (context.Facts.Failure(SectionKind.Network, "resolver.search") is { } gap) return gap.Result();
            return CheckResult.NotApplicable(
                new LocalizedText("no search line", "没有 search 行"),
                resolver.Present
                    ? new LocalizedText("/etc/resolv.conf has no search domains", "/etc/resolv.conf 未配置 search 域")
                    : new LocalizedText("/etc/resolv.conf does not exist", "/etc/resolv.conf 不存在"));
        }

        var rule = context.Profile.Resolver;
        var limit = rule.DomainCountLimit - rule.ReservedDomains;
        var total = resolver.HasSearchLine ? resolver.SearchLine.Trim().Length : resolver.Search.Sum(domain => domain.Length) + resolver.Search.Count - 1;
        var longest = resolver.Search.MaxBy(domain => domain.Length)!;
        var actual = new LocalizedText(
            $"{resolver.Search.Count} domains, the longest of {longest.Length} characters, {total} together: {TextList.Names(resolver.Search.Select(Shown.Text)).En}",
            $"{resolver.Search.Count} 个域，最长 {longest.Length} 个字符，总长度 {total} 个字符：{TextList.Names(resolver.Search.Select(Shown.Text)).Zh}");

        var problems = new List<LocalizedText>();
        if (resolver.Search.Count >= limit)
            problems.Add(new LocalizedText($"{resolver.Search.Count} domains, and fewer than {limit} are allowed", $"共 {resolver.Search.Count} 个域，应少于 {limit} 个"));
        if (longest.Length > rule.MaxDomainLength)
            problems.Add(new LocalizedText($"{Shown.Text(longest)} has {longest.Length} characters, more than {rule.MaxDomainLength}", $"{Shown.Text(longest)} 长 {longest.Length} 个字符，超过 {rule.MaxDomainLength} 个"));
        if (total > rule.MaxTotalLength)
            problems.Add(new LocalizedText($"the domains have {total} characters together, more than {rule.MaxTotalLength}", $"域的总长度为 {total} 个字符，超过 {rule.MaxTotalLength} 个"));
        if (problems.Count == 0)
            return CheckResult.Pass(actual, new LocalizedText("the guide prefers no search domains at all", "指南建议不配置任何 search 域"));

        return CheckResult.Fail(
            actual,
            TextList.Sentences(problems),
            new LocalizedText(
                "back /etc/resolv.conf up, then remove or shorten its search line: cp /etc/resolv.conf /etc/resolv.conf.bak && sed -i '/^search/d;/^domain/d' /etc/resolv.conf",
                "请先备份 /etc/resolv.conf，再删除或缩短 search 行：cp /etc/resolv.conf /etc/resolv.conf.bak && sed -i '/^search/d;/^domain/d' /etc/resolv.conf"));
    }
}
