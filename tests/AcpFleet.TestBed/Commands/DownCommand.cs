using AcpFleet.TestBed.Beds;

namespace AcpFleet.TestBed.Commands;

/// <summary>Takes beds away: those left standing, and those whose owner died.</summary>
internal static class DownCommand
{
    public static async Task<int> RunAsync(bool all)
    {
        BedTool.Demand([]);
        var progress = new Progress();
        foreach (var record in BedRecords.All())
        {
            if (!all && !record.Kept && !record.Abandoned)
            {
                progress.Say($"{record.Id} belongs to process {record.Owner.Id}, which runs: left alone (--all takes it too)");
                continue;
            }

            await BedRemoval.RemoveAsync(record);
            progress.Say($"{record.Id} is gone");
        }

        return 0;
    }
}
