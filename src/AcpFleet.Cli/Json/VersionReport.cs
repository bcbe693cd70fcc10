using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary><c>version --output json</c>. Coordinator is null when none is configured or it was not asked.</summary>
internal sealed record VersionReport(string Version, VersionView? Coordinator);
