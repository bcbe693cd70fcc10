using System.Globalization;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Field;

/// <summary>The agent's unit under a real systemd: before enrolment, and when the agent hangs or dies.</summary>
[Collection(FieldCollection.Name)]
public sealed class ServiceTests(FieldFleet fleet)
{
    [SkippableFact]
    public async Task Package_BeforeEnrolment_RunsNothingAndSaysWhatToDo()
    {
        await fleet.StandAsync();
        var seen = fleet.BeforeJoining;

        // 3: not running, which is no failure.
        seen.ExitCode.ShouldBe(3);
        seen.ServiceStatus.ShouldContain("AcpFleet agent (if not enrolled: run acpfleet-agent enrol)");
        seen.ServiceStatus.ShouldContain("inactive (dead)");
        seen.ServiceStatus.ShouldContain("start condition failed");
        seen.Enabled.ShouldBe("enabled");
        seen.FailedUnits.ShouldBeEmpty();
        seen.Processes.ShouldContain("systemd");
        seen.Processes.ShouldNotContain(process => process.Contains("acpfleet", StringComparison.Ordinal));
        seen.Listeners.ShouldNotContain("acpfleet");
        fleet.Installations[fleet.Agents[0].Node.Name].ShouldContain("next: on the coordinator run acpfleet token create");
        // The line of the token alone brought it from there to its first report: nobody started the unit.
        (await fleet.Agents[0].Node.UnitStateAsync(AgentNode.Unit)).ShouldBe("active");
    }

    [SkippableFact]
    public async Task Agent_Stopped_IsRestartedByTheWatchdogAsTheSameNode()
    {
        await fleet.StandAsync();
        var agent = fleet.Agents[0];
        (await agent.PropertyAsync("WatchdogUSec")).ShouldBe("1min");
        // The packaged minute is long for a test; all else is as packaged.
        await agent.Node.WriteAsync("/etc/systemd/system/acpfleet-agent.service.d/field.conf", "[Service]\nWatchdogSec=3\n");
        await agent.Node.RunAsync("systemctl", "daemon-reload");
        await agent.Node.RunAsync("systemctl", "restart", AgentNode.Unit);
        await agent.ConnectedAsync();
        var (identity, hung, restarts) = (await agent.IdentityAsync(), await agent.ProcessAsync(), await agent.RestartsAsync());

        await agent.Node.RunAsync("kill", "-STOP", Text(hung));

        await BackAsync(agent, hung);
        (await agent.RestartsAsync()).ShouldBe(restarts + 1);
        (await agent.IdentityAsync()).ShouldBe(identity);
        (await agent.Node.JournalAsync(AgentNode.Unit)).ShouldContain("Watchdog timeout");
        await agent.Node.RunAsync("rm", "-r", "/etc/systemd/system/acpfleet-agent.service.d");
        await agent.Node.RunAsync("systemctl", "daemon-reload");
        await agent.Node.RunAsync("systemctl", "restart", AgentNode.Unit);
        await agent.ConnectedAsync();
    }

    [SkippableFact]
    public async Task Agent_Killed_IsRestartedAsTheSameNode()
    {
        await fleet.StandAsync();
        var agent = fleet.Agents[2];
        var (identity, killed) = (await agent.IdentityAsync(), await agent.ProcessAsync());

        await agent.Node.RunAsync("kill", "-KILL", Text(killed));

        await BackAsync(agent, killed);
        (await agent.IdentityAsync()).ShouldBe(identity);
        var view = await fleet.Coordinator.JudgedAsync(agent.Node.Name, FieldParts.Version);
        identity.ShouldEndWith(view.Id);
    }

    [SkippableFact]
    public async Task Agent_AsItRuns_HasTheLimitsOfItsUnit()
    {
        await fleet.StandAsync();
        foreach (var agent in fleet.Agents)
        {
            var process = Text(await agent.ProcessAsync());
            var limits = await agent.Node.RunAsync("cat", $"/proc/{process}/limits");
            limits.ShouldMatch("Max open files +1024 +1024 ");
            limits.ShouldMatch("Max core file size +0 +0 ");
            // System calls are filtered: MemoryDenyWriteExecute=, RestrictRealtime=, LockPersonality=, SystemCallArchitectures=.
            (await agent.Node.RunAsync("cat", $"/proc/{process}/status")).ShouldMatch("Seccomp:\t2\n");
            (await agent.PropertyAsync("MemoryMax")).ShouldBe((128 * 1024 * 1024).ToString(CultureInfo.InvariantCulture));
            (await agent.PropertyAsync("TasksMax")).ShouldBe("64");
            (await agent.PropertyAsync("CPUQuotaPerSecUSec")).ShouldBe("500ms");
        }
    }

    /// <summary>Waits until another process than that is connected.</summary>
    private static async Task BackAsync(AgentNode agent, int gone)
    {
        await Eventually.GetAsync(agent.ProcessAsync, process => process != 0 && process != gone, process => $"process {Text(process)} of {agent.Node.Name}");
        await agent.ConnectedAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
