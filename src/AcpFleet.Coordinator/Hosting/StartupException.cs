namespace AcpFleet.Coordinator.Hosting;

/// <summary>The coordinator cannot start as it was told to; the message says why and what to do.</summary>
public sealed class StartupException : Exception
{
    public StartupException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
