using AcpFleet.Agent.Native;
using AcpFleet.Agent.Programs;

namespace AcpFleet.Agent.Commands;

/// <summary>Starts the agent's service after an enrolment, where systemd runs this machine.</summary>
internal sealed class UnitStart(IProgramRunner runner)
{
    private const string Unit = "acpfleet-agent.service";

    /// <summary>Root on a machine that systemd runs (sd_booted(3)): only there the service can be started.</summary>
    public static bool IsPossible => LibC.EffectiveUser() == 0 && Directory.Exists("/run/systemd/system");

    /// <summary>Asks systemd to start the service, without waiting for it.</summary>
    /// <returns>What became of it, for people.</returns>
    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(
            new ProgramRequest { Program = "systemctl", Arguments = ["start", "--no-block", Unit] },
            cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? $"The service is being started; see: systemctl status {Unit}"
            : $"The service could not be started (systemctl {result.Describe()}). Start the agent with: acpfleet-agent run";
    }
}
