using System.Collections.Immutable;
using System.Net;

namespace AcpFleet.Checks.Plan;

/// <summary>One of <c>nodes</c>.</summary>
public sealed record PlanNode
{
    /// <summary>The node's host name.</summary>
    public required string Name { get; init; }

    public required IPAddress Address { get; init; }

    /// <summary>With dual stack: its second address.</summary>
    public IPAddress? Ipv6 { get; init; }

    /// <summary>Never empty; an installer is a control-plane node too.</summary>
    public required NodeRoles Roles { get; init; }

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
