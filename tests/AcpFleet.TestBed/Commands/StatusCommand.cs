using AcpFleet.TestBed.Beds;

namespace AcpFleet.TestBed.Commands;

/// <summary>Lists beds and their nodes.</summary>
internal static class StatusCommand
{
    public static async Task<int> RunAsync()
    {
        BedTool.Demand([]);
        var records = BedRecords.All();
        if (records.Count == 0)
            Console.WriteLine("No bed. tests/testbed up makes one.");
        foreach (var record in records)
        {
            Console.WriteLine($"{record.Id}: this machine is {record.Gateway} on {record.Bridge}; {Owner(record)}");
            for (var place = 0; place < record.Nodes.Count; place++)
                Console.WriteLine($"  {record.Nodes[place].Name,-8} {record.NodeAddress(place),-14} {record.Nodes[place].Kind,-20} {await StateAsync(record, place)}");
        }

        return 0;
    }

    private static string Owner(BedRecord record) => record switch
    {
        { Kept: true } => "stands until tests/testbed down",
        { Abandoned: true } => "its owner died; the next bed or tests/testbed down removes it",
        _ => $"belongs to process {record.Owner.Id}",
    };

    private static async Task<string> StateAsync(BedRecord record, int place)
    {
        if (!record.Nodes[place].IsContainer)
            return "";
        try
        {
            return (await StandingNode.Attach(record, place).TryAsync(["systemctl", "is-system-running"])).Output.Trim();
        }
        catch (BedException)
        {
            return "not running";
        }
    }
}
