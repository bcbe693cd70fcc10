namespace AcpFleet.Agent.Policy;

/// <summary>
/// The policy in force on this node. No coordinator can change it. Whatever is wrong with its file, the answer is the
/// strictest mode, and the reason is told to everybody who asks.
/// </summary>
/// <param name="Mode">In force.</param>
/// <param name="Problem">Why this is not what the file says, for people; null when it is.</param>
internal sealed record LocalPolicy(PolicyMode Mode, string? Problem)
{
    /// <summary>As in the file, on the wire and in the status.</summary>
    public string ModeName => Mode switch
    {
        PolicyMode.Observe => "observe",
        _ => throw new ArgumentOutOfRangeException(nameof(Mode), Mode, "no such mode"),
    };

    public static LocalPolicy ObserveBecause(string problem) => new(PolicyMode.Observe, problem);

    public override string ToString() => Problem is null ? ModeName : $"{ModeName}, because {Problem}";
}
