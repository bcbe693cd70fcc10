namespace AcpFleet.Coordinator.Identity;

/// <summary>The coordinator's own keys or certificates cannot be used; the message says which file and what to do.</summary>
public sealed class IdentityException : Exception
{
    public IdentityException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
