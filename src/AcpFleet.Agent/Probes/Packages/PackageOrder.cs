using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>By name, then architecture, then version: several kernels have one name.</summary>
internal sealed class PackageOrder : IComparer<Package>
{
    internal static readonly PackageOrder Instance = new();

    public int Compare(Package? x, Package? y)
    {
        var order = string.CompareOrdinal(x?.Name, y?.Name);
        if (order == 0)
            order = string.CompareOrdinal(x?.Architecture, y?.Architecture);
        return order != 0 ? order : string.CompareOrdinal(x?.Version, y?.Version);
    }
}
