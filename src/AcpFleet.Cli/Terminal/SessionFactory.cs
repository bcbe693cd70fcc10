using System.CommandLine;

namespace AcpFleet.Cli.Terminal;

/// <summary>The two options of every command, and the session that follows from them.</summary>
internal sealed class SessionFactory(CliEnvironment environment)
{
    public Option<string?> Output { get; } = CreateOutput();

    public Option<string?> Lang { get; } = CreateLang();

    public Session Create(ParseResult parsed) =>
        new(environment, LocaleChoice.Of(parsed.GetValue(Lang), environment.Variable), parsed.GetValue(Output) == "json");

    /// <summary>For a command line that could not be understood: the options may hold anything.</summary>
    public Session CreateForErrors() => new(environment, LocaleChoice.Of(null, environment.Variable), json: false);

    private static Option<string?> CreateOutput()
    {
        var option = new Option<string?>("--output", "-o")
        {
            Description = "table for people, json for scripts",
            HelpName = "table|json",
            Recursive = true,
            DefaultValueFactory = _ => "table",
        };
        option.AcceptOnlyFromAmong("table", "json");
        return option;
    }

    private static Option<string?> CreateLang()
    {
        var option = new Option<string?>("--lang")
        {
            Description = "Language of the output; by default that of LC_ALL, LC_MESSAGES or LANG",
            HelpName = "en|zh",
            Recursive = true,
        };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }
}
