using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Packages;

/// <summary>lintian and rpmlint have nothing to say that packaging/ does not explain.</summary>
public sealed class LintTests
{
    public static TheoryData<string> Names => [.. BuiltPackages.Names];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Lintian_OfAPackage_HasNothingToSay(string name)
    {
        RequiredPart.NeedProgram("lintian", "apt-get install lintian");
        var (code, output) = await TestProcess.RunAsync(
            null, ["lintian"], "--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", BuiltPackages.Find(name, "deb"));

        code.ShouldBe(0, output);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Rpmlint_OfAPackage_HasNothingToSay(string name)
    {
        RequiredPart.NeedProgram("rpmlint", "apt-get install rpmlint");
        var (code, output) = await TestProcess.RunAsync(
            null, ["rpmlint"], "--config", BuiltPackages.Packaging("rpm/rpmlint.toml"), BuiltPackages.Find(name, "rpm"));

        code.ShouldBe(0, output);
        output.ShouldContain("0 errors, 0 warnings");
    }

    [Fact]
    public void Overrides_Always_AreExplained()
    {
        foreach (var file in Directory.GetFiles(BuiltPackages.Packaging("deb/lintian")).Append(BuiltPackages.Packaging("rpm/rpmlint.toml")))
        {
            var explained = false;
            foreach (var line in File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line is not "Filters = [" and not "]"))
            {
                var comment = line.StartsWith('#');
                (comment || explained).ShouldBeTrue($"{file}: '{line}' stands without a reason above it");
                explained = true;
            }
        }
    }
}
