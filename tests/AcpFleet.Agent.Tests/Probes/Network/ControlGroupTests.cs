using AcpFleet.Agent.Probes.Network;

namespace AcpFleet.Agent.Tests.Probes.Network;

public sealed class ControlGroupTests
{
    [Theory]
    [InlineData("0::/system.slice/sshd.service\n", "sshd.service")]
    [InlineData("12:pids:/system.slice/x.service\n1:name=systemd:/system.slice/sshd.service\n", "sshd.service")]
    [InlineData("1:name=systemd:/\n0::/system.slice/a.service\n", "a.service")]
    [InlineData("0::/user.slice/user-0.slice/session-3.scope\n", "session-3.scope")]
    [InlineData("0::/user.slice/user-0.slice/user@0.service/app.slice/app.service\n", "user@0.service")]
    [InlineData("0::/system.slice/system-getty.slice/getty@tty1.service\n", "getty@tty1.service")]
    [InlineData("0::/system.slice/docker-0123.scope\n", "docker-0123.scope")]
    [InlineData("0::/system.slice/x.service/sub/group\n", "x.service")]
    [InlineData("0::/system.slice/_cgroup.service\n", "cgroup.service")]
    [InlineData("0::/init.scope\n", null)]
    [InlineData("0::/\n", null)]
    [InlineData("4:memory:/process/1\n", null)]
    [InlineData("garbage", null)]
    [InlineData("", null)]
    public void UnitOf_Path_GivesTheFirstUnitBelowTheSlices(string text, string? unit) => ControlGroup.UnitOf(text).ShouldBe(unit);
}
