using System.Text.Json.Nodes;

namespace AcpFleet.Grpc.Tests.Interop.Peers;

/// <summary>One call for a driver in any language; travels to it as JSON.</summary>
public sealed record CallPlan
{
    public required string Kind { get; init; }

    /// <summary>The method whose message types are used.</summary>
    public required string Method { get; init; }

    /// <summary>The path that is called, if not the method's.</summary>
    public string? Path { get; init; }

    public IReadOnlyList<JsonNode> Requests { get; init; } = [];

    /// <summary>Names and values; those ending in -bin in base64.</summary>
    public IReadOnlyList<string[]> Metadata { get; init; } = [];

    public int? TimeoutMs { get; init; }

    public bool Gzip { get; init; }

    /// <summary>Cancel when so many replies came; -1: never.</summary>
    public int CancelAfter { get; init; } = -1;

    /// <summary>Whether a duplex call's request stream stays open after the last request.</summary>
    public bool KeepOpen { get; init; }

    public int MaxReceive { get; init; } = 4 * 1024 * 1024;
}
