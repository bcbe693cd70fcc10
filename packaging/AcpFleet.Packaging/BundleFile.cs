using System.Security.Cryptography;

namespace AcpFleet.Packaging;

/// <summary>A file of the bundle.</summary>
/// <param name="Name">Relative, with slashes.</param>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
internal sealed record BundleFile(string Name, string Sha256)
{
    /// <summary>The packages and programs among the files below a directory, in order of name.</summary>
    public static IReadOnlyList<BundleFile> Below(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(directory, path))
            .Where(name => name.StartsWith("packages/", StringComparison.Ordinal) || name.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new BundleFile(name, Digest(Path.Combine(directory, name)))),
    ];

    /// <summary>Names of the programs in it.</summary>
    public IEnumerable<string> Programs => Path.GetFileName(Name) switch
    {
        var name when name.StartsWith("acpfleet-agent", StringComparison.Ordinal) => ["acpfleet-agent"],
        var name when name.StartsWith("acpfleet-coordinator", StringComparison.Ordinal) => ["acpfleet", "acpfleet-coordinator"],
        "acpfleet" => ["acpfleet"],
        _ => [],
    };

    private static string Digest(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
