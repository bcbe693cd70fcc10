using AcpFleet.Checks.Model;
using AcpFleet.Checks.Yaml;

namespace AcpFleet.Checks.Profiles;

/// <summary>Reads requirement profiles, bases first: JSON, or YAML for that matter, as strictly as a plan.</summary>
public static class RequirementProfileReader
{
    private const int MostBases = 8;

    /// <summary>
    /// Reads a profile. Where it names a base, it is applied to the base as a merge patch (RFC 7396): objects are merged key
    /// by key, null removes, anything else, lists included, is replaced as a whole.
    /// </summary>
    /// <param name="text">The profile.</param>
    /// <param name="findBase">The text of the profile with an id, or null when there is none.</param>
    /// <exception cref="RequirementProfileException">It cannot be used, for all the reasons in the message.</exception>
    public static RequirementProfile Read(string text, Func<string, string?> findBase)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findBase);
        var document = Parse(text, "?");
        var name = Id(document, "id") ?? "?";
        document = Merged(document, findBase, [name], name);

        var root = document.Root!;
        var profile = RequirementProfileSections.Profile(root);
        ThrowIfWrong(document, name);
        var errors = RequirementProfileValidator.Errors(profile);
        return errors.IsEmpty ? profile : throw new RequirementProfileException(name, errors);
    }

    private static StrictYamlDocument Merged(StrictYamlDocument document, Func<string, string?> findBase, List<string> seen, string name)
    {
        if (Id(document, "base") is not { } baseId) return document;
        if (seen.Contains(baseId)) throw new RequirementProfileException(name, [$"it inherits from itself through '{baseId}'"]);
        if (seen.Count > MostBases) throw new RequirementProfileException(name, [$"more than {MostBases} bases in a row"]);
        seen.Add(baseId);
        var text = findBase(baseId) ?? throw new RequirementProfileException(name, [$"its base '{baseId}' does not exist"]);
        return Merged(Parse(text, baseId), findBase, seen, name).With(document);
    }

    private static StrictYamlDocument Parse(string text, string name)
    {
        var document = StrictYamlDocument.Parse(text);
        ThrowIfWrong(document, name);
        return document;
    }

    private static string? Id(StrictYamlDocument document, string key) =>
        document.Root!.Mapping.TryGet(key, out var value) && value is YamlScalar { Kind: YamlScalarKind.Text } scalar ? scalar.Text : null;

    private static void ThrowIfWrong(StrictYamlDocument document, string name)
    {
        if (document.Errors is { IsEmpty: false } errors)
            throw new RequirementProfileException(name, [.. errors.Select(error => $"line {error.Line}: {error.Path}: {error.Message.In(Language.English)}")]);
    }
}
