namespace AcpFleet.TestKit;

/// <summary>The node trees under tests/Fixtures; its README.md says what each one is.</summary>
public static class FixtureTree
{
    private static readonly string Root = System.IO.Path.Combine(Processes.Repository.Root, "tests", "Fixtures");

    /// <summary>The names of all trees, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Root).Select(directory => System.IO.Path.GetFileName(directory)!).Order(StringComparer.Ordinal)];

    /// <summary>The absolute path of a tree, such as "rhel-8.6". Read only: a test that changes files copies it first.</summary>
    public static string Path(string name)
    {
        var path = System.IO.Path.Combine(Root, name);
        return Directory.Exists(path) ? path : throw new DirectoryNotFoundException($"No such tree: {name}. There are: {string.Join(", ", Names)}.");
    }

    /// <summary>Copies a tree, links as links, into a directory that the test may change.</summary>
    public static void Copy(string name, string destination) => CopyDirectory(new DirectoryInfo(Path(name)), destination);

    private static void CopyDirectory(DirectoryInfo source, string destination)
    {
        Directory.CreateDirectory(destination);
        foreach (var entry in source.EnumerateFileSystemInfos())
        {
            var target = System.IO.Path.Combine(destination, entry.Name);
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo directory)
                CopyDirectory(directory, target);
            else
                ((FileInfo)entry).CopyTo(target);
        }
    }
}
