using System.CommandLine;
using AcpFleet.Cli.Quickstart;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet quickstart</c>.</summary>
internal sealed class QuickstartCommand : CliCommand
{
    private readonly Option<string?> _dataDirectory = new("--data-dir")
    {
        Description = "Where coordinator and agent keep their data; reused by the next run. Default: $XDG_DATA_HOME/acpfleet/quickstart, or ~/.local/share/acpfleet/quickstart",
        HelpName = "directory",
    };

    private readonly Option<bool> _exit = new("--exit") { Description = "Stop after the verdict. Exit code 0: ready; 1: not ready. Implied by --output json" };
    private readonly Option<int?> _agentsPort = CreatePort("--agents-port", "agents", PortChoice.Agents);
    private readonly Option<int?> _peoplePort = CreatePort("--people-port", "people and the command line", PortChoice.People);

    public QuickstartCommand(SessionFactory sessions)
        : base("quickstart", "Is this machine fit for the installation? Starts a coordinator and an agent here, reads, judges, tells; changes nothing.", sessions)
    {
        Add(_dataDirectory);
        Add(_exit);
        Add(_agentsPort);
        Add(_peoplePort);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet quickstart", "the verdict, then changes as they come, until Ctrl-C"),
        ("acpfleet quickstart --exit --lang zh", "the verdict in Chinese, then stop"),
        ("acpfleet quickstart --output json | jq '.findings[] | select(.outcome == \"fail\") | .check'", "for scripts"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var options = new QuickstartOptions
        {
            DataDirectory = parsed.GetValue(_dataDirectory) ?? QuickstartPaths.DefaultRoot(session.Environment.Variable),
            AgentsPort = parsed.GetValue(_agentsPort),
            PeoplePort = parsed.GetValue(_peoplePort),
            Exit = parsed.GetValue(_exit) || session.Json,
        };
        return new QuickstartRun(session, options).RunAsync(cancellationToken);
    }

    private static Option<int?> CreatePort(string name, string whom, int usual)
    {
        var option = new Option<int?>(name)
        {
            Description = $"Port of 127.0.0.1 for {whom}; 0 for any. Default: {usual} when it is free, else any",
            HelpName = "port",
        };
        option.Require(port => port is null or (>= 0 and <= 65535), $"{name} takes a port number from 0 to 65535.");
        return option;
    }
}
