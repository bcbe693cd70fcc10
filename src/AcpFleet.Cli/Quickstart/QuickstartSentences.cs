using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Quickstart;

/// <summary>What quickstart says, in both languages.</summary>
internal static class QuickstartSentences
{
    public static LocalizedText Title { get; } = new("AcpFleet quickstart", "AcpFleet 快速体验");

    public static LocalizedText Introduction { get; } = new(
        "A coordinator and an agent on this machine. They read; they change nothing.",
        "在本机运行协调器和代理。只读取信息，不做任何更改。");

    public static StageName Leftovers { get; } = new(
        new("Waiting for an earlier run to end", "等待上次运行结束"), new("Earlier run has ended", "上次运行已结束"));

    public static StageName Coordinator { get; } = new(
        new("Starting the coordinator", "正在启动协调器"), new("Coordinator started", "协调器已启动"));

    public static StageName Enrolled { get; } = new(
        new("Enrolling this machine", "正在加入本机"), new("This machine enrolled", "本机已加入"));

    public static StageName Connected { get; } = new(
        new("Connecting the agent", "正在连接代理"), new("Agent connected", "代理已连接"));

    public static StageName Scanned { get; } = new(
        new("Collecting and judging facts", "正在采集信息并判定"), new("Facts collected and judged", "信息已采集并判定"));

    public static LocalizedText ReusedIdentity { get; } = new("identity of an earlier run", "沿用之前的身份");

    public static LocalizedText WithoutRoot { get; } = new(
        "Not run as root: what only root may read is missing, such as which program holds a port. For the full verdict run it as root.",
        "未以 root 身份运行：缺少只有 root 才能读取的信息，例如端口由哪个程序占用。如需完整结论，请以 root 身份运行。");

    public static LocalizedText NotRead { get; } = new("Could not be read", "未能读取");

    public static LocalizedText Where { get; } = new("Where things are", "各项位置");

    public static LocalizedText Data { get; } = new("Data", "数据");

    public static LocalizedText Logs { get; } = new("Logs", "日志");

    public static LocalizedText People { get; } = new("REST for people", "REST 接口");

    public static LocalizedText Agents { get; } = new("gRPC for agents", "代理接入");

    public static LocalizedText Context { get; } = new("Context", "连接配置");

    public static LocalizedText Try { get; } = new("In another terminal", "在另一个终端中");

    public static LocalizedText OtherContext { get; } = new(
        "Your context file names another coordinator and was left as it is. For this one set:",
        "您的连接配置指向另一个协调器，未作改动。如需访问本协调器，请设置：");

    public static LocalizedText Watching { get; } = new(
        "Watching for changes. Ctrl-C stops coordinator and agent.",
        "正在关注变化。按 Ctrl-C 停止协调器和代理。");

    public static LocalizedText Stopping { get; } = new("Stopping agent and coordinator …", "正在停止代理和协调器……");

    public static LocalizedText Stopped { get; } = new("Stopped. Nothing is left running; the data stays.", "已停止，没有遗留进程；数据保留。");

    public static LocalizedText TryNodes { get; } = new("the nodes", "查看节点");

    public static LocalizedText TryFindings { get; } = new("what is open, in detail", "查看未解决的问题");

    public static LocalizedText TryScan { get; } = new("collect and judge again", "重新采集并判定");

    public static LocalizedText TryPlan { get; } = new("a fleet plan to begin with", "生成规划文件");

    public static LocalizedText DeleteIt { get; } = new("Remove everything with", "全部删除");
}
