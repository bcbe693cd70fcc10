namespace AcpFleet.Coordinator.Tests.Harness;

internal static class TestLimits
{
    /// <summary>How long a test waits for a signal before it fails: far more than any needs.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(60);
}
