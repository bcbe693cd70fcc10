using AcpFleet.Checks.Model;

namespace AcpFleet.Cli.Wording;

/// <summary>Labels and short words of the views, in both languages.</summary>
internal static class Words
{
    public static LocalizedText Problem { get; } = new("Problem", "问题");

    public static LocalizedText Found { get; } = new("Found", "实际");

    public static LocalizedText Expected { get; } = new("Expected", "要求");

    public static LocalizedText Mend { get; } = new("To mend", "处理");

    public static LocalizedText Reason { get; } = new("Reason", "原因");

    public static LocalizedText Note { get; } = new("Note", "备注");

    public static LocalizedText Waived { get; } = new("Waived", "豁免");

    public static LocalizedText Guide { get; } = new("Guide", "出处");

    public static LocalizedText Reboot { get; } = new("Reboot", "重启");

    public static LocalizedText RebootPending { get; } = new(
        "the configuration is right, the running system is not yet: reboot the node",
        "配置已正确，运行中的系统尚未生效：请重启该节点");

    public static LocalizedText Required { get; } = new("required", "必需");

    public static LocalizedText Advisory { get; } = new("advisory", "建议");

    public static LocalizedText Fleet { get; } = new("Fleet", "集群整体");

    public static LocalizedText Node { get; } = new("Node", "节点");

    public static LocalizedText State { get; } = new("State", "状态");

    public static LocalizedText Link { get; } = new("Agent", "代理");

    public static LocalizedText Blocking { get; } = new("Blocking", "阻断项");

    public static LocalizedText Advisories { get; } = new("Advisory", "建议项");

    public static LocalizedText System { get; } = new("System", "操作系统");

    public static LocalizedText Kernel { get; } = new("Kernel", "内核");

    public static LocalizedText Architecture { get; } = new("Arch", "架构");

    public static LocalizedText Address { get; } = new("Address", "地址");

    public static LocalizedText Hostname { get; } = new("Hostname", "主机名");

    public static LocalizedText AgentVersion { get; } = new("Agent version", "代理版本");

    public static LocalizedText Policy { get; } = new("Local policy", "本地策略");

    public static LocalizedText LastScan { get; } = new("Last scan", "最近扫描");

    public static LocalizedText LastSeen { get; } = new("Last seen", "最近通信");

    public static LocalizedText Enrolled { get; } = new("Enrolled", "加入时间");

    public static LocalizedText Clock { get; } = new("Clock", "时钟");

    public static LocalizedText Phase { get; } = new("Phase", "阶段");

    public static LocalizedText Sections { get; } = new("Facts by section", "各类信息");

    public static LocalizedText Section { get; } = new("Section", "类别");

    public static LocalizedText Collected { get; } = new("Collected", "采集时间");

    public static LocalizedText Took { get; } = new("Took", "用时");

    public static LocalizedText Size { get; } = new("Bytes", "字节");

    public static LocalizedText Findings { get; } = new("Findings", "检查结果");

    public static LocalizedText NotRead { get; } = new("could not be read in full", "未能完整读取");

    public static LocalizedText Assumptions { get; } = new("Assumed", "假定");

    public static LocalizedText Profile { get; } = new("Profile", "要求集");

    public static LocalizedText Changed { get; } = new("Changed", "有变化");

    public static LocalizedText Connected { get; } = new("connected", "已连接");

    public static LocalizedText Offline { get; } = new("offline", "离线");

    public static LocalizedText Stale { get; } = new("stale", "信息过期");

    public static LocalizedText Never { get; } = new("never", "从未");

    public static LocalizedText Nothing { get; } = new("nothing", "无");

    public static LocalizedText Id { get; } = new("Id", "编号");

    public static LocalizedText Uses { get; } = new("Uses", "使用次数");

    public static LocalizedText Expires { get; } = new("Expires", "到期");

    public static LocalizedText Created { get; } = new("Created", "创建");

    public static LocalizedText Check { get; } = new("Check", "检查项");

    public static LocalizedText Severity { get; } = new("Severity", "级别");

    public static LocalizedText Title { get; } = new("Title", "名称");

    public static LocalizedText Remedy { get; } = new("Remedy", "修复动作");

    public static LocalizedText Why { get; } = new("Why", "缘由");

    /// <summary>A word of the wire (an outcome, a state) for people; a word this version does not know stays as it is.</summary>
    public static LocalizedText Of(string word) => word switch
    {
        "pass" => new("pass", "通过"),
        "fail" => new("fail", "未通过"),
        "unknown" => new("unknown", "未知"),
        "not-applicable" => new("not applicable", "不适用"),
        "waived" => new("waived", "已豁免"),
        "required" => Required,
        "advisory" => Advisory,
        "ready" => new("ready", "就绪"),
        "not-ready" => new("not ready", "未就绪"),
        "missing" => new("missing", "缺失"),
        "pending" => new("waiting", "等待中"),
        "collecting" => new("collecting", "采集中"),
        "completed" => new("done", "完成"),
        "offline" => Offline,
        "timed-out" => new("timed out", "超时"),
        "active" => new("active", "有效"),
        "spent" => new("spent", "已用完"),
        "expired" => new("expired", "已过期"),
        "revoked" => new("revoked", "已吊销"),
        "before" => new("before installation", "安装前"),
        "after" => new("after installation", "安装后"),
        _ => LocalizedText.Same(word),
    };
}
