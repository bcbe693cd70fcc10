using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Plans;

/// <summary>What the plan commands say.</summary>
internal static class PlanSentences
{
    public static LocalizedText Valid(string file, string fleet, int nodes) => new(
        $"{file} is valid: fleet {fleet}, {Nodes(nodes)}",
        $"{file} 有效：集群 {fleet}，{nodes} 个节点");

    public static LocalizedText Applied(string file, string fleet, int nodes) => new(
        $"{file} is stored: fleet {fleet}, {Nodes(nodes)}. The nodes are judged by it from now on.",
        $"{file} 已保存：集群 {fleet}，{nodes} 个节点。此后按它来判定各节点。");

    public static LocalizedText Written(string file, int nodes) => new(
        nodes == 0
            ? $"{file} is written with an example node: no agent is connected. Edit it, then run 'acpfleet plan validate {file}' and 'acpfleet plan apply {file}'."
            : $"{file} is written with {Nodes(nodes)}. Edit it, then run 'acpfleet plan validate {file}' and 'acpfleet plan apply {file}'.",
        nodes == 0
            ? $"已写入 {file}，其中是示例节点：没有已连接的代理。请编辑后运行 'acpfleet plan validate {file}' 和 'acpfleet plan apply {file}'。"
            : $"已写入 {file}，包含 {nodes} 个节点。请编辑后运行 'acpfleet plan validate {file}' 和 'acpfleet plan apply {file}'。");

    private static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";
}
