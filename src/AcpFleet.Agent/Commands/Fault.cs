using AcpFleet.Checks.Text;

namespace AcpFleet.Agent.Commands;

/// <summary>Says what went wrong on standard error, in one line.</summary>
internal static class Fault
{
    public static int Say(string message, int exitCode)
    {
        Console.Error.WriteLine($"acpfleet-agent: {SafeText.Of(message)}");
        return exitCode;
    }
}
