using System.Collections.Concurrent;
using AcpFleet.TestKit;

namespace AcpFleet.SystemTests.Collector;

/// <summary>The collector against the agent's own probes: the same node, the same facts, the same findings.</summary>
public sealed class CollectorParityTests
{
    [SkippableTheory]
    [InlineData("dash")]
    [InlineData("bash")]
    [InlineData(CollectorScript.Busybox)]
    public async Task Collect_EveryCapturedTree_GivesTheAgentsFactsAndFindings(string shell)
    {
        var collected = new ConcurrentDictionary<string, Protocol.V1.FactsFile>();
        await Parallel.ForEachAsync(
            FixtureTree.Names,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (tree, _) => collected[tree] = await CollectorScript.CollectAsync(shell, "--root", FixtureTree.Path(tree)));

        foreach (var tree in FixtureTree.Names)
        {
            var expected = await AgentsFacts.CollectAsync(FixtureTree.Path(tree));
            collected[tree].Collector.ShouldBe("acpfleet-facts.sh");
            AgentsFacts.Comparable(collected[tree].Facts).ShouldBe(AgentsFacts.Comparable(expected), tree);
            AgentsFacts.Findings(collected[tree].Facts).ShouldBe(AgentsFacts.Findings(expected), tree);
        }
    }

    [SkippableTheory]
    [InlineData("dash")]
    [InlineData(CollectorScript.Busybox)]
    public async Task Collect_ThisMachine_GivesTheAgentsOutcomes(string shell)
    {
        var collected = await CollectorScript.CollectAsync(shell);

        collected.Facts.Sections.Count.ShouldBe(6);
        var expected = Outcomes(await AgentsFacts.CollectAsync("/"));
        var outcomes = Outcomes(collected.Facts);
        outcomes.Keys.ShouldBe(expected.Keys, ignoreOrder: true);
        foreach (var (check, outcome) in outcomes)
        {
            // Only the kernel knows whether its clock is synchronised; without a timedatectl that answers a shell cannot ask it.
            if (check != "time.synchronised" || outcome != "Unknown")
                outcome.ShouldBe(expected[check], check);
        }
    }

    private static Dictionary<string, string> Outcomes(Protocol.V1.NodeFacts facts) =>
        AgentsFacts.Findings(facts).Select(finding => finding.Split(' ')).ToDictionary(words => words[0], words => words[1]);
}
