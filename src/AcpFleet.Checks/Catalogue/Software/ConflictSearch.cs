using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using Manager = AcpFleet.Protocol.V1.PackageDatabase.Types.Manager;

namespace AcpFleet.Checks.Catalogue.Software;

/// <summary>
/// Finds the searched names within package names. A node has thousands of packages and nearly none matches, so that one
/// pass over a name must suffice to reject it.
/// </summary>
internal sealed class ConflictSearch
{
    private static readonly ConditionalWeakTable<ConflictingPackageRequirement, ConflictSearch[]> Made = [];

    private readonly ConflictingPackageList _list;
    private readonly ImmutableArray<string> _benign;
    private readonly ImmutableArray<string> _longestFirst;
    private readonly SearchValues<string> _any;

    private ConflictSearch(ConflictingPackageList list, ImmutableArray<string> benign)
    {
        _list = list;
        _benign = benign;
        // The longest name that matches says most: docker-client before docker.
        _longestFirst = [.. list.Names.OrderByDescending(name => name.Length)];
        _any = SearchValues.Create([.. list.Names], StringComparison.Ordinal);
    }

    /// <summary>A list of the distribution's own goes before the manager's. Null: the profile has none.</summary>
    public static ConflictSearch? For(ConflictingPackageRequirement requirement, Manager manager, string osId)
    {
        var name = manager switch { Manager.Dpkg => "dpkg", Manager.Rpm => "rpm", Manager.Snap => "snap", _ => "" };
        ConflictSearch? general = null;
        foreach (var search in Made.GetValue(requirement, static made => [.. made.Lists.Select(list => new ConflictSearch(list, made.Benign))]))
        {
            if (search._list.Manager != name) continue;
            if (search._list.OsId == osId) return search;
            if (search._list.OsId is null) general = search;
        }

        return general;
    }

    /// <summary>The searched name that the package's name holds, the longest of several; null: none.</summary>
    public string? Find(string package)
    {
        if (!package.AsSpan().ContainsAny(_any)) return null;
        foreach (var name in _longestFirst)
        {
            if (package.Contains(name, StringComparison.Ordinal)) return name;
        }

        return null;
    }

    public bool IsBenign(string package)
    {
        foreach (var pattern in _benign)
        {
            if (NamePattern.Matches(package, pattern)) return true;
        }

        return false;
    }
}
