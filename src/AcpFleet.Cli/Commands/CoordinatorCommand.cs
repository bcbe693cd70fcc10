using System.CommandLine;
using AcpFleet.Cli.Connection;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary>A verb that asks the coordinator.</summary>
internal abstract class CoordinatorCommand : CliCommand
{
    private readonly ConnectionOptions _connection = new();

    protected CoordinatorCommand(string name, string description, SessionFactory sessions)
        : base(name, description, sessions)
    {
    }

    /// <summary>Adds the connection's options; after the command's own, so that help shows those first.</summary>
    protected void AddConnectionOptions() => _connection.AddTo(this);

    protected sealed override async Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken)
    {
        using var client = new CoordinatorClient(ConnectionResolver.Resolve(_connection.Read(parsed), session.Environment.Variable, localData: session.Environment.CoordinatorData));
        return await RunAsync(parsed, session, client, cancellationToken).ConfigureAwait(false);
    }

    protected abstract Task<int> RunAsync(ParseResult parsed, Session session, CoordinatorClient client, CancellationToken cancellationToken);
}
