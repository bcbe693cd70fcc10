using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary><c>node show --output json</c>.</summary>
internal sealed record NodeReport(NodeView Node, IReadOnlyList<FindingView> Findings);
