using AcpFleet.Agent.Files;
using AcpFleet.Agent.Probes.Shell;
using AcpFleet.Agent.Probes.Text;

namespace AcpFleet.Agent.Probes.Os;

/// <summary>What os-release(5) says of the system.</summary>
internal sealed record OsRelease(string? Id, IReadOnlyList<string> IdLike, string? VersionId, string? Version, string? PrettyName, string? Codename)
{
    private const int MaxLike = 32;

    internal static Outcome<OsRelease> Parse(string text)
    {
        if (text.Contains('\0'))
            return ReadFailure.Malformed("holds zero bytes, so it is no text");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            if (ShellAssignments.Apply(text, values, expand: false) == 0)
                return ReadFailure.Malformed("holds no NAME=value line");
        }
        catch (ShellSyntaxException e)
        {
            return ReadFailure.Malformed(e.Message);
        }

        var version = Value(values, "VERSION");
        return new OsRelease(
            Value(values, "ID")?.ToLowerInvariant(),
            [.. (Value(values, "ID_LIKE") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxLike)],
            Value(values, "VERSION_ID"),
            version,
            Value(values, "PRETTY_NAME"),
            Value(values, "VERSION_CODENAME") ?? InBrackets(version));
    }

    private static string? Value(Dictionary<string, string> values, string name) =>
        values.GetValueOrDefault(name) is { Length: > 0 } value ? FactText.Name(value) : null;

    private static string? InBrackets(string? version)
    {
        var open = version?.IndexOf('(') ?? -1;
        var close = open < 0 ? -1 : version!.IndexOf(')', open);
        return close > open + 1 ? version![(open + 1)..close].Trim() : null;
    }
}
