using AcpFleet.Agent.Files;
using AcpFleet.Protocol.V1;
using Reason = AcpFleet.Protocol.V1.SourceFailure.Types.Reason;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>
/// Installed packages of every package manager that has a database here. A list is read again only when its
/// database's stamp has changed; a list that could not be read is tried again every time.
/// </summary>
internal sealed class PackagesProbe(params IReadOnlyList<IPackageSource> sources) : IProbe
{
    private readonly Dictionary<PackageDatabase.Types.Manager, PackageDatabase> _known = [];

    public SectionKind Kind => SectionKind.Packages;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(90);

    public async ValueTask CollectAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            try
            {
                if (await ReadAsync(source, draft, cancellationToken).ConfigureAwait(false) is { } database)
                    draft.Section.Packages.Databases.Add(database);
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                draft.Fail($"{source.Manager} packages", Reason.ProbeFault, $"{e.GetType().Name}: {e.Message}", "databases");
                draft.Section.Packages.Databases.Add(new PackageDatabase { Manager = source.Manager, Complete = false });
            }
        }

        if (draft.Section.Packages.Databases.Count == 0)
            draft.Fail("a package database", ReadFailure.Missing("neither a dpkg, an rpm nor a snap database was found"), "databases");
    }

    private async ValueTask<PackageDatabase?> ReadAsync(IPackageSource source, SectionDraft draft, CancellationToken cancellationToken)
    {
        if (source.Stamp() is not { } stamp)
        {
            _known.Remove(source.Manager);
            return null;
        }

        if (_known.TryGetValue(source.Manager, out var known) && known.Stamp == stamp)
            return known;
        var packages = await source.ReadAsync(draft, cancellationToken).ConfigureAwait(false);
        var database = new PackageDatabase { Manager = source.Manager, Complete = packages is not null, Stamp = stamp };
        if (packages is null)
        {
            _known.Remove(source.Manager);
            return database;
        }

        database.Packages.Add(packages);
        // Changed while it was read: what was read is reported, and read again next time.
        if (source.Stamp() == stamp)
            _known[source.Manager] = database;
        return database;
    }
}
