using System.Text.RegularExpressions;
using AcpFleet.Checks.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace AcpFleet.Checks.Tests.Rules;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("linux-generic-hwe-22.04", "linux-*-hwe-*", true)]
    [InlineData("linux-hwe-6.5", "linux-*-hwe-*", false)]
    [InlineData("docker", "docker", true)]
    [InlineData("docker", "docke", false)]
    [InlineData("dockers", "docker", false)]
    [InlineData("docker", "*", true)]
    [InlineData("", "*", true)]
    [InlineData("", "", true)]
    [InlineData("a", "", false)]
    public void Matches_Table_Agrees(string name, string pattern, bool matches) => NamePattern.Matches(name, pattern).ShouldBe(matches);

    [Fact]
    public void Matches_AnyNameAndPattern_AgreesWithAnExpression()
    {
        var name = Gen.Elements('a', 'b').ArrayOf().Where(text => text.Length < 8);
        var pattern = Gen.Elements('a', 'b', '*').ArrayOf().Where(text => text.Length < 8);

        Prop.ForAll(name.Zip(pattern).ToArbitrary(), pair =>
        {
            var (text, wanted) = (new string(pair.Item1), new string(pair.Item2));
            var expression = "^" + string.Join(".*", wanted.Split('*').Select(Regex.Escape)) + @"\z";
            return NamePattern.Matches(text, wanted) == Regex.IsMatch(text, expression);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }
}
