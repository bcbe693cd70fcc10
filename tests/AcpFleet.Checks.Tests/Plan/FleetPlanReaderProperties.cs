using AcpFleet.Checks.Plan;
using FsCheck;
using FsCheck.Fluent;

namespace AcpFleet.Checks.Tests.Plan;

public sealed class FleetPlanReaderProperties
{
    private static readonly string[] Pieces =
    [
        "\n", "\n  ", "\n- ", ": ", "- ", "[", "]", "{", "}", ",", "&a", "*a", "!!str ", "<<: ", "|\n", ">-\n", "\"", "'", "#", "---\n", "...\n", "%YAML 1.2\n",
        "?", "~", "null", "true", "1e999", "\t", "\u0000", "\uD800", "\u2028", "nodes", "network: {", "apiVersion: acpfleet/v1", "name", "waivers:", "@", "`", "\\",
    ];

    [Fact]
    public void Read_RandomPieces_NeverThrowsAndHasAPlanOrErrors()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(string.Concat);

        Prop.ForAll(texts.ToArbitrary(), Sound).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));
    }

    [Fact]
    public void Read_AnyText_NeverThrowsAndHasAPlanOrErrors() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), Sound).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Read_MutatedPlan_NeverThrowsAndHasAPlanOrErrors()
    {
        var mutation = Gen.Choose(0, PlanTexts.EveryKey.Length - 1).Zip(Gen.Choose(0, 12)).Zip(Gen.Elements(Pieces));
        var texts = mutation.ListOf().Select(list =>
        {
            var text = PlanTexts.EveryKey;
            foreach (var ((at, length), piece) in list.Take(4))
            {
                var from = Math.Min(at, text.Length);
                text = text.Remove(from, Math.Min(length, text.Length - from)).Insert(from, piece);
            }

            return text;
        });

        Prop.ForAll(texts.ToArbitrary(), Sound).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static bool Sound(string text)
    {
        var result = FleetPlanReader.Read(text, "fleet.yaml");
        return (result.Plan is null) == (result.Errors.Length > 0)
            && result.Errors.All(error => error is { Line: > 0, Column: > 0, Message.En.Length: > 0, Message.Zh.Length: > 0 });
    }
}
