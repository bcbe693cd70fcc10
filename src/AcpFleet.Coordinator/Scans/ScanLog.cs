using AcpFleet.Store.Scans;

namespace AcpFleet.Coordinator.Scans;

internal static partial class ScanLog
{
    [LoggerMessage(1, LogLevel.Information, "scan {ScanId} ({Trigger}) of {Nodes} nodes ended, {Completed} completed")]
    public static partial void Completed(ILogger logger, string scanId, ScanTrigger trigger, int nodes, int completed);

    [LoggerMessage(2, LogLevel.Error, "the progress of scan {ScanId} could not be stored: {Reason}")]
    public static partial void NotStored(ILogger logger, string scanId, string reason);
}
