using AcpFleet.Checks.Text;
using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Json;
using AcpFleet.Cli.Terminal;
using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Commands;

/// <summary><c>acpfleet version</c>: works without any coordinator.</summary>
internal sealed class ShowVersionCommand : CliCommand
{
    private readonly ConnectionOptions _connection = new();

    public ShowVersionCommand(SessionFactory sessions)
        : base("version", "Print the version of this program and, where one is named, of the coordinator.", sessions)
    {
        _connection.AddTo(this);
    }

    public override IReadOnlyList<(string Line, string Purpose)> Examples { get; } =
    [
        ("acpfleet version", "both versions"),
        ("acpfleet --version", "this program's alone, without asking anyone"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        var (coordinator, fault) = await AskAsync(_connection.Read(parsed), session, cancellationToken).ConfigureAwait(false);
        if (session.Json)
        {
            session.WriteJson(new VersionReport(ProductVersion.Text, coordinator), CliJson.Default.VersionReport);
        }
        else
        {
            session.Out.Line($"acpfleet     {ProductVersion.Text}");
            if (coordinator is not null)
                session.Out.Line(SafeText.Of($"coordinator  {coordinator.Version}, fleet {coordinator.Fleet}, protocol {coordinator.ProtocolMajor}.{coordinator.ProtocolMinor}"));
        }

        return fault is null ? ExitCode.Success : throw fault;
    }

    private static async Task<(VersionView? Version, CliFault? Fault)> AskAsync(ConnectionChoice choice, Session session, CancellationToken cancellationToken)
    {
        ConnectionSettings settings;
        try
        {
            settings = ConnectionResolver.Resolve(choice, session.Environment.Variable, localData: session.Environment.CoordinatorData);
        }
        catch (CliFault) when (choice is { Server: null, TokenFile: null, CaFile: null })
        {
            return (null, null);
        }

        try
        {
            using var client = new CoordinatorClient(settings);
            return (await client.GetVersionAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (CliFault fault)
        {
            return (null, fault);
        }
    }
}
