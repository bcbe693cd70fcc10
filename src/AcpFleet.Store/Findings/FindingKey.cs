using AcpFleet.Checks.Model;

namespace AcpFleet.Store.Findings;

/// <summary>What makes two findings the same one: the check and <see cref="Subject.Key"/>.</summary>
public readonly record struct FindingKey(string CheckId, string SubjectKey)
{
    public static FindingKey Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new FindingKey(finding.CheckId, finding.Subject.Key);
    }
}
