using AcpFleet.SystemTests.TestBed;

namespace AcpFleet.SystemTests.PowerCuts;

/// <summary>
/// A virtual machine is switched off at random while its agent enrols, first reports and is upgraded, and comes back with
/// one valid identity and one version.
/// </summary>
[Collection(BedCollection.Name)]
public sealed class PowerCutTests
{
    private const string Identity = "/var/lib/acpfleet-agent/identity.pem";
    private const string StartService = $"systemctl start acpfleet-agent; until [ -e {Identity} ]; do sleep 0.05; done";

    [SkippableFact]
    public async Task Enrolment_CutAtRandom_TheSameJoinGivesOneIdentity()
    {
        await using var room = await PowerCutRoom.OpenAsync();
        await EnrolmentAsync(room);
    }

    [SkippableFact]
    public async Task FirstReport_CutAtRandom_IsMadeByItselfAfterTheBoot()
    {
        await using var room = await PowerCutRoom.OpenAsync();
        await FirstReportAsync(room);
    }

    [SkippableFact]
    public async Task Upgrade_CutAtRandom_TheAgentRunsInOneVersionAndDpkgGoesOn()
    {
        await using var room = await PowerCutRoom.OpenAsync();
        await UpgradeAsync(room);
    }

    private static async Task EnrolmentAsync(PowerCutRoom room)
    {
        var fleet = new Fleet(room.Coordinator);
        var joins = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await new Experiment(room, "enrolment")
        {
            Prepare = async trial =>
            {
                var token = await room.Coordinator.TokenAsync();
                if (ByFile(trial))
                    await trial.Machine.WriteJoinFileAsync($"coordinator: \"{room.Coordinator.Agents}\"\ntoken: {token}\n");
                joins[trial.Name] = ByFile(trial) ? StartService : JoinLine(room, token);
            },
            Action = trial => trial.Machine.TryShellAsync(joins[trial.Name]),
            Judge = async trial =>
            {
                var certified = await fleet.FindAsync(trial.Name) is not null;
                string left;
                if (ByFile(trial))
                {
                    // The unit has begun again by itself, so the journal says whether it had to enrol.
                    await fleet.ReportedAsync(trial.Machine, trial.Name, await BootedAtAsync(trial.Machine));
                    left = (await trial.Machine.JournalAsync()).Contains("Enrolled as", StringComparison.Ordinal) ? "by join file: enrolled by itself after the boot" : "by join file: enrolled before the cut";
                }
                else
                {
                    var enrolled = (await trial.Machine.TryAsync("test", "-e", Identity)).ExitCode == 0;
                    left = enrolled ? "by token: enrolled before the cut" : certified ? "by token: certified, not kept yet, the same line enrolled it" : "by token: not enrolled, the same line enrolled it";
                    var again = await trial.Machine.TryShellAsync(joins[trial.Name]);
                    if (enrolled)
                        again.Error.ShouldContain("this node is enrolled already");
                    else
                        again.ExitCode.ShouldBe(0, again.ToString());
                }

                await fleet.ReportedAsync(trial.Machine, trial.Name, await BootedAtAsync(trial.Machine));
                return left;
            },
        }.RunAsync();
    }

    private static async Task FirstReportAsync(PowerCutRoom room)
    {
        var fleet = new Fleet(room.Coordinator);
        await new Experiment(room, "report, the first one")
        {
            Prepare = async trial => (await trial.Machine.TryShellAsync(JoinLine(room, await room.Coordinator.TokenAsync()) + " --no-start")).ExitCode.ShouldBe(0),
            Action = async trial =>
            {
                var started = Fleet.Now;
                await trial.Machine.TryAsync("systemctl", "start", "acpfleet-agent");
                if (trial.Number < 0)
                    await fleet.ReportedAsync(trial.Machine, trial.Name, started);
            },
            Judge = async trial =>
            {
                var node = await fleet.ReportedAsync(trial.Machine, trial.Name, await BootedAtAsync(trial.Machine));
                return node.Sections.Min(section => section.StoredAt) < await BootedAtAsync(trial.Machine) ? "reported before the cut" : "reported by itself after the boot";
            },
        }.RunAsync();
    }

    private static async Task UpgradeAsync(PowerCutRoom room)
    {
        var fleet = new Fleet(room.Coordinator);
        var agents = new System.Collections.Concurrent.ConcurrentDictionary<string, string>();
        await new Experiment(room, "upgrade of the package")
        {
            Prepare = async trial =>
            {
                var started = Fleet.Now;
                (await trial.Machine.TryShellAsync(JoinLine(room, await room.Coordinator.TokenAsync()))).ExitCode.ShouldBe(0);
                agents[trial.Name] = (await fleet.ReportedAsync(trial.Machine, trial.Name, started)).Id;
                await trial.Machine.RunAsync("sync");
            },
            Action = trial => trial.Machine.TryAsync("dpkg", "--install", PowerCutMachine.OtherPackage),
            Judge = async trial =>
            {
                var machine = trial.Machine;
                // Before anybody does anything: one whole program, and it runs as who it was.
                var digest = await machine.DigestAsync();
                new[] { machine.InstalledDigest, room.OtherDigest }.ShouldContain(digest, "the program is that of one of the two packages");
                (await fleet.ReportedAsync(machine, trial.Name, await BootedAtAsync(machine))).Id.ShouldBe(agents[trial.Name]);
                var state = (await machine.TryAsync("dpkg-query", "--show", "--showformat", "${db:Status-Abbrev} ${Version}", "acpfleet-agent")).Output.Trim();

                // What an administrator does after an upgrade that was interrupted.
                await machine.RunAsync("dpkg", "--configure", "--pending");
                var again = Fleet.Now;
                await machine.RunAsync("dpkg", "--install", PowerCutMachine.OtherPackage);
                (await machine.RunAsync("dpkg", "--audit")).ShouldBeEmpty();
                (await machine.RunAsync("dpkg", "--verify", "acpfleet-agent")).ShouldBeEmpty();
                (await machine.DigestAsync()).ShouldBe(room.OtherDigest);
                (await fleet.ReportedAsync(machine, trial.Name, again)).Id.ShouldBe(agents[trial.Name]);
                return $"dpkg '{state}' with the {(digest == room.OtherDigest ? "new" : "old")} program";
            },
        }.RunAsync();
    }

    /// <summary>Every other one joins by a file, the others by the line that token create prints.</summary>
    private static bool ByFile(Trial trial) => trial.Number % 2 != 0;

    private static string JoinLine(PowerCutRoom room, string token) =>
        $"printf '%s\\n' '{token}' | acpfleet-agent enrol --coordinator {room.Coordinator.Agents} --token-file -";

    private static async Task<DateTimeOffset> BootedAtAsync(PowerCutMachine machine) => Fleet.Now
        - TimeSpan.FromSeconds(double.Parse((await machine.RunAsync("cat", "/proc/uptime")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
}
