using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Catalogue.Os;

/// <summary>os.supported.</summary>
internal sealed class SupportedCheck : INodeCheck
{
    private static readonly ProfileText ExpectedText = new(profile =>
    {
        var systems = profile.OperatingSystems.Select(system => $"{system.Name} ({string.Join(", ", system.Architectures)})").ToList();
        return new LocalizedText("one of: " + string.Join("; ", systems), "以下之一：" + string.Join("；", systems));
    });

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "os.supported",
        Severity = Severity.Required,
        Title = new LocalizedText("Supported operating system", "支持的操作系统"),
        Rationale = new LocalizedText(
            "The platform is tested and released on these systems only; on others the vendor has to be asked first. Some systems have known faults, such as failing NodePort access on Kylin V10 before SP3.",
            "平台仅在这些操作系统上经过测试并正式发布，其他系统须先联系厂商技术支持。部分系统存在已知问题，例如麒麟 V10 SP3 之前的版本可能导致 NodePort 网络访问失败。"),
        HowJudged = new LocalizedText(
            """
            - Applies always.
            - **Pass**: distribution, exact version and architecture are in the requirement profile's list.
            - **Fail**: they are not; or the profile warns of the version (Kylin V10, SP1 and SP2), or it is another edition (Kylin Desktop).
            - **Unknown**: the minor version (CentOS) or the service pack (Kylin) cannot be decided, or sources contradict each other. `/etc/os-release` alone does not tell them: CentOS 7 says `7`, every Kylin V10 says `V10`. The minor version is read from `/etc/centos-release` and `/etc/redhat-release`; the service pack from `/etc/.productinfo`, `nkvers`, and the code name.
            """,
            """
            - 始终适用。
            - **通过**：发行版、精确版本和架构均在需求配置的列表中。
            - **不通过**：不在列表中；或属于需求配置明确警告的版本（麒麟 V10、SP1、SP2），或属于其他版本类型（麒麟桌面版）。
            - **未知**：无法确定次版本号（CentOS）或 Service Pack（麒麟），或各来源互相矛盾。仅凭 `/etc/os-release` 无法判断：CentOS 7 只写 `7`，所有麒麟 V10 都写 `V10`。次版本号取自 `/etc/centos-release` 和 `/etc/redhat-release`；Service Pack 取自 `/etc/.productinfo`、`nkvers` 和版本代号。
            """),
        SeeByHand = new LocalizedText(
            "`cat /etc/os-release; uname -m`; on CentOS and RHEL `cat /etc/redhat-release`; on Kylin `nkvers` or `cat /etc/.productinfo`.",
            "`cat /etc/os-release; uname -m`；CentOS 和 RHEL 上执行 `cat /etc/redhat-release`；麒麟上执行 `nkvers` 或 `cat /etc/.productinfo`。"),
        Mend = new LocalizedText(
            "Install one of the listed systems. Upgrade Kylin V10, SP1 and SP2 to V10 SP3.",
            "安装列表中的操作系统之一。麒麟 V10、SP1、SP2 请升级至 V10 SP3。"),
        Source = "支持的操作系统和内核",
    };

    public LocalizedText Expected(NodeCheckContext context) => ExpectedText.Of(context.Profile);

    public CheckResult Evaluate(NodeCheckContext context) => context.OsVerdict.Result;
}
