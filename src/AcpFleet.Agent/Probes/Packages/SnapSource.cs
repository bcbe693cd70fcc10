using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Text;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Agent.Probes.Packages;

/// <summary>
/// Snaps by the files that snapd keeps, one NAME_REVISION.snap for each revision; the version of the current revision
/// stands in its mounted meta/snap.yaml. snapd itself is not asked: it may be stopped, and its answer takes a socket.
/// </summary>
internal sealed class SnapSource(HostRoot root) : IPackageSource
{
    private const string FilesPath = "/var/lib/snapd/snaps";
    private const string Suffix = ".snap";

    // Ubuntu's mount point and that of Red Hat's family.
    private static readonly string[] MountPoints = ["/snap", "/var/lib/snapd/snap"];

    public PackageDatabase.Types.Manager Manager => PackageDatabase.Types.Manager.Snap;

    public string? Stamp()
    {
        if (root.StatusOf(FilesPath) is not { } status)
            return null;
        var stamp = $"{FilesPath}:{status.Stamp}";
        if (status.IsDirectory)
        {
            // A revert changes only which revision is current.
            foreach (var name in Names(root.List(FilesPath).Names))
                stamp += $"|{name}@{Current(name).Revision}";
        }

        return stamp;
    }

    public ValueTask<List<Package>?> ReadAsync(SectionDraft draft, CancellationToken cancellationToken)
    {
        var listing = root.List(FilesPath);
        if (listing.Failure is { } failure)
        {
            draft.Fail(FilesPath, failure, "databases");
            return ValueTask.FromResult<List<Package>?>(null);
        }

        var packages = new List<Package>();
        foreach (var name in Names(listing.Names))
        {
            var (revision, directory) = Current(name);
            var version = directory is not null && root.ReadText(directory + "/meta/snap.yaml").Value is { } text ? Version(text) : null;
            packages.Add(new Package { Name = name, Version = version ?? (revision is null ? "" : "revision " + revision) });
        }

        return ValueTask.FromResult<List<Package>?>(packages);
    }

    /// <summary>The names of snaps, each once and sorted, from the names of their files.</summary>
    internal static SortedSet<string> Names(IReadOnlyList<string> files)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var end = file.EndsWith(Suffix, StringComparison.Ordinal) ? file.LastIndexOf('_') : -1;
            if (end > 0)
                names.Add(FactText.Name(file.AsSpan(0, end)));
        }

        return names;
    }

    /// <summary>The version line of a snap.yaml; a whole YAML reader is not needed for a scalar at the left margin.</summary>
    internal static string? Version(string text)
    {
        foreach (var line in new TextLines(text))
        {
            if (line.StartsWith("version:"))
                return FactText.Name(line["version:".Length..].Trim(" \t").Trim("'\"")) is { Length: > 0 } version ? version : null;
        }

        return null;
    }

    private (string? Revision, string? Directory) Current(string name)
    {
        foreach (var mountPoint in MountPoints)
        {
            if (root.LinkTarget($"{mountPoint}/{name}/current") is { } revision)
                return (FactText.Name(revision), $"{mountPoint}/{name}/current");
        }

        return (null, null);
    }
}
