namespace AcpFleet.Cli.Terminal;

/// <summary>What stands behind one of the two output streams.</summary>
/// <param name="IsTerminal">A person may be watching: colours and live progress are allowed.</param>
/// <param name="Width">Columns, when it is a terminal.</param>
internal sealed record StreamTraits(bool IsTerminal, int Width)
{
    public static StreamTraits NotATerminal { get; } = new(false, 0);
}
