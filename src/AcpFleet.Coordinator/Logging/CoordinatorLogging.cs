using AcpFleet.Daemon;
using Serilog;
using Serilog.Events;

namespace AcpFleet.Coordinator.Logging;

/// <summary>Standard error (as the journal wants it, where it is the journal), and a rolling file in the data directory.</summary>
internal static class CoordinatorLogging
{
    private const long LargestFile = 32L * 1024 * 1024;
    private const int KeptFiles = 10;

    public static Serilog.ILogger Create(string dataDirectory, bool toFile)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Console(new OneLineFormatter(forJournal: JournalStream.IsStandardError()), standardErrorFromLevel: LogEventLevel.Verbose);
        if (toFile)
        {
            configuration.WriteTo.File(
                new OneLineFormatter(forJournal: false),
                Path.Combine(dataDirectory, "log", "coordinator-.log"),
                rollingInterval: RollingInterval.Day,
                fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: KeptFiles);
        }

        return configuration.CreateLogger();
    }
}
