using AcpFleet.Checks.Text;
using AcpFleet.Cli.Terminal;

namespace AcpFleet.Cli.Offline;

/// <summary>Reads all files of a fleet, or says of every one that cannot be taken why.</summary>
internal static class CarriedFiles
{
    private const int MostFiles = 10_000;

    /// <exception cref="CliFault">One or more files cannot be taken: all of them are named.</exception>
    public static IReadOnlyList<CarriedFile> Read(IReadOnlyList<string> paths, Session session, CancellationToken cancellationToken)
    {
        if (paths.Count > MostFiles)
            throw new CliFault(ExitCode.InvalidInput, $"{paths.Count} files were given; at most {MostFiles} are taken.");
        if (paths.Count(path => path == "-") > 1)
            throw new CliFault(ExitCode.InvalidInput, "Standard input (-) was given more than once.", "Write each node's facts to a file of its own.");
        var read = new CarriedFile?[paths.Count];
        var faults = new string?[paths.Count];
        var status = new StatusLine(session.Error, session.Time);
        var shown = new Lock();
        var done = 0;
        Parallel.For(0, paths.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            var name = FactsFileReader.NameOf(paths[index]);
            try
            {
                read[index] = new CarriedFile(name, FactsFileReader.Read(paths[index], session.Environment));
            }
            catch (FormatException wrong)
            {
                faults[index] = $"{name}: {wrong.Message}";
            }

            lock (shown)
                status.Show($"{++done}/{paths.Count}  {SafeText.Of(name, 80)}");
        });
        status.Clear();
        var files = read.OfType<CarriedFile>().ToList();
        List<string> wrong = [.. faults.OfType<string>(), .. SameNode.Of(files)];
        if (wrong.Count == 0)
            return files;
        throw new CliFault(ExitCode.InvalidInput, wrong.Count == 1 ? "A facts file cannot be taken:" : $"{wrong.Count} facts files cannot be taken:",
            "Nothing was judged. Collect those nodes again, or leave the files out.") { Details = wrong };
    }
}
