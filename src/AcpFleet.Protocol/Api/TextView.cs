namespace AcpFleet.Protocol.Api;

/// <summary>One text in both languages.</summary>
public sealed record TextView(string En, string Zh);
