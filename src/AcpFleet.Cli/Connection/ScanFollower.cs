using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Connection;

/// <summary>Asks for a scan's state until it is completed. The coordinator ends every scan by itself: what does not answer times out there.</summary>
internal sealed class ScanFollower(CoordinatorClient client, TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public async Task<ScanView> FollowAsync(ScanView scan, IProgress<ScanView> progress, CancellationToken cancellationToken)
    {
        var pause = First;
        progress.Report(scan);
        while (scan.State != "completed")
        {
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < Longest ? pause * 1.5 : Longest;
            scan = await client.GetScanAsync(scan.Id, cancellationToken).ConfigureAwait(false);
            progress.Report(scan);
        }

        return scan;
    }
}
