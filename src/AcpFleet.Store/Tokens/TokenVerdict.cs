namespace AcpFleet.Store.Tokens;

/// <summary>What a try to use a join token comes to.</summary>
public enum TokenVerdict
{
    /// <summary>It may be used: the answer of a look, never of a use.</summary>
    Usable,

    /// <summary>It was used for this certificate.</summary>
    Issued,

    /// <summary>It had been used for the same key before: the same certificate again.</summary>
    AlreadyIssued,

    /// <summary>No such token, or not its secret.</summary>
    Unknown,
    Expired,
    Spent,
    Revoked,
}
