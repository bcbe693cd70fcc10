namespace AcpFleet.Architecture.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Source files that people write: nothing below obj or bin.</summary>
    public static IEnumerable<string> SourceFiles { get; } =
    [
        .. Directory.GetFiles(Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "artifacts"))
            .Order(StringComparer.Ordinal),
    ];

    public static string Path(string relative) => System.IO.Path.Combine(AcpFleet.TestKit.Processes.Repository.Root, relative);

    public static string Relative(string file) => System.IO.Path.GetRelativePath(AcpFleet.TestKit.Processes.Repository.Root, file);
}
