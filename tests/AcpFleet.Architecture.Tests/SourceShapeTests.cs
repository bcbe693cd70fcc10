namespace AcpFleet.Architecture.Tests;

public sealed class SourceShapeTests
{
    private const int MostLines = 500;

    [Fact]
    public void Files_OfEveryProject_HoldOneTypeNamedAfterTheFile()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles)
        {
            var types = SourceText.TopLevelTypes(File.ReadAllText(file)).Distinct().ToList();
            var name = Path.GetFileName(file).Split('.', '{', '`')[0];
            if (types.Count > 1 || (types.Count == 1 && types[0] != name)) wrong.Add($"{Repository.Relative(file)}: {string.Join(", ", types)}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Files_OfEveryProject_AreNotTooLong() =>
        Repository.SourceFiles.Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MostLines).ShouldBeEmpty();

    [Fact]
    public void Names_OfEveryFile_SayWhatItIs() =>
        Repository.SourceFiles.Select(Repository.Relative)
            .Where(file => Path.GetFileNameWithoutExtension(file) is var name
                && (name.EndsWith("Utils", StringComparison.Ordinal) || name.EndsWith("Helpers", StringComparison.Ordinal)
                    || name.EndsWith("Helper", StringComparison.Ordinal) || name.EndsWith("Manager", StringComparison.Ordinal) || name == "Common"))
            .ShouldBeEmpty();

    [Fact]
    public void TrimAndAotWarnings_OfOurCode_AreNotSuppressed()
    {
        Repository.SourceFiles
            .Where(file => File.ReadAllText(file) is var text
                && (text.Contains("UnconditionalSuppressMessage", StringComparison.Ordinal) || text.Contains("warning disable IL", StringComparison.Ordinal)))
            .Select(Repository.Relative).ShouldBeEmpty();
        SourceProject.All
            .Where(project => project.Items("SuppressTrimAnalysisWarnings").Any() || project.Items("NoWarn").Any(item => item.Value.Contains("IL", StringComparison.Ordinal)))
            .Select(project => project.Name).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("namespace A;\npublic sealed class B { class C { } }", "B")]
    [InlineData("namespace A;\ninternal readonly record struct B(int C) { }\nenum D { E }", "B D")]
    [InlineData("namespace A;\n// class X\nclass B { string s = \"class Y {\"; char c = '{'; }\n/* class Z */", "B")]
    [InlineData("namespace A;\nclass B { string s = $\"{(a ? \"{\" : \"}\")} class Y\"; string r = \"\"\"\n { \" class Z\n \"\"\"; }", "B")]
    [InlineData("namespace A;\npublic delegate int B<T>(T x);", "B")]
    [InlineData("namespace A;\ninternal abstract class B<T> : C where T : class { }", "B")]
    [InlineData("namespace A;\nrecord B(string C);", "B")]
    public void TopLevelTypes_Source_AreFound(string source, string types) =>
        SourceText.TopLevelTypes(source).ShouldBe(types.Split(' '));
}
