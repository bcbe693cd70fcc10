using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Catalogue;

/// <summary>What every check is.</summary>
public static class CheckCatalogue
{
    private static readonly Dictionary<string, CheckDescriptor> ById =
        CheckRegistry.NodeChecks.Select(check => check.Descriptor)
            .Concat(CheckRegistry.FleetChecks.Select(check => check.Descriptor))
            .ToDictionary(descriptor => descriptor.Id, descriptor => descriptor, StringComparer.Ordinal);

    /// <summary>Descriptors, sorted by id.</summary>
    public static ImmutableArray<CheckDescriptor> All { get; } =
        [.. ById.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    /// <summary>Null when there is no such check.</summary>
    public static CheckDescriptor? Find(string id) => ById.GetValueOrDefault(id);
}
