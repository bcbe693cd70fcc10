using AcpFleet.Checks.Model;
using AcpFleet.Checks.Profiles;
using AcpFleet.Checks.Rules;
using AcpFleet.Protocol.V1;

namespace AcpFleet.Checks.Catalogue.Os;

/// <summary>
/// The exact version of a system. os-release alone does not tell it: CentOS 7 says <c>7</c>, every Kylin V10 says
/// <c>V10</c>.
/// </summary>
/// <param name="OsId">os-release ID.</param>
/// <param name="Version">As exact as it is known: <c>7.9.2009</c>, <c>V10</c>.</param>
/// <param name="VersionFile">The release file that told it; null: os-release.</param>
/// <param name="ServicePack">Null: none, or not known.</param>
/// <param name="ServicePackClash">What contradicts itself about the service pack, or null.</param>
internal sealed record OsIdentity(string OsId, string Version, string? VersionFile, int? ServicePack, LocalizedText? ServicePackClash)
{
    public static OsIdentity Of(OsFacts facts, DistributionKnowledge distribution)
    {
        var version = facts.HasVersionId ? facts.VersionId : "";
        string? versionFile = null;
        if (DottedVersion.Parse(version) is not { Length: > 1 }) (version, versionFile) = FromReleaseFiles(facts, distribution, version);

        var packs = ServicePacks(facts, distribution);
        var distinct = packs.Select(pack => pack.Number).Distinct().ToList();
        var clash = distinct.Count < 2 ? null : TextList.Names(packs.Select(pack => $"{pack.Source}: {Name(pack.Number)}"));
        return new OsIdentity(facts.Id, version, versionFile, distinct.Count == 1 ? distinct[0] : null, clash);
    }

    /// <summary>For people: <c>SP3</c>; nothing for the release without a service pack.</summary>
    public static string Name(int servicePack) => servicePack == 0 ? "GA" : $"SP{servicePack}";

    /// <summary>The first release file that knows the minor version and agrees with os-release about the major one.</summary>
    private static (string Version, string? File) FromReleaseFiles(OsFacts facts, DistributionKnowledge distribution, string version)
    {
        foreach (var path in distribution.VersionFiles)
        {
            if (Text(facts, path) is not { } text || ReleaseText.VersionAfterRelease(text) is not { } found) continue;
            if (version.Length == 0 || found.StartsWith(version + ".", StringComparison.Ordinal)) return (found, path);
        }

        return (version, null);
    }

    private static List<(string Source, int Number)> ServicePacks(OsFacts facts, DistributionKnowledge distribution)
    {
        var packs = new List<(string, int)>();
        if (distribution.ServicePackCodenames.IsEmpty && distribution.ServicePackFiles.IsEmpty) return packs;
        Add("os-release", $"{facts.Version} {facts.PrettyName} ({facts.Codename})");
        foreach (var path in distribution.ServicePackFiles)
        {
            if (Text(facts, path) is { } text) Add(path, text);
        }

        return packs;

        void Add(string source, string text)
        {
            foreach (var number in ReleaseText.ServicePacks(text)) packs.Add((source, number));
            foreach (var known in distribution.ServicePackCodenames)
            {
                if (ReleaseText.HoldsWord(text, known.Codename)) packs.Add(($"{source} {known.Codename}", known.ServicePack));
            }
        }
    }

    private static string? Text(OsFacts facts, string path)
    {
        foreach (var file in facts.ReleaseFiles)
        {
            if (file.Path == path) return file.Text;
        }

        return null;
    }
}
