namespace AcpFleet.Agent.Session;

/// <summary>The link ended for a reason that people should read. It is opened again later.</summary>
internal sealed class LinkException(string message) : Exception(message);
