namespace AcpFleet.Agent.Files;

/// <summary>
/// Remembers the names in directories of a real file system (never /proc or /sys) by the directory's own stamp, which
/// changes with every name that comes or goes.
/// </summary>
internal sealed class ListingCache(HostRoot root)
{
    private readonly Dictionary<string, (string Stamp, DirectoryListing Listing)> _known = new(StringComparer.Ordinal);

    internal DirectoryListing List(string path)
    {
        if (root.StatusOf(path) is not { } status)
            return root.List(path);
        if (_known.TryGetValue(path, out var known) && known.Stamp == status.Stamp)
            return known.Listing;
        var listing = root.List(path);
        // A change within the clock tick of the last one leaves the stamp as it is: fresh directories are not remembered.
        // Against the real clock, since the file system's stamps are of that one.
        if (listing.Failure is null && TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - status.ModifiedSeconds > 2)
            _known[path] = (status.Stamp, listing);
        return listing;
    }
}
