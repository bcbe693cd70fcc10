using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>net.hosts-localhost.</summary>
internal sealed class HostsLocalhostCheck : INodeCheck
{
    private const string Name = "localhost";

    private static readonly ProfileText ExpectedText = new(profile => new LocalizedText(
        $"the first IPv4 address of {Name} in /etc/hosts is {profile.Hosts.LocalhostAddress}",
        $"/etc/hosts 中 {Name} 的首个 IPv4 地址为 {profile.Hosts.LocalhostAddress}"));

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "net.hosts-localhost",
        Severity = Severity.Required,
        Title = new LocalizedText("localhost is 127.0.0.1", "localhost 解析为 127.0.0.1"),
        Rationale = new LocalizedText(
            "Components of the platform talk to each other on localhost and rely on its address.",
            "平台组件之间通过 localhost 通信，依赖其解析地址。"),
        HowJudged = new LocalizedText(
            """
            - Applies always.
            - **Pass**: the first IPv4 address that `/etc/hosts` gives to `localhost` is 127.0.0.1. `::1` beside it is fine.
            - **Fail**: another address stands first, or there is none.
            - **Unknown**: `/etc/hosts` could not be read.
            """,
            """
            - 始终适用。
            - **通过**：`/etc/hosts` 中 `localhost` 的首个 IPv4 地址为 127.0.0.1。同时存在 `::1` 没有问题。
            - **不通过**：首个地址不是它，或没有对应的记录。
            - **未知**：无法读取 `/etc/hosts`。
            """),
        SeeByHand = new LocalizedText("`grep -nw localhost /etc/hosts`; `getent ahostsv4 localhost`.", "`grep -nw localhost /etc/hosts`；`getent ahostsv4 localhost`。"),
        Mend = new LocalizedText(
            "Make `127.0.0.1 localhost` the first line of `/etc/hosts` that names localhost: `sed -i '1i 127.0.0.1 localhost' /etc/hosts`, and remove localhost from lines with other IPv4 addresses.",
            "使 `127.0.0.1 localhost` 成为 `/etc/hosts` 中第一条 localhost 记录：`sed -i '1i 127.0.0.1 localhost' /etc/hosts`，并从其他 IPv4 地址的行中删除 localhost。"),
        Source = "节点检查 节点网络",
        Remedy = "EnsureHostsEntry",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Network is not { } network) return context.Unknown(SectionKind.Network, "hosts");
        var wanted = context.Profile.Hosts.LocalhostAddress;
        HostsEntry? first = null;
        foreach (var entry in network.Hosts)
        {
            if (entry.Address.Contains(':') || !Names(entry)) continue;
            first = entry;
            break;
        }

        var mend = $"sed -i '1i {wanted} {Name}' /etc/hosts";
        if (first is null)
        {
            if (context.Facts.Failure(SectionKind.Network, "hosts") is { } gap) return gap.Result();
            return CheckResult.Fail(
                new LocalizedText($"no IPv4 address for {Name}", $"{Name} 没有 IPv4 地址"),
                new LocalizedText($"/etc/hosts gives {Name} no IPv4 address", $"/etc/hosts 未给出 {Name} 的 IPv4 地址"),
                new LocalizedText($"run: {mend}", $"请执行：{mend}"));
        }

        var actual = new LocalizedText($"{Shown.Text(first.Address)} (line {first.Line})", $"{Shown.Text(first.Address)}（第 {first.Line} 行）");
        if (first.Address == wanted) return CheckResult.Pass(actual);
        return CheckResult.Fail(
            actual,
            new LocalizedText(
                $"line {first.Line} of /etc/hosts makes {Name} {Shown.Text(first.Address)}", $"/etc/hosts 第 {first.Line} 行将 {Name} 解析为 {Shown.Text(first.Address)}"),
            new LocalizedText($"remove {Name} from line {first.Line}, then run: {mend}", $"请从第 {first.Line} 行删除 {Name}，然后执行：{mend}"));
    }

    /// <summary>Host names are compared without regard to case, as the resolver does.</summary>
    private static bool Names(HostsEntry entry)
    {
        foreach (var name in entry.Names)
        {
            if (name.Equals(Name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
