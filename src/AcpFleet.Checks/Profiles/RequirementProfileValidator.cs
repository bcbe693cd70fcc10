using System.Collections.Immutable;
using AcpFleet.Checks.Rules;

namespace AcpFleet.Checks.Profiles;

/// <summary>What JSON's types cannot say about a profile.</summary>
internal static class RequirementProfileValidator
{
    private static readonly string[] Managers = ["dpkg", "rpm", "snap"];

    public static ImmutableArray<string> Errors(RequirementProfile profile)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        Require(TextForm.IsProfileId(profile.Id), "id: small letters, digits, '-' and '.' only");
        Require(profile.DocumentRevision.Length > 0, "documentRevision is empty");
        Require(profile.OperatingSystems.Length > 0, "operatingSystems is empty");
        foreach (var system in profile.OperatingSystems)
        {
            Require(system.Architectures.Length > 0, $"operatingSystems '{system.Name}': no architecture");
            Require(profile.Distributions.Any(known => known.OsId == system.OsId), $"operatingSystems '{system.Name}': distributions has no '{system.OsId}'");
            Require(Version(system.Kernel.From) && Version(system.Kernel.To), $"operatingSystems '{system.Name}': kernel from and to are A.B.C");
        }

        Require(profile.Distributions.Select(known => known.OsId).Distinct(StringComparer.Ordinal).Count() == profile.Distributions.Length, "distributions: an osId is given twice");
        Require(profile.Kernel.IpVsModules.Length > 0, "kernel.ipVsModules is empty");
        Require(profile.Hostname.MaxLength is > 0 and <= 253, "hostname.maxLength: 1 to 253");
        Require(profile.Resolver.RefusedFirstOctet is >= 0 and <= 255, "resolver.refusedFirstOctet: 0 to 255");
        Require(profile.Resolver.DomainCountLimit > profile.Resolver.ReservedDomains, "resolver.domainCountLimit must be above reservedDomains");
        Require(profile.Resolver.MaxDomainLength > 0 && profile.Resolver.MaxTotalLength > 0, "resolver: lengths must be above 0");
        foreach (var list in profile.ConflictingPackages.Lists)
        {
            Require(Managers.Contains(list.Manager), $"conflictingPackages.lists: '{list.Manager}' is not dpkg, rpm or snap");
            Require(list.Names.Length > 0 && list.Names.All(name => name.Length > 0), $"conflictingPackages.lists: names of {list.Manager} are empty");
        }

        Require(profile.Clock.MaxSkewSeconds > 0 && profile.Clock.AdviseAboveSeconds >= 0, "clock: seconds must be above 0");
        return errors.ToImmutable();

        void Require(bool holds, string error)
        {
            if (!holds) errors.Add(error);
        }
    }

    private static bool Version(string text) => TextForm.IsThreePartVersion(text);
}
