using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcpFleet.Checks.Profiles;

/// <summary>Reads requirement profiles, bases first.</summary>
public static class RequirementProfileReader
{
    private const int MostBases = 8;

    /// <summary>
    /// Reads a profile. Where it names a base, it is applied to the base's JSON as a merge patch (RFC 7396): objects are
    /// merged key by key, anything else, lists included, is replaced as a whole.
    /// </summary>
    /// <param name="json">The profile.</param>
    /// <param name="findBase">The JSON of the profile with an id, or null when there is none.</param>
    /// <exception cref="RequirementProfileException">It cannot be used, for all the reasons in the message.</exception>
    public static RequirementProfile Read(string json, Func<string, string?> findBase)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(findBase);
        var name = "?";
        try
        {
            var merged = Merged(json, findBase, [], ref name);
            var profile = merged.Deserialize(ProfileJson.Default.RequirementProfile)
                ?? throw new RequirementProfileException(name, ["it is null"]);
            var errors = RequirementProfileValidator.Errors(profile);
            return errors.IsEmpty ? profile : throw new RequirementProfileException(name, errors);
        }
        catch (JsonException exception)
        {
            throw new RequirementProfileException(name, [exception.Message]);
        }
    }

    private static JsonObject Merged(string json, Func<string, string?> findBase, List<string> seen, ref string name)
    {
        var document = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("The profile must be a JSON object.");
        var id = Text(document, "id");
        if (seen.Count == 0) name = id ?? name;
        if (id is not null && seen.Contains(id)) throw new RequirementProfileException(name, [$"it inherits from itself through '{id}'"]);
        seen.Add(id ?? "");
        if (Text(document, "base") is not { } baseId) return document;
        if (seen.Count > MostBases) throw new RequirementProfileException(name, [$"more than {MostBases} bases in a row"]);
        var baseJson = findBase(baseId) ?? throw new RequirementProfileException(name, [$"its base '{baseId}' does not exist"]);
        var target = Merged(baseJson, findBase, seen, ref name);
        Patch(target, document);
        return target;
    }

    private static string? Text(JsonObject document, string key) =>
        document[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static void Patch(JsonObject target, JsonObject patch)
    {
        foreach (var (key, value) in patch)
        {
            if (value is null) target.Remove(key);
            else if (value is JsonObject inner && target[key] is JsonObject existing) Patch(existing, inner);
            else target[key] = value.DeepClone();
        }
    }
}
