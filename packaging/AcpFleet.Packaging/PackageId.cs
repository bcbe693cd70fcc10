namespace AcpFleet.Packaging;

/// <summary>A NuGet package in one version.</summary>
internal sealed record PackageId(string Name, string Version)
{
    /// <summary>Package URL, https://github.com/package-url/purl-spec.</summary>
    public string Purl => $"pkg:nuget/{Name}@{Version}";
}
