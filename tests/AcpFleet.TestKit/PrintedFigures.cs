using AcpFleet.TestKit.Processes;

namespace AcpFleet.TestKit;

/// <summary>
/// Figures that a test obtained and that belong into a report: how many kills, how many bytes. They go to
/// artifacts/test-results/figures.txt, which <c>tests/run</c> prints at its end.
/// </summary>
public static class PrintedFigures
{
    private static readonly Lock Gate = new();

    public static void Add(string line)
    {
        var directory = Path.Combine(Repository.Root, "artifacts", "test-results");
        lock (Gate)
        {
            Directory.CreateDirectory(directory);
            File.AppendAllText(Path.Combine(directory, "figures.txt"), line + "\n");
        }
    }
}
