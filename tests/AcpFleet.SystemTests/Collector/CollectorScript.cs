using AcpFleet.Protocol.Facts;
using AcpFleet.Protocol.V1;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Collector;

/// <summary>The facts collector under one of the shells that nodes have.</summary>
internal static class CollectorScript
{
    /// <summary>busybox's shell with busybox's programs and no other.</summary>
    internal const string Busybox = "busybox";

    private static readonly Lazy<Task<string>> Applets = new(InstallAppletsAsync);

    internal static string File { get; } = Path.Combine(Repository.Root, "packaging", "collector", "acpfleet-facts.sh");

    /// <param name="shell">dash, bash or <see cref="Busybox"/>.</param>
    /// <param name="arguments">Of the collector.</param>
    internal static async Task<(int ExitCode, string Output)> RunAsync(string shell, params string[] arguments)
    {
        var program = RequiredPart.NeedProgram(shell, $"apt-get install {shell}");
        string[] command = shell == Busybox ? ["env", $"PATH={await Applets.Value}", program, "ash", File] : [program, File];
        return await TestProcess.RunAsync(null, command, arguments);
    }

    internal static async Task<FactsFile> CollectAsync(string shell, params string[] arguments)
    {
        var (code, output) = await RunAsync(shell, arguments);
        code.ShouldBe(0, output);
        return FactsJson.Read(output);
    }

    private static async Task<string> InstallAppletsAsync()
    {
        var directory = Directory.CreateTempSubdirectory("acpfleet-applets-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var (code, output) = await TestProcess.RunAsync(null, [Busybox], "--install", "-s", directory);
        code.ShouldBe(0, output);
        return directory;
    }
}
