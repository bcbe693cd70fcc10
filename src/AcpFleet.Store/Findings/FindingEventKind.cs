namespace AcpFleet.Store.Findings;

/// <summary>What happened to a finding. Stored by name: names never change.</summary>
public enum FindingEventKind
{
    /// <summary>It was not there before.</summary>
    Appeared,

    /// <summary>Its outcome changed.</summary>
    OutcomeChanged,

    /// <summary>It is there no more.</summary>
    Disappeared,
}
