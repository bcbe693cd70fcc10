using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>net.resolv-nameserver.</summary>
internal sealed class ResolvNameserverCheck : INodeCheck
{
    private static readonly ResolverRequirement Guide = BuiltInProfiles.Get(BuiltInProfiles.DefaultId).Resolver;

    private static readonly ProfileText ExpectedText = new(profile => new LocalizedText(
        $"/etc/resolv.conf with a nameserver, none in {profile.Resolver.RefusedFirstOctet}.*, systemd-resolved off",
        $"/etc/resolv.conf 存在且含有 nameserver，不含 {profile.Resolver.RefusedFirstOctet} 开头的地址，并禁用 systemd-resolved"));

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "net.resolv-nameserver",
        Severity = Severity.Required,
        Title = new LocalizedText("Name servers", "域名服务器"),
        Rationale = new LocalizedText(
            $"The cluster's DNS forwards to the node's name servers. A stub of systemd-resolved would make it ask itself, and addresses in {Guide.RefusedFirstOctet}.* collide with the container network.",
            $"集群 DNS 会将请求转发到节点的域名服务器。systemd-resolved 的本地桩地址会导致循环转发，{Guide.RefusedFirstOctet} 开头的地址会与容器网段冲突。"),
        HowJudged = new LocalizedText(
            $"""
            - Applies always.
            - **Pass**: `/etc/resolv.conf` exists with at least one `nameserver`; no IPv4 one begins with {Guide.RefusedFirstOctet}; systemd-resolved is neither active nor enabled, and neither its stub address ({Guide.StubAddresses[0]}) nor a link to its files is used.
            - **Fail**: any of these does not hold; the finding names each.
            - **Unknown**: the file or the state of systemd-resolved could not be read, and nothing else fails.
            """,
            $"""
            - 始终适用。
            - **通过**：`/etc/resolv.conf` 存在且至少有一条 `nameserver`；没有以 {Guide.RefusedFirstOctet} 开头的 IPv4 地址；systemd-resolved 既未运行也未启用，且未使用其桩地址（{Guide.StubAddresses[0]}）或指向其文件的链接。
            - **不通过**：不符合以上任一条；结果会逐条列出。
            - **未知**：无法读取该文件或 systemd-resolved 的状态，且没有其他不通过项。
            """),
        SeeByHand = new LocalizedText(
            "`ls -l /etc/resolv.conf; cat /etc/resolv.conf; systemctl is-active systemd-resolved; systemctl is-enabled systemd-resolved`.",
            "`ls -l /etc/resolv.conf; cat /etc/resolv.conf; systemctl is-active systemd-resolved; systemctl is-enabled systemd-resolved`。"),
        Mend = new LocalizedText(
            "`systemctl disable --now systemd-resolved`, then replace the link by a file: `rm /etc/resolv.conf; echo 'nameserver ADDRESS' > /etc/resolv.conf`.",
            "执行 `systemctl disable --now systemd-resolved`，然后用普通文件替换链接：`rm /etc/resolv.conf; echo 'nameserver 地址' > /etc/resolv.conf`。"),
        Source = "节点检查 节点网络",
        Remedy = "WriteResolvConf",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Network?.Resolver is not { } resolver) return context.Unknown(SectionKind.Network, "resolver");
        var rule = context.Profile.Resolver;
        var problems = Problems(context, resolver, rule);
        var actual = Actual(resolver);
        if (problems.Count > 0) return CheckResult.Fail(actual, TextList.Sentences(problems), Hint(context, resolver, rule));

        if (!resolver.HasPresent) return context.Unknown(SectionKind.Network, "resolver.present") with { Actual = actual };
        if (resolver.Nameservers.Count == 0) return context.Unknown(SectionKind.Network, "resolver.nameservers") with { Actual = actual };
        if (!resolver.HasResolvedActiveState) return Resolved(context, "resolver.resolved_active_state", actual);
        if (!resolver.HasResolvedUnitFileState) return Resolved(context, "resolver.resolved_unit_file_state", actual);
        return CheckResult.Pass(actual);
    }

    private static CheckResult Resolved(NodeCheckContext context, string field, LocalizedText actual)
    {
        var gap = context.Facts.Gap(SectionKind.Network, field);
        return CheckResult.Unknown(
            actual,
            new LocalizedText(
                $"whether systemd-resolved is off is not known: {gap.Problem.En}", $"无法确定 systemd-resolved 是否已禁用：{gap.Problem.Zh}"),
            gap.Hint);
    }

    private static List<LocalizedText> Problems(NodeCheckContext context, ResolverConfiguration resolver, ResolverRequirement rule)
    {
        var problems = new List<LocalizedText>();
        if (resolver is { HasPresent: true, Present: false })
        {
            problems.Add(new LocalizedText("/etc/resolv.conf does not exist", "/etc/resolv.conf 不存在"));
        }
        else if (resolver is { HasPresent: true, Nameservers.Count: 0 } && context.Facts.Failure(SectionKind.Network, "resolver.nameservers") is null)
        {
            problems.Add(new LocalizedText("/etc/resolv.conf names no nameserver", "/etc/resolv.conf 中没有 nameserver"));
        }

        var refused = resolver.Nameservers.Where(server => IsRefused(server, rule)).ToList();
        if (refused.Count > 0)
        {
            var names = TextList.Names(refused.Select(Shown.Text));
            problems.Add(new LocalizedText(
                $"nameserver {names.En} begins with {rule.RefusedFirstOctet}", $"nameserver {names.Zh} 以 {rule.RefusedFirstOctet} 开头"));
        }

        if (ResolvedUse(resolver, rule) is { } use) problems.Add(use);
        return problems;
    }

    /// <summary>Null: not in use, or not known to be.</summary>
    private static LocalizedText? ResolvedUse(ResolverConfiguration resolver, ResolverRequirement rule)
    {
        var active = resolver.ResolvedActiveState is "active" or "activating" or "reloading";
        var enabled = resolver.ResolvedUnitFileState is "enabled" or "enabled-runtime";
        if (active || enabled)
        {
            return (active, enabled) switch
            {
                (true, true) => new LocalizedText("systemd-resolved is active and enabled", "systemd-resolved 正在运行且已启用"),
                (true, false) => new LocalizedText("systemd-resolved is active", "systemd-resolved 正在运行"),
                _ => new LocalizedText("systemd-resolved is enabled: the next boot starts it", "systemd-resolved 已启用：下次启动时会运行"),
            };
        }

        foreach (var server in resolver.Nameservers)
        {
            if (rule.StubAddresses.Contains(server))
                return new LocalizedText($"nameserver {server} is the stub of systemd-resolved", $"nameserver {server} 是 systemd-resolved 的桩地址");
        }

        return resolver.LinkTarget.Contains("systemd/resolve", StringComparison.Ordinal)
            ? new LocalizedText(
                $"/etc/resolv.conf is a link to systemd-resolved's {Shown.Text(resolver.LinkTarget)}", $"/etc/resolv.conf 是指向 systemd-resolved 的链接：{Shown.Text(resolver.LinkTarget)}")
            : null;
    }

    private static LocalizedText Hint(NodeCheckContext context, ResolverConfiguration resolver, ResolverRequirement rule)
    {
        var planned = context.Plan?.Network.Dns.Select(address => address.ToString()).ToList() ?? [];
        var good = (planned.Count > 0 ? planned : [.. resolver.Nameservers, .. resolver.UpstreamNameservers])
            .Where(server => !IsRefused(server, rule) && !rule.StubAddresses.Contains(server) && AddressRule.TryParse(server, out _))
            .Distinct().Take(3).ToList();
        var lines = good.Count == 0 ? "nameserver ADDRESS\\n" : string.Concat(good.Select(server => $"nameserver {server}\\n"));
        var write = $"rm -f /etc/resolv.conf && printf '{lines}' > /etc/resolv.conf";
        var command = ResolvedUse(resolver, rule) is null ? write : $"systemctl disable --now systemd-resolved; {write}";
        return good.Count == 0
            ? new LocalizedText($"run, with the address of a DNS server of your site: {command}", $"请执行以下命令（ADDRESS 换成站点的 DNS 服务器地址）：{command}")
            : new LocalizedText($"run: {command}", $"请执行：{command}");
    }

    private static bool IsRefused(string server, ResolverRequirement rule) =>
        !server.Contains(':', StringComparison.Ordinal) && server.StartsWith($"{rule.RefusedFirstOctet}.", StringComparison.Ordinal);

    private static LocalizedText Actual(ResolverConfiguration resolver)
    {
        var servers = resolver.Nameservers.Count == 0 ? new LocalizedText("none", "无") : TextList.Names(resolver.Nameservers.Select(Shown.Text));
        var state = $"{(resolver.HasResolvedActiveState ? Shown.Text(resolver.ResolvedActiveState) : "?")}, {(resolver.HasResolvedUnitFileState ? Shown.Text(resolver.ResolvedUnitFileState) : "?")}";
        var link = resolver.HasLinkTarget ? $"; -> {Shown.Text(resolver.LinkTarget)}" : "";
        return new LocalizedText($"nameservers: {servers.En}; systemd-resolved: {state}{link}", $"nameserver：{servers.Zh}；systemd-resolved：{state}{link}");
    }
}
