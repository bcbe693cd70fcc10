using AcpFleet.TestKit;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Bundle;

/// <summary>The CycloneDX project's own validator, which judges our bill of materials by its schema.</summary>
internal static class CycloneDxValidator
{
    private static readonly string Source = Path.Combine(Repository.Root, "tests/AcpFleet.SystemTests/Bundle/validator");

    /// <summary>Installs it into a directory, which takes an npm registry in reach.</summary>
    public static async Task InstallAsync(TemporaryDirectory directory)
    {
        const string Step = "node and npm with a package registry in reach. apt-get install nodejs npm";
        RequiredPart.NeedProgram("node", Step);
        RequiredPart.NeedProgram("npm", Step);
        foreach (var file in Directory.GetFiles(Source))
            File.Copy(file, directory[Path.GetFileName(file)]);
        var (exitCode, output) = await TestProcess.RunAsync(input: null, ["npm", "ci"], "--prefix", directory.Path, "--ignore-scripts", "--no-audit", "--no-fund");
        RequiredPart.Need(exitCode == 0, $"{Step}; npm ci said: {output}");
    }

    /// <returns>"valid", or what is wrong.</returns>
    public static async Task<string> JudgeAsync(TemporaryDirectory directory, byte[] document)
    {
        await File.WriteAllBytesAsync(directory["document.json"], document);
        var (exitCode, output) = await TestProcess.RunAsync(input: null, ["node"], directory["validate.js"], directory["document.json"]);
        exitCode.ShouldBeOneOf([0, 1], output);
        return output.Trim();
    }
}
