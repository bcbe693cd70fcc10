using System.Text;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>net.hostname-valid.</summary>
internal sealed class HostnameValidCheck : INodeCheck
{
    private static readonly HostnameRequirement Guide = BuiltInProfiles.Get(BuiltInProfiles.DefaultId).Hostname;

    private static readonly ProfileText ExpectedText = new(profile => new LocalizedText(
        $"at most {profile.Hostname.MaxLength} lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit, without {TextList.Names(profile.Hostname.ForbiddenSequences).En}",
        $"不超过 {profile.Hostname.MaxLength} 个字符，仅含小写字母、数字、“-”和“.”，以字母或数字开头和结尾，且不含 {TextList.Names(profile.Hostname.ForbiddenSequences).Zh}"));

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "net.hostname-valid",
        Severity = Severity.Required,
        Title = new LocalizedText("Valid host name", "主机名合法"),
        Rationale = new LocalizedText(
            "The host name becomes the node's name in Kubernetes, part of object names and labels, which have these limits.",
            "主机名会成为 Kubernetes 中的节点名，并用于对象名称和标签，因此有这些限制。"),
        HowJudged = new LocalizedText(
            $"""
            - Applies always, to the kernel's node name (`uname -n`).
            - **Pass**: at most {Guide.MaxLength} characters; begins and ends with a letter or digit; only lower-case letters, digits, `-` and `.`; none of `.-`, `..`, `-.`. A different name in `/etc/hostname` is shown in a note.
            - **Fail**: anything else; the finding names every broken rule.
            - **Unknown**: the name could not be read.
            """,
            $"""
            - 始终适用，针对内核的节点名（`uname -n`）。
            - **通过**：不超过 {Guide.MaxLength} 个字符；以字母或数字开头和结尾；仅含小写字母、数字、`-` 和 `.`；不含 `.-`、`..`、`-.`。若 `/etc/hostname` 中的名称不同，则附说明。
            - **不通过**：不符合任一规则；结果会列出所有违反的规则。
            - **未知**：无法读取主机名。
            """),
        SeeByHand = new LocalizedText("`hostname; cat /etc/hostname`.", "`hostname; cat /etc/hostname`。"),
        Mend = new LocalizedText("`hostnamectl set-hostname NEW-NAME`, before the installation.", "在安装之前执行 `hostnamectl set-hostname 新名称`。"),
        Source = "节点检查 节点网络",
        Remedy = "SetHostname",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Facts.Network is not { HasHostname: true } network) return context.Unknown(SectionKind.Network, "hostname");
        var rule = context.Profile.Hostname;
        var actual = LocalizedText.Same(Shown.Text(network.Hostname));
        var note = StaticNote(network, rule);
        var violations = HostnameRule.Violations(network.Hostname, rule);
        if (violations.Count == 0) return CheckResult.Pass(actual, note);

        var problems = TextList.Sentences(violations);
        var better = context.PlanNode?.Name ?? Suggestion(network.Hostname, rule);
        var name = better.Length > 0 && HostnameRule.Violations(better, rule).Count == 0 ? better : "NEW-NAME";
        return CheckResult.Fail(
            actual,
            new LocalizedText($"the host name is not valid: {problems.En}", $"主机名不合法：{problems.Zh}"),
            new LocalizedText($"run: hostnamectl set-hostname {name}", $"请执行：hostnamectl set-hostname {name}"),
            note);
    }

    private static LocalizedText? StaticNote(NetworkFacts network, HostnameRequirement rule)
    {
        if (!network.HasStaticHostname || network.StaticHostname == network.Hostname) return null;
        var name = Shown.Text(network.StaticHostname);
        var bad = HostnameRule.Violations(network.StaticHostname, rule).Count > 0;
        return new LocalizedText(
            $"/etc/hostname says {name}, which the next boot takes{(bad ? "; that name is not valid" : "")}",
            $"/etc/hostname 中为 {name}，下次启动时生效{(bad ? "；该名称不合法" : "")}");
    }

    /// <summary>The same name with what is not allowed replaced; may be empty.</summary>
    private static string Suggestion(string name, HostnameRequirement rule)
    {
        var text = new StringBuilder(Math.Min(name.Length, rule.MaxLength));
        foreach (var character in name.ToLowerInvariant())
        {
            if (text.Length == rule.MaxLength) break;
            var allowed = char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
            if (allowed) text.Append(character);
            else if (text.Length > 0 && char.IsAsciiLetterOrDigit(text[^1])) text.Append(rule.Punctuation.Contains(character) ? character : '-');
        }

        return text.ToString().TrimEnd('-', '.');
    }
}
