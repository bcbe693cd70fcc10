using System.Collections.Immutable;
using AcpFleet.Checks.Fleet;

namespace AcpFleet.Checks.Catalogue;

/// <summary>Every check, once. A test holds that no check of this assembly is left out.</summary>
internal static class CheckRegistry
{
    /// <summary>Sorted by id.</summary>
    public static ImmutableArray<INodeCheck> NodeChecks { get; } = Sorted<INodeCheck>(check => check.Descriptor.Id,
    [
        new Os.SupportedCheck(),
        new Os.KernelSupportedCheck(),
        new Kernel.ModuleIpVsCheck(),
        new Kernel.ThpNeverCheck(),
        new Memory.SwapDisabledCheck(),
        new Network.HostnameValidCheck(),
        new Network.HostsLocalhostCheck(),
        new Network.ResolvNameserverCheck(),
        new Network.ResolvSearchCheck(),
        new Network.DefaultRouteCheck(),
        new Network.PortsFreeCheck(),
        new Software.ConflictingPackagesCheck(),
    ]);

    /// <summary>Sorted by id.</summary>
    public static ImmutableArray<IFleetCheck> FleetChecks { get; } = Sorted<IFleetCheck>(check => check.Descriptor.Id,
    [
        new HostnameUniqueCheck(),
        new TimezoneUniformCheck(),
        new ClockSkewCheck(),
    ]);

    private static ImmutableArray<T> Sorted<T>(Func<T, string> id, ReadOnlySpan<T> checks)
    {
        var sorted = checks.ToArray();
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(id(left), id(right)));
        return ImmutableArray.Create(sorted);
    }
}
