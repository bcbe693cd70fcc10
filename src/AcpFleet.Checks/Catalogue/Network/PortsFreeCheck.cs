using AcpFleet.Checks.Evaluation;
using AcpFleet.Checks.Model;
using AcpFleet.Checks.Plan;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Network;

/// <summary>net.ports-free.</summary>
internal sealed class PortsFreeCheck : INodeCheck
{
    private static readonly PortRequirement Guide = BuiltInProfiles.Get(BuiltInProfiles.DefaultId).Ports;

    private volatile Made? _last;

    public CheckDescriptor Descriptor { get; } = new()
    {
        Id = "net.ports-free",
        Severity = Severity.Required,
        Title = new LocalizedText("Ports not in use", "端口未被占用"),
        Rationale = new LocalizedText(
            "The platform's components listen on these ports; another listener keeps them from starting.",
            "平台组件需要监听这些端口；被占用会导致组件无法启动。"),
        HowJudged = new LocalizedText(
            $"""
            - Applies before the installation.
            - The ports depend on the node's roles and on the CNI. Control plane: {Names(Guide.ControlPlane)}. Installer: {Names(Guide.Installer)}. Worker: {Names(Guide.Worker)}. Kube-OVN: {Names(Guide.KubeOvn)}. Calico: {Names(Guide.Calico)}.
            - **Pass**: nobody listens on any of them.
            - **Fail**: somebody does, on whatever address and IP family: a listener on 127.0.0.1 takes the port as well. The finding names the process, its pid and unit; where they are not known, the agent may lack root.
            - **Unknown**: the listening sockets could not be read, and those that were read take no such port.
            - **Not applicable**: after the installation, when the platform itself holds them.
            """,
            $"""
            - 安装之前适用。
            - 端口取决于节点角色和 CNI。控制平面：{Names(Guide.ControlPlane)}；安装节点：{Names(Guide.Installer)}；工作节点：{Names(Guide.Worker)}；Kube-OVN：{Names(Guide.KubeOvn)}；Calico：{Names(Guide.Calico)}。
            - **通过**：没有程序监听其中任何端口。
            - **不通过**：有程序监听，无论监听在哪个地址或 IP 协议族：监听 127.0.0.1 同样会占用端口。结果会给出进程、pid 和单元；若未知，可能是代理缺少 root 权限。
            - **未知**：无法完整读取监听套接字，且已读取的部分未占用这些端口。
            - **不适用**：安装之后，端口由平台自身使用。
            """),
        SeeByHand = new LocalizedText("`ss -lntp`.", "`ss -lntp`。"),
        Mend = new LocalizedText(
            "Stop what listens: `systemctl disable --now UNIT`, or end the process and whatever starts it.",
            "停止监听的程序：`systemctl disable --now 单元`，或结束该进程及启动它的程序。"),
        Source = "节点检查 节点网络",
        Remedy = "StopUnit",
    };

    public LocalizedText Expected(NodeCheckContext context) => Ports(context).Expected;

    public CheckResult Evaluate(NodeCheckContext context)
    {
        if (context.Phase == NodePhase.After)
        {
            return CheckResult.NotApplicable(
                new LocalizedText("installed", "已安装"),
                new LocalizedText("the platform is installed and holds these ports itself", "平台已安装，这些端口由平台自身使用"));
        }

        if (context.Facts.Network is not { } network) return context.Unknown(SectionKind.Network, "listeners");
        var ports = Ports(context);
        List<ListeningSocket>? taken = null;
        foreach (var listener in network.Listeners)
        {
            if (listener.Protocol is "tcp" or "tcp6" && ports.Contains(listener.Port)) (taken ??= []).Add(listener);
        }

        if (taken is not null) return Taken(network, taken);
        if (context.Facts.Failure(SectionKind.Network, "listeners") is { } gap) return gap.Result();
        return CheckResult.Pass(new LocalizedText("none of them is in use", "均未被占用"));
    }

    private static CheckResult Taken(NetworkFacts network, List<ListeningSocket> taken)
    {
        var owners = taken.Select(listener => (listener.Port, Owner: Owner(network, listener))).ToList();
        var actual = taken.Select((listener, index) => new LocalizedText(
            $"{Place(listener)}: {owners[index].Owner.En}", $"{Place(listener)}：{owners[index].Owner.Zh}")).ToList();
        var numbers = TextList.Names(taken.Select(listener => listener.Port).Distinct().Order().Select(port => $"{port}"));
        var units = taken.Where(listener => Stoppable(listener.Unit)).Select(listener => Shown.Argument(listener.Unit)).Distinct().ToList();
        var others = taken.Where(listener => !Stoppable(listener.Unit)).Select(listener => listener.Port).Distinct().Order().Take(TextList.Longest).ToList();

        var steps = new List<LocalizedText>();
        if (units.Count > 0)
        {
            var command = $"systemctl disable --now {string.Join(' ', units.Take(TextList.Longest))}";
            steps.Add(new LocalizedText($"run: {command}", $"请执行：{command}"));
        }

        if (others.Count > 0)
        {
            var command = $"ss -lntp '{string.Join(" or ", others.Select(port => $"sport = :{port}"))}'";
            steps.Add(new LocalizedText($"see who listens and stop it: {command}", $"请查看监听进程并停止：{command}"));
        }

        return CheckResult.Fail(
            TextList.Items(actual),
            new LocalizedText($"in use: {numbers.En}", $"以下端口被占用：{numbers.Zh}"),
            TextList.Sentences(steps));
    }

    private static LocalizedText Owner(NetworkFacts network, ListeningSocket listener)
    {
        if (!listener.HasProcess && !listener.HasPid)
        {
            return network is { HasOwnersComplete: true, OwnersComplete: true }
                ? new LocalizedText("owner not known: held by the kernel or another namespace", "占用者未知：由内核或其他命名空间持有")
                : new LocalizedText("owner not known: needs root", "占用者未知：需要 root 权限");
        }

        var text = listener.HasProcess ? Shown.Text(listener.Process) : "?";
        if (listener.HasPid) text += $" (pid {listener.Pid}{(listener.HasUnit ? $", {Shown.Text(listener.Unit)}" : "")})";
        return LocalizedText.Same(text);
    }

    private static string Place(ListeningSocket listener) =>
        listener.Address.Contains(':', StringComparison.Ordinal) ? $"[{Shown.Text(listener.Address)}]:{listener.Port}" : $"{Shown.Text(listener.Address)}:{listener.Port}";

    /// <summary>Services and sockets can be stopped by name; a login session's scope cannot.</summary>
    private static bool Stoppable(string unit) =>
        unit.EndsWith(".service", StringComparison.Ordinal) || unit.EndsWith(".socket", StringComparison.Ordinal);

    private static string Names(IEnumerable<PortRange> ranges) => string.Join(" ", ranges.Select(range => range.ToString()));

    private RequiredPorts Ports(NodeCheckContext context)
    {
        if (_last is { } last && ReferenceEquals(last.Profile, context.Profile) && last.Roles == context.Roles && last.Cni == context.Cni) return last.Ports;
        var ports = RequiredPorts.Of(context.Profile.Ports, context.Roles, context.Cni);
        _last = new Made(context.Profile, context.Roles, context.Cni, ports);
        return ports;
    }

    private sealed record Made(RequirementProfile Profile, NodeRoles Roles, CniPlugin Cni, RequiredPorts Ports);
}
