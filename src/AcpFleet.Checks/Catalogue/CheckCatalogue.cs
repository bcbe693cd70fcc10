using System.Collections.Immutable;
using AcpFleet.Checks.Model;

namespace AcpFleet.Checks.Catalogue;

/// <summary>Every check there is.</summary>
public static class CheckCatalogue
{
    /// <summary>Descriptors, sorted by id.</summary>
    public static ImmutableArray<CheckDescriptor> All { get; } = [];

    /// <summary>Null when there is no such check.</summary>
    public static CheckDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);
}
