namespace AcpFleet.Protocol.Api;

/// <summary>Body of <c>POST /api/v1/scans</c>: names or ids of nodes; null or empty means all.</summary>
public sealed record ScanRequestBody(IReadOnlyList<string>? Nodes);
