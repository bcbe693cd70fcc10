using System.Text;
using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Systemd;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Agent.Programs;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Network;

/// <summary>
/// The state of systemd-resolved. Unit files tell whether it is enabled and its control group whether it runs, which
/// costs some ten system calls where asking systemctl costs a process of several milliseconds at every collection.
/// Only where systemd runs and its control groups cannot be seen is systemctl asked.
/// </summary>
internal sealed class ResolvedService(HostRoot root, IProgramRunner runner)
{
    private const string Unit = "systemd-resolved.service";

    // Unified, hybrid and legacy hierarchy.
    private static readonly string[] ControlGroups = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"];

    private readonly UnitFiles _units = new(root);

    internal async ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        var resolver = draft.Section.Network.Resolver;
        var enabled = _units.StateOf(Unit);
        resolver.ResolvedUnitFileState = enabled;
        // Not booted by systemd: no unit is active, whatever its files say.
        if (!root.Exists("/run/systemd/system"))
            resolver.ResolvedActiveState = "inactive";
        else if (ActiveByControlGroup() is { } active)
            resolver.ResolvedActiveState = active ? "active" : "inactive";
        else if (enabled == "not-found")
            resolver.ResolvedActiveState = "inactive";
        else
            await AskAsync(draft, resolver, cancellationToken).ConfigureAwait(false);
    }

    // A running service has processes in its control group; systemd removes the group of one that does not run.
    private bool? ActiveByControlGroup()
    {
        foreach (var hierarchy in ControlGroups)
        {
            if (root.StatusOf(hierarchy + "/system.slice") is not { IsDirectory: true })
                continue;
            var processes = root.ReadText($"{hierarchy}/system.slice/{Unit}/cgroup.procs", HostRoot.ValueCap);
            if (processes.Value is { } text)
                return text.AsSpan().Trim().Length > 0;
            return processes.IsMissing ? false : null;
        }

        return null;
    }

    private async ValueTask AskAsync(SectionDraft draft, ResolverConfiguration resolver, CancellationToken cancellationToken)
    {
        var request = new ProgramRequest
        {
            Program = "systemctl",
            Arguments = ["show", Unit, "--property=ActiveState,UnitFileState,LoadState", "--no-pager"],
            TimeLimit = TimeSpan.FromSeconds(5),
            OutputCap = 16 * 1024,
        };
        if (!root.IsLive)
        {
            draft.Fail("/sys/fs/cgroup", ReadFailure.Missing("the captured tree holds no control groups"), "resolver.resolved_active_state");
            return;
        }

        var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        var state = result.Succeeded ? Property(Encoding.UTF8.GetString(result.Output.Span), "ActiveState") : null;
        if (state is not null)
            resolver.ResolvedActiveState = state;
        else if (result.Succeeded)
            draft.Fail(request.ToString(), ReadFailure.Malformed("printed no ActiveState"), "resolver.resolved_active_state");
        else
            draft.Fail(request.ToString(), ProgramFailure.Of(result), "resolver.resolved_active_state");
    }

    /// <summary>A property of what <c>systemctl show</c> prints: one NAME=value a line.</summary>
    internal static string? Property(string output, string name)
    {
        foreach (var line in new TextLines(output))
        {
            if (line.Length > name.Length + 1 && line.StartsWith(name) && line[name.Length] == '=')
                return FactText.Name(line[(name.Length + 1)..]);
        }

        return null;
    }
}
