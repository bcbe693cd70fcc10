using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Tests;

/// <summary>Answers as a coordinator gives them, for the views.</summary>
internal static class Samples
{
    public const string NodeId = "5f0c6a52-0000-4000-8000-000000000001";

    public static DateTimeOffset At { get; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public static NodeView Node { get; } = new()
    {
        Id = NodeId,
        Name = "cp-1",
        Hostname = "cp-1",
        Address = "192.0.2.11",
        State = "not-ready",
        Connected = true,
        Stale = false,
        AgentVersion = "0.1.0",
        OperatingSystem = "Ubuntu 22.04.5 LTS",
        Kernel = "5.15.0-56-generic",
        Architecture = "x86_64",
        Blocking = 2,
        Advisories = 1,
        EnrolledAt = At,
        LastSeenAt = At,
        LastScanAt = At,
        ClockOffsetSeconds = -1.25,
        ClockUncertaintySeconds = 0.004,
        Sections =
        [
            new SectionView { Kind = "os", Digest = "00", CollectedAt = At, TookMs = 1.2, StoredAt = At, Bytes = 812 },
            new SectionView { Kind = "packages", Digest = "01", CollectedAt = At, TookMs = 93.4, StoredAt = At, Bytes = 91_244, Failures = ["rpm -qa: timed out after 20 s"] },
        ],
    };

    public static IReadOnlyList<FindingView> Findings { get; } =
    [
        Finding("memory.swap-disabled", "fail", "required", "Swap is off", "交换分区已关闭") with
        {
            Expected = new TextView("no active swap, and none in /etc/fstab", "没有启用的交换分区，/etc/fstab 中也没有"),
            Actual = new TextView("/swapfile (2 GiB) is active; /etc/fstab line 7", "/swapfile（2 GiB）已启用；/etc/fstab 第 7 行"),
            Problem = new TextView("Swap is active on /swapfile and would be again after a reboot.", "/swapfile 上的交换分区已启用，重启后还会再次启用。"),
            Hint = new TextView("Run 'swapoff -a' and comment out line 7 of /etc/fstab.", "运行 'swapoff -a'，并注释掉 /etc/fstab 第 7 行。"),
        },
        Finding("software.conflicting-packages", "unknown", "required", "No conflicting packages", "没有冲突软件包") with
        {
            Problem = new TextView("The list of packages could not be read: rpm -qa timed out.", "无法读取软件包列表：rpm -qa 超时。"),
            Hint = new TextView("Run 'rpm -qa' on the node and mend its database.", "在节点上运行 'rpm -qa' 并修复其数据库。"),
        },
        Finding("net.resolv-search", "fail", "advisory", "Search domains are few", "搜索域数量合适") with
        {
            Problem = new TextView("29 search domains are set.", "设置了 29 个搜索域。"),
            Hint = new TextView("Remove those that are not needed.", "删除不需要的搜索域。"),
        },
        Finding("kernel.thp-never", "waived", "required", "Transparent huge pages are off", "透明大页已关闭") with
        {
            Problem = new TextView("Transparent huge pages are 'madvise'.", "透明大页为 'madvise'。"),
            Waiver = new WaiverView("fail", "ops-lead", new DateOnly(2027, 1, 31), "array with NVMe cache"),
        },
        Finding("os.supported", "pass", "required", "Operating system is supported", "操作系统受支持"),
        Finding("net.hostname-valid", "pass", "required", "Host name is valid", "主机名有效"),
        Finding("net.ip-family", "not-applicable", "required", "IPv6 address", "IPv6 地址"),
        Finding("fleet.hostname-unique", "pass", "required", "Host names differ", "主机名互不相同") with { SubjectKind = "fleet", NodeId = null, NodeName = null },
    ];

    public static ReadinessView Readiness { get; } = new()
    {
        Fleet = "global-prod",
        Ready = false,
        Profile = "acp-4.1",
        Nodes = [new NodeReadinessView(NodeId, "cp-1", "not-ready", 2, 1)],
        FleetBlocking = 0,
        Assumptions = new TextView("No plan: multi-cluster, control plane and installer, Kube-OVN, IPv4.", "没有规划：多集群、控制平面兼安装节点、Kube-OVN、IPv4。"),
        EvaluatedAt = At,
    };

    public static FindingView Finding(string check, string outcome, string severity, string title, string titleZh) => new()
    {
        Check = check,
        Title = new TextView(title, titleZh),
        SubjectKind = "node",
        NodeId = NodeId,
        NodeName = "cp-1",
        Outcome = outcome,
        Severity = severity,
        Expected = new TextView("as the guide says", "符合安装文档"),
        Actual = new TextView("as found", "实际情况"),
        Source = "节点检查 操作系统和内核",
        FirstSeenAt = At,
        LastChangedAt = At,
    };

    public static ScanView Scan(string state, string nodeState) => new()
    {
        Id = "scan-1",
        State = state,
        Trigger = "requested",
        StartedAt = At,
        CompletedAt = state == "completed" ? At.AddSeconds(1.5) : null,
        Nodes = [new ScanNodeView { NodeId = NodeId, Name = "cp-1", State = nodeState, TookMs = nodeState == "completed" ? 41 : null, Changed = nodeState == "completed" ? ["memory"] : [] }],
    };
}
