using System.Text;
using Spectre.Console;

namespace AcpFleet.Cli.Terminal;

/// <summary>One output stream as Spectre sees it.</summary>
internal sealed class ScreenOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => width;

    public int Height => 50;

    public void SetEncoding(Encoding encoding)
    {
        // The stream's encoding is the process's own; there is nothing to set.
    }
}
