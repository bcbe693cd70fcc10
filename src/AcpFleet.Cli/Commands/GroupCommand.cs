using System.CommandLine;

namespace AcpFleet.Cli.Commands;

/// <summary>A noun that only holds verbs.</summary>
internal sealed class GroupCommand : Command
{
    public GroupCommand(string name, string description, params ReadOnlySpan<Command> verbs)
        : base(name, description)
    {
        foreach (var verb in verbs)
            Add(verb);
    }
}
