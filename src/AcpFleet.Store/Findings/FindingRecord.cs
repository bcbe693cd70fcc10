using AcpFleet.Checks.Model;

namespace AcpFleet.Store.Findings;

/// <summary>A finding as it stands now.</summary>
/// <param name="FirstSeenAt">When its present outcome was first seen.</param>
/// <param name="LastChangedAt">When outcome or evidence last changed.</param>
public sealed record FindingRecord(Finding Finding, DateTimeOffset FirstSeenAt, DateTimeOffset LastChangedAt)
{
    public FindingKey Key => FindingKey.Of(Finding);
}
