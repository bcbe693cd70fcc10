using AcpFleet.Agent.Files;

namespace AcpFleet.Agent.Probes.Systemd;

/// <summary>
/// What systemd's unit files say, read as systemd reads them (systemd.unit(5)) and without asking it: the first
/// directory that holds a name wins, a link to /dev/null masks, a link in a .wants or .requires directory of the
/// configuration enables.
/// </summary>
internal sealed class UnitFiles(HostRoot root)
{
    private const string Configuration = "/etc/systemd/system";
    private const string Runtime = "/run/systemd/system";
    private const string Mask = "/dev/null";

    private static readonly string[] Directories =
    [
        Configuration, Runtime, "/usr/local/lib/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system",
    ];

    private readonly ListingCache _listings = new(root);

    /// <summary>Unit files with a suffix, by name, where the first of a name counts; masked ones too.</summary>
    internal SortedDictionary<string, string> WithSuffix(string suffix, out ReadFailure? failure)
    {
        failure = null;
        var units = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var directory in Directories)
        {
            var listing = _listings.List(directory);
            failure ??= listing.Failure;
            foreach (var name in listing.Names)
            {
                if (name.EndsWith(suffix, StringComparison.Ordinal))
                    units.TryAdd(name, $"{directory}/{name}");
            }
        }

        return units;
    }

    /// <summary>The unit's state as <c>systemctl is-enabled</c> names it: enabled, enabled-runtime, linked, masked, disabled, static, not-found.</summary>
    internal string StateOf(string unit)
    {
        string? fragment = null;
        foreach (var directory in Directories)
        {
            var path = $"{directory}/{unit}";
            var target = root.LinkTarget(path);
            if (target is null && root.StatusOf(path) is null)
                continue;
            if (target == Mask || (target is null && root.StatusOf(path) is { Size: 0, IsRegular: true }))
                return directory == Runtime ? "masked-runtime" : "masked";
            fragment ??= path;
        }

        if (fragment is null)
            return "not-found";
        if (IsWantedBelow(Configuration, unit))
            return "enabled";
        if (IsWantedBelow(Runtime, unit))
            return "enabled-runtime";
        if (fragment.StartsWith(Configuration + "/", StringComparison.Ordinal) && root.LinkTarget(fragment) is not null)
            return "linked";
        return root.ReadText(fragment).Value is { } text && UnitText.HasSection(text, "Install") ? "disabled" : "static";
    }

    /// <summary>Whether the boot pulls the unit in, by a link of the configuration, of the runtime or of the vendor's.</summary>
    internal bool IsPulledIn(string unit)
    {
        foreach (var directory in Directories)
        {
            if (IsWantedBelow(directory, unit))
                return true;
        }

        return false;
    }

    internal bool IsMasked(string path) =>
        root.LinkTarget(path) is { } target ? target == Mask : root.StatusOf(path) is { Size: 0, IsRegular: true };

    private bool IsWantedBelow(string directory, string unit)
    {
        foreach (var name in _listings.List(directory).Names)
        {
            if (!name.EndsWith(".wants", StringComparison.Ordinal) && !name.EndsWith(".requires", StringComparison.Ordinal))
                continue;
            if (root.LinkTarget($"{directory}/{name}/{unit}") is { } target && target != Mask)
                return true;
        }

        return false;
    }
}
