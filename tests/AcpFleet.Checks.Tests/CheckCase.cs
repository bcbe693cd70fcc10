using AcpFleet.Checks.Model;
using AcpFleet.TestKit.Facts;

namespace AcpFleet.Checks.Tests;

/// <summary>One row of a check's table: what is changed on a good node, and what must be found.</summary>
/// <param name="Name">For people.</param>
/// <param name="Change">Made to a good node.</param>
/// <param name="Outcome">Expected.</param>
/// <param name="Says">Something that evidence, problem, hint or note must hold, in English; null: nothing particular.</param>
public sealed record CheckCase(string Name, Action<NodeFactsBuilder> Change, Outcome Outcome, string? Says = null)
{
    public override string ToString() => Name;

    /// <summary>Judges a good node with the change.</summary>
    public Finding Judge(string checkId)
    {
        var finding = Judgement.Of(checkId, new NodeFactsBuilder().With(Change));
        finding.Outcome.ShouldBe(Outcome, $"{Name}: {finding.Actual.En} / {finding.Problem?.En}");
        if (Says is not null) Words(finding).ShouldContain(Says, Case.Sensitive, Name);
        return finding;
    }

    public static string Words(Finding finding) =>
        string.Join(" | ", finding.Actual.En, finding.Problem?.En, finding.Hint?.En, finding.Note?.En);

    /// <summary>Rows for a theory.</summary>
    public static TheoryData<CheckCase> Table(params CheckCase[] cases)
    {
        var table = new TheoryData<CheckCase>();
        foreach (var row in cases) table.Add(row);
        return table;
    }
}
