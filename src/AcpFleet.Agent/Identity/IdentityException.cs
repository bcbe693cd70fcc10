namespace AcpFleet.Agent.Identity;

/// <summary>The node's identity is missing or unusable, or could not be had. The message is for people and says what to do next.</summary>
internal sealed class IdentityException(string message, Exception? inner = null) : Exception(message, inner);
