using System.Text.RegularExpressions;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Packages;

/// <summary>Manual pages name every option and every command that the programs have, and no other.</summary>
public sealed partial class ManualPageTests
{
    [SkippableTheory]
    [InlineData("agent", "acpfleet-agent.8")]
    [InlineData("coordinator", "acpfleet-coordinator.8")]
    [InlineData("cli", "acpfleet.1")]
    public async Task Options_OfThePageAndOfHelp_AreTheSame(string program, string page)
    {
        var options = new SortedSet<string>(StringComparer.Ordinal);
        await CollectAsync(ProgramOf(program), [], options);

        Documented(page).ShouldBe(options);
        options.Count.ShouldBeGreaterThan(5);
    }

    [SkippableTheory]
    [InlineData("acpfleet-agent.8")]
    [InlineData("acpfleet-coordinator.8")]
    [InlineData("acpfleet.1")]
    [InlineData("acpfleet-agent.yaml.5")]
    public async Task Page_Formatted_HasNoFault(string page)
    {
        var output = await BuiltPackages.RunAsync("groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-rCHECKSTYLE=3", "-P-cbou", BuiltPackages.Packaging($"man/{page}"));

        output.ShouldNotContain("warning:");
        output.ShouldNotContain("error:");
        output.ShouldContain("NAME");
    }

    private static string[] ProgramOf(string name) => name switch
    {
        "agent" => Repository.Agent,
        "coordinator" => Repository.Coordinator,
        _ => Repository.Cli,
    };

    /// <summary>Reads the help of a command and of all below it.</summary>
    private static async Task CollectAsync(string[] program, string[] command, SortedSet<string> options)
    {
        var (code, help) = await TestProcess.RunAsync(null, program, [.. command, "--help"]);
        code.ShouldBe(0, help);
        foreach (Match option in HelpOption().Matches(Section(help, "Options:")))
            options.Add(option.Groups[1].Value);
        foreach (Match below in HelpCommand().Matches(Section(help, "Commands:")))
            await CollectAsync(program, [.. command, below.Groups[1].Value], options);
    }

    /// <summary>Long options in the tagged paragraphs of the page's OPTIONS.</summary>
    private static SortedSet<string> Documented(string page)
    {
        var text = File.ReadAllText(BuiltPackages.Packaging($"man/{page}")).Replace("\\-", "-", StringComparison.Ordinal);
        var section = text[text.IndexOf("\n.SH OPTIONS", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n.SH EXIT STATUS", StringComparison.Ordinal)];
        section = section.Split("\n.SH ENVIRONMENT")[0];
        return [.. PageOption().Matches(section).SelectMany(tag => LongOption().Matches(tag.Value)).Select(option => option.Value)];
    }

    private static string Section(string help, string title)
    {
        var start = help.IndexOf("\n" + title, StringComparison.Ordinal);
        if (start < 0)
            return "";
        var rest = help[(start + title.Length + 1)..];
        var end = rest.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }

    [GeneratedRegex("^  (?:-[^ ]+, )*(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex HelpOption();

    [GeneratedRegex("^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex HelpCommand();

    [GeneratedRegex("\n\\.TP\n[^\n]*")]
    private static partial Regex PageOption();

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex LongOption();
}
