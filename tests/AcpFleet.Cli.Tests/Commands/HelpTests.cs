using System.CommandLine;
using AcpFleet.Cli.Commands;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs()
    {
        var verbs = new TheoryData<string>();
        foreach (var path in Paths(Root(), ""))
            verbs.Add(path);
        return verbs;
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_EveryVerb_HasADescriptionAndExamplesOfItself(string verb)
    {
        var result = await new CliRun().RunAsync([.. verb.Split(' '), "--help"]);
        result.ExitCode.ShouldBe(ExitCode.Success);
        result.Out.ShouldContain("Description:");
        result.Out.ShouldContain("Usage:");
        var examples = result.Out[result.Out.IndexOf("Examples:", StringComparison.Ordinal)..];
        examples.ShouldContain("acpfleet " + verb);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_NoArguments_ListsTheVerbsAndTheExitCodes()
    {
        var result = await new CliRun().RunAsync();
        result.ExitCode.ShouldBe(ExitCode.Success);
        foreach (var verb in new[] { "quickstart", "nodes", "node", "findings", "readiness", "scan", "token", "plan", "checks", "version", "completion" })
            result.Out.ShouldContain($"\n  {verb}");
        result.Out.ShouldContain("130  interrupted");
    }

    [Fact]
    public void Examples_EveryLine_ParsesAsWritten()
    {
        var root = Root();
        foreach (var command in Verbs(root))
        {
            foreach (var (line, _) in command.Examples)
            {
                var start = line.IndexOf("acpfleet ", StringComparison.Ordinal);
                var own = line[(start + "acpfleet ".Length)..].Split(['|', '>', '<', ')', '&'], 2)[0];
                root.Parse(own.Replace('\'', '"')).Errors.ShouldBeEmpty(line);
            }
        }
    }

    [Theory]
    [InlineData("nodez")]
    [InlineData("findings --outcome maybe")]
    [InlineData("findings --severity high")]
    [InlineData("nodes --output yaml")]
    [InlineData("nodes --lang fr")]
    [InlineData("nodes --timeout 0")]
    [InlineData("nodes --timeout soon")]
    [InlineData("node")]
    [InlineData("node show")]
    [InlineData("token create --uses 0")]
    [InlineData("token create --lifetime 30")]
    [InlineData("token create --lifetime 25h")]
    [InlineData("token revoke")]
    [InlineData("quickstart --agents-port 70000")]
    [InlineData("plan validate")]
    [InlineData("completion tcsh")]
    public async Task Parse_Wrong_IsExitCodeTwoWithTheWayToHelp(string line)
    {
        var result = await new CliRun().RunAsync(line.Split(' '));
        result.ExitCode.ShouldBe(ExitCode.InvalidInput);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldContain("--help");
    }

    [Theory]
    [InlineData("acpfleet to", "token")]
    [InlineData("acpfleet token cr", "create")]
    [InlineData("acpfleet findings --outcome un", "unknown")]
    public async Task Suggest_BeginOfAWord_CompletesIt(string line, string expected)
    {
        var result = await new CliRun().RunAsync($"[suggest:{line.Length}]", line);
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe([expected]);
    }

    private static RootCommand Root() => AcpFleetCommand.Create(new SessionFactory(new CliEnvironment
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OutTraits = StreamTraits.NotATerminal,
        ErrorTraits = StreamTraits.NotATerminal,
        Variable = _ => null,
    }));

    private static IEnumerable<CliCommand> Verbs(Command command) =>
        command.Subcommands.SelectMany(Verbs).Concat(command is CliCommand verb ? [verb] : []);

    private static IEnumerable<string> Paths(Command command, string prefix)
    {
        foreach (var child in command.Subcommands)
        {
            var path = (prefix + " " + child.Name).Trim();
            if (child is CliCommand)
                yield return path;
            foreach (var deeper in Paths(child, path))
                yield return deeper;
        }
    }
}
