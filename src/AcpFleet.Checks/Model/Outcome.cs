namespace AcpFleet.Checks.Model;

/// <summary>Outcome of one check on one subject. Exactly these five.</summary>
public enum Outcome
{
    Pass,
    Fail,

    /// <summary>A fact is missing, stale or not measured, or its probe failed. Never a pass.</summary>
    Unknown,

    /// <summary>The check's condition does not hold for the subject.</summary>
    NotApplicable,

    /// <summary>Failing or unknown, and accepted by a named operator until a date. It keeps running and showing.</summary>
    Waived,
}
