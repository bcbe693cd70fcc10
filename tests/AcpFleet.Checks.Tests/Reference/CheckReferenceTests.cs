namespace AcpFleet.Checks.Tests.Reference;

public sealed class CheckReferenceTests
{
    private const string Rewrite = "ACPFLEET_UPDATE_DOCS";

    /// <summary>With ACPFLEET_UPDATE_DOCS=1 it writes the pages instead, and then compares.</summary>
    [Fact]
    public void Docs_CheckReference_IsWhatTheDescriptorsSay()
    {
        var directory = RepositoryFiles.Path("docs/checks");
        var pages = CheckReferencePages.All();
        if (Environment.GetEnvironmentVariable(Rewrite) == "1") Write(directory, pages);

        var files = Directory.Exists(directory)
            ? Directory.GetFiles(directory).ToDictionary(file => Path.GetFileName(file), File.ReadAllText)
            : [];

        string.Join(" ", files.Keys.Order(StringComparer.Ordinal)).ShouldBe(string.Join(" ", pages.Keys), customMessage: $"docs/checks has other pages than there are checks; set {Rewrite}=1 and run this test to write them");
        foreach (var (name, text) in pages)
            files[name].ShouldBe(text, customMessage: $"docs/checks/{name} is not what the descriptor says; set {Rewrite}=1 and run this test to write it");
    }

    private static void Write(string directory, SortedDictionary<string, string> pages)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Directory.GetFiles(directory, "*.md"))
        {
            if (!pages.ContainsKey(Path.GetFileName(file))) File.Delete(file);
        }

        foreach (var (name, text) in pages) File.WriteAllText(Path.Combine(directory, name), text);
    }
}
