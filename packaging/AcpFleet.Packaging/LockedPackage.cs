namespace AcpFleet.Packaging;

/// <summary>A package as a lock file holds it.</summary>
/// <param name="Id">Name and version.</param>
/// <param name="Dependencies">Names of what it needs, packages of the same lock file.</param>
internal sealed record LockedPackage(PackageId Id, IReadOnlyList<string> Dependencies);
