namespace AcpFleet.Protocol.Api;

/// <summary><c>GET /api/v1/version</c>.</summary>
public sealed record VersionView(string Version, string Fleet, int ProtocolMajor, int ProtocolMinor, string CoordinatorId);
