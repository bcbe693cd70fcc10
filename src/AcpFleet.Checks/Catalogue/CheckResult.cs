using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Catalogue;

/// <summary>What a check found: a <see cref="Finding"/> without what its descriptor and subject say.</summary>
internal sealed record CheckResult
{
    public required Outcome Outcome { get; init; }

    /// <summary>The evidence.</summary>
    public required LocalizedText Actual { get; init; }

    public LocalizedText? Problem { get; init; }

    public LocalizedText? Hint { get; init; }

    public LocalizedText? Note { get; init; }

    public bool RebootPending { get; init; }

    public static CheckResult Pass(LocalizedText actual, LocalizedText? note = null) =>
        new() { Outcome = Outcome.Pass, Actual = actual, Note = note };

    public static CheckResult Fail(LocalizedText actual, LocalizedText problem, LocalizedText hint, LocalizedText? note = null) =>
        new() { Outcome = Outcome.Fail, Actual = actual, Problem = problem, Hint = hint, Note = note };

    public static CheckResult Unknown(LocalizedText actual, LocalizedText problem, LocalizedText hint) =>
        new() { Outcome = Outcome.Unknown, Actual = actual, Problem = problem, Hint = hint };

    public static CheckResult NotApplicable(LocalizedText actual, LocalizedText reason) =>
        new() { Outcome = Outcome.NotApplicable, Actual = actual, Problem = reason };
}
