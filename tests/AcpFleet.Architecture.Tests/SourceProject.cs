using System.Xml.Linq;

namespace AcpFleet.Architecture.Tests;

/// <summary>A project file below src.</summary>
internal sealed class SourceProject
{
    private readonly XDocument _document;

    private SourceProject(string path)
    {
        Path = path;
        _document = XDocument.Load(path);
    }

    public string Path { get; }

    /// <summary>Without the product's name: <c>Checks</c>, <c>Grpc.Server</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path)["AcpFleet.".Length..];

    public string Sdk => _document.Root!.Attribute("Sdk")?.Value ?? "";

    /// <summary>Projects whose assembly it compiles against. One that is only built beside it does not count.</summary>
    public IEnumerable<string> References =>
        Items("ProjectReference")
            .Where(item => !string.Equals(item.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.OrdinalIgnoreCase))
            .SelectMany(item => item.Attribute("Include")!.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))["AcpFleet.".Length..]);

    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(path => new SourceProject(path)),
    ];

    public IEnumerable<XElement> Items(string name) => _document.Descendants().Where(element => element.Name.LocalName == name);

    public override string ToString() => Name;
}
