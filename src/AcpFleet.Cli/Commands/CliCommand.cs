using System.CommandLine;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Commands;

/// <summary>One verb: its options, its examples and what it does.</summary>
internal abstract class CliCommand : Command
{
    protected CliCommand(string name, string description, SessionFactory sessions)
        : base(name, description)
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed, sessions.Create(parsed), cancellationToken));
    }

    /// <summary>Lines for the end of --help: a command line, and what it is for.</summary>
    public abstract IReadOnlyList<(string Line, string Purpose)> Examples { get; }

    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, Session session, CancellationToken cancellationToken);
}
