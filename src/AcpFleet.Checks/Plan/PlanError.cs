using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Plan;

/// <summary>One thing that is wrong with a plan's text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Path">Where in the plan, for example <c>nodes[2].roles[0]</c>; empty for the document itself.</param>
/// <param name="Message">What is wrong and what is allowed. May quote the plan.</param>
public sealed record PlanError(int Line, int Column, string Path, LocalizedText Message)
{
    /// <summary>One line for people: <c>fleet.yaml:12:5: nodes[2].roles[0]: …</c>.</summary>
    public string Render(string sourceName, Language language) =>
        Path.Length == 0
            ? $"{sourceName}:{Line}:{Column}: {Message.In(language)}"
            : $"{sourceName}:{Line}:{Column}: {Path}: {Message.In(language)}";
}
