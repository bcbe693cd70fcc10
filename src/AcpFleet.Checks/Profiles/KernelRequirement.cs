using System.Collections.Immutable;

namespace AcpFleet.Checks.Profiles;

/// <summary>节点检查, 操作系统和内核.</summary>
public sealed record KernelRequirement
{
    /// <summary>The boot parameter's name: <c>transparent_hugepage</c>.</summary>
    public required string HugePageParameter { get; init; }

    /// <summary>The value it must have: <c>never</c>.</summary>
    public required string HugePageValue { get; init; }

    /// <summary>Modules of IP virtual server, with underscores.</summary>
    public required ImmutableArray<string> IpVsModules { get; init; }
}
