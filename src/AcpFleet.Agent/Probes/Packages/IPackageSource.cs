using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>The database of one package manager.</summary>
internal interface IPackageSource
{
    PackageDatabase.Types.Manager Manager { get; }

    /// <summary>What changes whenever the database does, without reading it; null: this node has no such database.</summary>
    string? Stamp();

    /// <summary>The packages sorted by name, or null with the failures noted.</summary>
    ValueTask<List<Package>?> ReadAsync(SectionDraft draft, CancellationToken cancellationToken);
}
