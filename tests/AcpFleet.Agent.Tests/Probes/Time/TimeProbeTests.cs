using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes;
using AcpFleet.Agent.Probes.Time;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Requirements;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Tests.Probes.Time;

public sealed class TimeProbeTests
{
    [Theory]
    [InlineData("rhel-7.8", "Asia/Shanghai", 28800, "CST-8", "chronyd")]
    [InlineData("rhel-8.6", "Asia/Shanghai", 28800, "CST-8", null)]
    [InlineData("ubuntu-22.04", "Etc/UTC", 0, "UTC0", "systemd-timesyncd")]
    [InlineData("kylin-v10-sp3-x86_64", "Asia/Shanghai", 28800, "CST-8", "chronyd")]
    [InlineData("debian-12", "Etc/UTC", 0, "UTC0", null)]
    public async Task CollectAsync_Tree_GivesZoneAndService(string tree, string name, int offset, string rule, string? service)
    {
        var section = await CollectAsync(FixtureTree.Path(tree));

        section.Time.ZoneName.ShouldBe(name);
        section.Time.UtcOffsetSeconds.ShouldBe(offset);
        section.Time.PosixRule.ShouldBe(rule);
        section.Time.ZoneRulesDigest.Length.ShouldBe(64);
        section.Time.HasSyncService.ShouldBe(service is not null);
        section.Time.SyncService.ShouldBe(service ?? "");
        // A captured tree has no running clock, and says so.
        section.Status.Failures.ShouldHaveSingleItem().Fields.ShouldBe(["synchronised"]);
    }

    [Fact]
    public async Task CollectAsync_NoLocalTime_IsUtc()
    {
        using var tree = new NodeTree();

        var facts = (await CollectAsync(tree.Root)).Time;

        facts.ZoneName.ShouldBe("UTC");
        facts.UtcOffsetSeconds.ShouldBe(0);
        facts.ZoneRulesDigest.ShouldBe((await CollectAsync(FixtureTree.Path("debian-12"))).Time.ZoneRulesDigest);
    }

    [Theory]
    [InlineData(true, Reason.Missing)]
    [InlineData(false, Reason.Malformed)]
    public async Task CollectAsync_ZoneFileNotThereOrNoZone_SaysSo(bool dangling, Reason reason)
    {
        using var tree = new NodeTree();
        if (dangling)
            tree.Link("/etc/localtime", "/usr/share/zoneinfo/Asia/Shanghai");
        else
            tree.Write("/etc/localtime", "Asia/Shanghai\n");

        var section = await CollectAsync(tree.Root);

        var failure = section.Status.Failures.Single(f => f.Source == "/etc/localtime");
        failure.Reason.ShouldBe(reason);
        failure.Fields.ShouldBe(["zone_rules_digest", "utc_offset_seconds", "posix_rule"]);
        section.Time.HasZoneRulesDigest.ShouldBeFalse();
    }

    [SkippableFact]
    public async Task CollectAsync_OffsetOfASummerTimeZone_FollowsTheInjectedClock()
    {
        using var tree = new NodeTree();
        RequiredPart.Need(File.Exists("/usr/share/zoneinfo/Europe/Berlin"), "tzdata. apt-get install tzdata");
        tree.Write("/etc/localtime", await File.ReadAllBytesAsync("/usr/share/zoneinfo/Europe/Berlin"));

        (await CollectAsync(tree.Root, new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero))).Time.UtcOffsetSeconds.ShouldBe(7200);
        (await CollectAsync(tree.Root, new DateTimeOffset(2045, 1, 1, 0, 0, 0, TimeSpan.Zero))).Time.UtcOffsetSeconds.ShouldBe(3600);
    }

    [Fact]
    public async Task CollectAsync_ServiceStartedByHand_IsFoundAmongTheProcesses()
    {
        using var tree = new NodeTree();
        tree.Write("/proc/77/comm", "ntpd\n").Write("/proc/9/comm", "bash\n").Write("/proc/self/comm", "chronyd\n");

        (await CollectAsync(tree.Root)).Time.SyncService.ShouldBe("ntpd");
    }

    [Fact]
    public async Task CollectAsync_ThisMachine_TellsTheClock()
    {
        var section = await CollectAsync("/");

        section.Status.Failures.ShouldBeEmpty();
        section.Time.HasSynchronised.ShouldBeTrue();
        section.Time.Reading.KernelMaxErrorSeconds.ShouldBeGreaterThanOrEqualTo(0);
    }

    private static async Task<Section> CollectAsync(string root, DateTimeOffset? now = null)
    {
        var draft = new SectionDraft(SectionKind.Time);
        await new TimeProbe(new HostRoot(root), new ManualTime(now)).CollectAsync(draft, CancellationToken.None);
        return draft.Section;
    }
}
