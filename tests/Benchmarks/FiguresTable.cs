namespace AcpFleet.Benchmarks;

/// <summary>Writes the tables of docs/performance.md.</summary>
internal static class FiguresTable
{
    public static void WriteDaemons(TextWriter output, IReadOnlyList<DaemonFigures> daemons)
    {
        Row(output, "figure", daemons, daemon => daemon.Name, "gate");
        output.WriteLine("|---|" + string.Concat(Enumerable.Repeat("---|", daemons.Count)) + "---|");
        Row(output, "A1 executable, MB", daemons, daemon => Megabytes(daemon.ExecutableBytes), "9");
        Row(output, "A2 package (.deb), MB", daemons, daemon => Megabytes(daemon.PackageBytes), "4");
        Row(output, "A2 installed files, MB", daemons, daemon => Megabytes(daemon.InstalledBytes), "10");
        Row(output, "A3 idle RSS, MiB", daemons, daemon => Invariant($"{daemon.Idle.Rss:0.0}"), "18");
        Row(output, "A3 idle PSS, MiB", daemons, daemon => Invariant($"{daemon.Idle.Pss:0.0}"), "15");
        Row(output, "A4 idle CPU, % of a core", daemons, daemon => Invariant($"{daemon.CpuPercent:0.000}"), "0.1");
        Row(output, "A7 exec to first acknowledged report (ours) or to listening, ms", daemons, daemon => daemon.Start.ToString(), "60");
    }

    public static void WriteCommands(TextWriter output, CommandFigures facts, CommandFigures check, CommandFigures guide)
    {
        output.WriteLine("| command | wall ms | CPU ms | gate (wall) |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine($"| A5 `acpfleet-agent check`: collection and judgement | {check.Wall} | {check.Cpu} | 40 |");
        output.WriteLine($"| `acpfleet-agent facts` | {facts.Wall} | {facts.Cpu} | – |");
        output.WriteLine($"| the guide's commands as a shell script | {guide.Wall} | {guide.Cpu} | – |");
        output.WriteLine(Invariant($"| script / check | {guide.Wall.Median / check.Wall.Median:0.0}× | {guide.Cpu.Median / check.Cpu.Median:0.0}× | – |"));
    }

    private static void Row(TextWriter output, string figure, IReadOnlyList<DaemonFigures> daemons, Func<DaemonFigures, string> cell, string gate) =>
        output.WriteLine($"| {figure} | {string.Join(" | ", daemons.Select(cell))} | {gate} |");

    private static string Megabytes(long? bytes) => bytes is { } known ? Invariant($"{known / 1e6:0.00}") : "–";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
