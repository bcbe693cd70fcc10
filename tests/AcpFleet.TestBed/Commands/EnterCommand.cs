using AcpFleet.TestBed.Host;

namespace AcpFleet.TestBed.Commands;

/// <summary>Runs a program on a node, on this terminal.</summary>
internal static class EnterCommand
{
    public static Task<int> RunAsync(string node, IReadOnlyList<string> command)
    {
        Beds.BedTool.Demand([]);
        return HostProgram.AttachAsync([.. StandingNode.Find(node).EnterPrefix(), $"TERM={Environment.GetEnvironmentVariable("TERM") ?? "dumb"}", .. command]);
    }
}
