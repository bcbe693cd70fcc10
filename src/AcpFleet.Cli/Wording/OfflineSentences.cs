using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Wording;

/// <summary>What is said about files that were carried here.</summary>
internal static class OfflineSentences
{
    public static LocalizedText Age { get; } = new("Age of the facts", "采集时间");

    public static LocalizedText Old { get; } = new(
        "collected more than a day ago; the nodes may have changed since:", "采集于一天以前，此后节点可能已有变化：");

    public static LocalizedText Future { get; } = new(
        "collected in the future: the node's clock or this machine's is wrong:", "采集时间晚于当前时间：该节点或本机的时钟有误：");

    public static LocalizedText NoTime { get; } = new("does not say when it was collected:", "未说明采集时间：");

    public static LocalizedText More(int count) => new($"and {count} more: see --output json", $"另有 {count} 项，见 --output json");
}
