namespace AcpFleet.TestKit;

/// <summary>A node's tree that the test makes or changes: empty, or a copy of a fixture. Paths are the node's own.</summary>
public sealed class NodeTree : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public NodeTree(string? copyOf = null)
    {
        Root = _directory["root"];
        if (copyOf is null)
            Directory.CreateDirectory(Root);
        else
            FixtureTree.Copy(copyOf, Root);
    }

    /// <summary>The absolute path of the tree.</summary>
    public string Root { get; }

    /// <summary>Where a path of the node lies on this machine.</summary>
    public string this[string path] => Root + path;

    public NodeTree Write(string path, string text)
    {
        Make(path);
        File.WriteAllText(this[path], text);
        return this;
    }

    public NodeTree Write(string path, byte[] bytes)
    {
        Make(path);
        File.WriteAllBytes(this[path], bytes);
        return this;
    }

    public NodeTree Link(string path, string target)
    {
        Make(path);
        File.CreateSymbolicLink(this[path], target);
        return this;
    }

    public NodeTree MakeDirectory(string path)
    {
        Directory.CreateDirectory(this[path]);
        return this;
    }

    /// <summary>A file of many bytes that takes no room on the disk.</summary>
    public NodeTree WriteSparse(string path, long length)
    {
        Make(path);
        using var file = File.Create(this[path]);
        file.SetLength(length);
        return this;
    }

    public NodeTree Remove(string path)
    {
        var info = new FileInfo(this[path]);
        if (info.LinkTarget is not null || info.Exists)
            info.Delete();
        else if (Directory.Exists(this[path]))
            Directory.Delete(this[path], recursive: true);
        return this;
    }

    public void Dispose() => _directory.Dispose();

    private void Make(string path)
    {
        Remove(path);
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
    }
}
