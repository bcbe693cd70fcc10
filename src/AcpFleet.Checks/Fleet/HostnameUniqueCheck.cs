using AcpFleet.Checks.Catalogue;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Fleet;

/// <summary>fleet.hostname-unique.</summary>
internal sealed class HostnameUniqueCheck : IFleetCheck
{
    private static readonly LocalizedText ExpectedText = new("every node has a host name of its own", "每个节点的主机名唯一");

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "fleet.hostname-unique",
        Severity = Severity.Required,
        Title = new LocalizedText("Unique host names", "主机名唯一"),
        Rationale = new LocalizedText(
            "The host name is the node's name in Kubernetes: a second node of the same name takes the first one's place.",
            "主机名即 Kubernetes 中的节点名：同名的第二个节点会取代第一个。"),
        HowJudged = new LocalizedText(
            """
            - Applies with two or more nodes, planned or reported.
            - **Pass**: all host names differ, without regard to case.
            - **Fail**: two nodes that have reported share one, even if others are still awaited; the finding names them.
            - **Unknown**: planned nodes have not reported, or their facts are stale, or a host name could not be read.
            - **Not applicable**: one node.
            """,
            """
            - 有两个或更多节点（计划中或已上报）时适用。
            - **通过**：所有主机名互不相同（不区分大小写）。
            - **不通过**：已上报的节点中有两个同名，即使还有其他节点未上报；结果会列出这些节点。
            - **未知**：计划中的节点尚未上报或数据已过期，或主机名无法读取。
            - **不适用**：只有一个节点。
            """),
        SeeByHand = new LocalizedText("`hostname` on every node.", "在每个节点上执行 `hostname`。"),
        Mend = new LocalizedText("`hostnamectl set-hostname NEW-NAME` on all but one of them.", "除其中一个外，在其余节点上执行 `hostnamectl set-hostname 新名称`。"),
        Source = "跨节点检查",
    };

    public LocalizedText Expected(FleetCheckContext context) => ExpectedText;

    public IReadOnlyList<SubjectResult> Evaluate(FleetCheckContext context) => NodeComparison.Of(context.Roster, Judge);

    private static CheckResult Judge(NodeComparison comparison)
    {
        var names = comparison.GroupBy(
            SectionKind.Network, "hostname", node => node.Facts.Network is { HasHostname: true } network ? network.Hostname : null, StringComparer.OrdinalIgnoreCase);
        var repeated = names.Where(nodes => nodes.Count > 1).OrderBy(nodes => nodes[0].Facts.Network!.Hostname, StringComparer.OrdinalIgnoreCase).ToList();
        if (repeated.Count == 0) return CheckResult.Pass(new LocalizedText($"{names.Count} different host names", $"{names.Count} 个互不相同的主机名"));

        var groups = TextList.Items([.. repeated.Select(nodes =>
        {
            var name = Shown.Text(nodes[0].Facts.Network!.Hostname);
            var labels = TextList.Names(nodes.Select(node => node.Label));
            return new LocalizedText($"{name}: {labels.En}", $"{name}：{labels.Zh}");
        })]);
        return CheckResult.Fail(
            groups,
            new LocalizedText($"nodes share a host name: {groups.En}", $"以下节点的主机名相同：{groups.Zh}"),
            new LocalizedText(
                "on all but one of each group run: hostnamectl set-hostname NEW-NAME",
                "请在每组中除一个节点外的其余节点上执行（NEW-NAME 换成新名称）：hostnamectl set-hostname NEW-NAME"));
    }
}
