namespace AcpFleet.Checks.Rules;

/// <summary>A kernel's release (<c>uname -r</c>) in parts.</summary>
/// <param name="Text">As reported.</param>
/// <param name="Version">A, B and C.</param>
/// <param name="Build">What follows the first dash up to its first part that is no number: <c>372.9.1</c> of <c>4.18.0-372.9.1.el8</c>; may be empty.</param>
internal sealed record KernelRelease(string Text, int[] Version, string Build)
{
    /// <summary>A.B.C as text.</summary>
    public string Base => string.Join('.', Version);

    /// <summary>Null when it does not begin with A.B or A.B.C.</summary>
    public static KernelRelease? Parse(string release)
    {
        var at = 0;
        while (at < release.Length && (char.IsAsciiDigit(release[at]) || release[at] == '.')) at++;
        if (DottedVersion.Parse(release[..at].TrimEnd('.')) is not { Length: >= 2 } numbers) return null;
        int[] version = [numbers[0], numbers[1], numbers.Length > 2 ? numbers[2] : 0];

        var dash = release.IndexOf('-', StringComparison.Ordinal);
        return new KernelRelease(release, version, dash < 0 ? "" : LeadingNumbers(release.AsSpan(dash + 1)));
    }

    /// <summary>Whether A.B.C lies between two others, both included.</summary>
    public bool IsBetween(string from, string to) =>
        DottedVersion.Parse(from) is { } lowest && DottedVersion.Parse(to) is { } highest
        && DottedVersion.CompareToBound(Version, lowest) >= 0 && DottedVersion.CompareToBound(Version, highest) <= 0;

    private static string LeadingNumbers(ReadOnlySpan<char> build)
    {
        var end = 0;
        while (end < build.Length)
        {
            var length = 0;
            while (end + length < build.Length && char.IsAsciiDigit(build[end + length])) length++;
            var after = end + length;
            // "7.el8": the 7 counts, the el8 does not; "56-generic": the 56 counts.
            if (length == 0 || (after < build.Length && char.IsAsciiLetter(build[after]))) break;
            end = after;
            if (end >= build.Length || build[end] != '.') break;
            end++;
        }

        return build[..end].TrimEnd('.').ToString();
    }
}
