using AcpFleet.Checks.Text;
using System.CommandLine;
using System.Text;
using AcpFleet.Checks.Plan;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Plans;
using AcpFleet.Cli.Terminal;
using AcpFleet.Files;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet plan init</c>.</summary>
internal sealed class InitPlanCommand : CliCommand
{
    private readonly ConnectionOptions _connection = new();

    private readonly Option<string> _file = new("--file", "-f")
    {
        Description = "Where to write it; - for standard output",
        HelpName = "file",
        DefaultValueFactory = _ => "fleet.yaml",
    };

    private readonly Option<string?> _name = new("--name") { Description = "The fleet's name; by default the coordinator's", HelpName = "name" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the file if there is one" };
    private readonly Option<bool> _offline = new("--offline") { Description = "Ask no coordinator: write an example node instead of the connected ones" };

    public InitPlanCommand(SessionFactory sessions)
        : base("init", "Write a fleet plan to begin with: every key explained, the nodes taken from the connected agents.", sessions)
    {
        Add(_file);
        Add(_name);
        Add(_force);
        Add(_offline);
        _connection.AddTo(this);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet plan init", "writes fleet.yaml here; never over an existing one"),
        ("acpfleet plan init --offline --name global-prod --file -", "print one, without any coordinator"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var path = parsed.GetValue(_file)!;
        var force = parsed.GetValue(_force);
        if (path != "-" && !force && Path.Exists(path))
            throw Exists(path);
        var (fleet, nodes) = parsed.GetValue(_offline)
            ? ("my-fleet", [])
            : await AskAsync(_connection.Read(parsed), session, cancellationToken).ConfigureAwait(false);
        var text = FleetPlanTemplate.Write(parsed.GetValue(_name) ?? fleet, nodes);
        if (path == "-")
        {
            session.Out.Writer.Write(text);
            return ExitCode.Success;
        }

        Write(path, text, force);
        session.Error.Paragraph(SafeText.Of(session.Error.Say(PlanSentences.Written(path, nodes.Count))));
        return ExitCode.Success;
    }

    private static async Task<(string Fleet, IReadOnlyList<PlanTemplateNode> Nodes)> AskAsync(ConnectionChoice choice, Session session, CancellationToken cancellationToken)
    {
        using var client = new CoordinatorClient(ConnectionResolver.Resolve(choice, session.Environment.Variable, localData: session.Environment.CoordinatorData));
        var version = await client.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        return (version.Fleet, await new PlanNodeSource(client).ListAsync(cancellationToken).ConfigureAwait(false));
    }

    private static void Write(string path, string text, bool force)
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        var content = Encoding.UTF8.GetBytes(text);
        try
        {
            if (force)
            {
                DurableFile.Write(path, content, mode);
                return;
            }

            // Created exclusively: a file that appeared since the first look is not written over either.
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode });
            file.Write(content);
        }
        catch (IOException) when (!force && Path.Exists(path))
        {
            throw Exists(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliFault(ExitCode.LocalFailure, $"{path} cannot be written: {failure.Message}", "Choose another place with --file.", failure);
        }
    }

    private static CliFault Exists(string path) =>
        new(ExitCode.InvalidInput, $"{path} exists; it was not touched.", "Give another --file, or --force to replace it.");
}
