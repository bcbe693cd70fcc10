using System.Text;
using System.Text.Json;
using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.Bundle;

[Collection(BundleGroup.Name)]
public sealed class BillOfMaterialsTests(BundleWorkshop workshop)
{
    [SkippableFact]
    public async Task BillOfMaterials_OfABundle_IsValidCycloneDx()
    {
        workshop.Need();
        using var directory = new TemporaryDirectory();
        await CycloneDxValidator.InstallAsync(directory);
        var document = BuiltBundle.Read(workshop.Bundle).Content("sbom.cdx.json");

        (await CycloneDxValidator.JudgeAsync(directory, document)).ShouldBe("valid");

        // The validator itself is no yes-man.
        var wrong = Encoding.UTF8.GetString(document).Replace("\"SHA-512\"", "\"SHA-513\"", StringComparison.Ordinal);
        (await CycloneDxValidator.JudgeAsync(directory, Encoding.UTF8.GetBytes(wrong))).ShouldContain("hash-alg");
    }

    [SkippableFact]
    public void BillOfMaterials_OfABundle_HasEveryPackageThatTheBuildsTookIn()
    {
        workshop.Need();
        using var document = JsonDocument.Parse(BuiltBundle.Read(workshop.Bundle).Content("sbom.cdx.json"));
        var named = document.RootElement.GetProperty("components").EnumerateArray()
            .Select(component => component.TryGetProperty("purl", out var purl) ? purl.GetString() : null).ToHashSet();

        // What the compiler wrote beside the programs is another source than the lock files.
        foreach (var program in new[] { Repository.Coordinator[1], Path.Combine(Repository.Root, "src/AcpFleet.Cli/bin", Configuration, "net9.0/acpfleet.dll") })
        {
            using var built = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(program, ".deps.json")));
            var packages = built.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package").Select(library => library.Name.Replace('/', '@')).ToList();
            packages.ShouldNotBeEmpty();
            packages.ShouldAllBe(package => named.Contains("pkg:nuget/" + package));
        }
    }

    [SkippableFact]
    public void Notices_OfABundle_HoldEachPartAndItsLicence()
    {
        workshop.Need();
        var bundle = BuiltBundle.Read(workshop.Bundle);
        var notices = Encoding.UTF8.GetString(bundle.Content("THIRD-PARTY-NOTICES.txt"));
        using var document = JsonDocument.Parse(bundle.Content("sbom.cdx.json"));

        var libraries = document.RootElement.GetProperty("components").EnumerateArray().Where(component => component.GetProperty("type").GetString() == "library").ToList();

        libraries.ShouldNotBeEmpty();
        foreach (var library in libraries)
            notices.ShouldContain($"{library.GetProperty("name").GetString()} {library.GetProperty("version").GetString()}, in ", Case.Sensitive);
        notices.ShouldContain("Permission is hereby granted, free of charge");
        notices.ShouldContain("Neither the name of the copyright holder");
        notices.ShouldContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
}
