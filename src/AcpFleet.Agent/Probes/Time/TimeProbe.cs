using AcpFleet.Agent.Files;
using AcpFleet.Agent.Native;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Time;

/// <summary>The time zone by its rules, and whether something keeps the clock right.</summary>
internal sealed class TimeProbe(HostRoot root, TimeProvider timeProvider) : IProbe
{
    private const string LocalTimePath = "/etc/localtime";
    private const int ZoneFileCap = 256 * 1024;

    private readonly SyncService _service = new(root, timeProvider);

    public SectionKind Kind => SectionKind.Time;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(15);

    public ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        draft.Part(LocalTimePath, ZoneName, "zone_name");
        draft.Part(LocalTimePath, Zone, "zone_rules_digest", "utc_offset_seconds", "posix_rule");
        draft.Part("adjtimex", Clock, "synchronised");
        draft.Part("time services", Service, "sync_service");
        return ValueTask.CompletedTask;
    }

    private void ZoneName(SectionDraft draft)
    {
        if (root.LinkTarget(LocalTimePath) is { } target && NameInPath(target) is { } name)
            draft.Section.Time.ZoneName = name;
        else if (root.ReadText("/etc/timezone", HostRoot.ValueCap).Value is { } text && text.AsSpan().Trim() is { IsEmpty: false } written)
            draft.Section.Time.ZoneName = FactText.Name(written);
        else if (!root.Exists(LocalTimePath) && root.LinkTarget(LocalTimePath) is null)
            draft.Section.Time.ZoneName = "UTC";
    }

    private void Zone(SectionDraft draft)
    {
        ReadOnlySpan<string> fields = ["zone_rules_digest", "utc_offset_seconds", "posix_rule"];
        var read = root.ReadBytes(LocalTimePath, ZoneFileCap);
        ZoneFile? zone;
        if (read.TryGet(out var bytes, out var failure))
        {
            if (!ZoneFile.Parse(bytes).TryGet(out zone, out failure))
            {
                draft.Fail(LocalTimePath, failure, fields);
                return;
            }
        }
        else if (failure.IsMissing && root.LinkTarget(LocalTimePath) is null)
        {
            zone = ZoneFile.Utc; // localtime(5): without the file local time is UTC
        }
        else
        {
            draft.Fail(LocalTimePath, failure, fields);
            return;
        }

        var facts = draft.Section.Time;
        facts.ZoneRulesDigest = ZoneRules.Digest(zone);
        facts.UtcOffsetSeconds = zone.OffsetAt(timeProvider.GetUtcNow().ToUnixTimeSeconds());
        if (zone.Footer is { } footer)
            facts.PosixRule = footer;
    }

    private void Clock(SectionDraft draft)
    {
        if (!root.IsLive)
        {
            draft.Fail("adjtimex", ReadFailure.Missing("a captured tree has no clock to ask"), "synchronised");
            return;
        }

        if (KernelClock.Read() is not { } clock)
        {
            draft.Fail("adjtimex", ReadFailure.Unreadable("the kernel refused to tell the state of its clock"), "synchronised");
            return;
        }

        draft.Section.Time.Synchronised = clock.Synchronised;
        draft.Section.Time.Reading = new ClockReading { KernelOffsetSeconds = clock.OffsetSeconds, KernelMaxErrorSeconds = clock.MaxErrorSeconds };
    }

    private void Service(SectionDraft draft)
    {
        if (_service.Running() is { } service)
            draft.Section.Time.SyncService = service;
    }

    /// <summary>"Asia/Shanghai" of "../usr/share/zoneinfo/Asia/Shanghai"; null when the path leads elsewhere.</summary>
    internal static string? NameInPath(string target)
    {
        const string directory = "/zoneinfo/";
        var at = target.LastIndexOf(directory, StringComparison.Ordinal);
        return at < 0 || at + directory.Length == target.Length ? null : FactText.Name(target.AsSpan(at + directory.Length));
    }
}
