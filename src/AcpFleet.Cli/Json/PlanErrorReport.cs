using AcpFleet.Protocol.Api;

namespace AcpFleet.Cli.Json;

/// <summary>One error of a plan in <c>plan validate --output json</c>. Line and column count from 1.</summary>
internal sealed record PlanErrorReport(int Line, int Column, string Path, TextView Message);
