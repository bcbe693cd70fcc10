namespace AcpFleet.Checks.Model;

/// <summary>What a finding is about.</summary>
public enum SubjectKind
{
    Node,
    Pair,
    Fleet,
}
