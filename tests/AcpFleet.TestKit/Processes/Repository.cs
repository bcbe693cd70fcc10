using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestKit.Processes;

/// <summary>Where the programs under test are: the published native agent where there is one, else what the build made.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Made by <c>packaging/publish-agent artifacts/agent</c>, which <c>tests/run</c> calls.</summary>
    public static string NativeAgent => Path.Combine(Root, "artifacts", "agent", "acpfleet-agent");

    public static bool HasNativeAgent => File.Exists(NativeAgent);

    /// <summary>Made by <c>packaging/publish-cli artifacts/cli</c>, which <c>tests/run</c> calls.</summary>
    public static string NativeCli => Path.Combine(Root, "artifacts", "cli", "acpfleet");

    /// <summary>Skips the test where the native programs are not published.</summary>
    public static void NeedNativePrograms()
    {
        RequiredPart.Need(HasNativeAgent, "the published agent. packaging/publish-agent artifacts/agent");
        RequiredPart.Need(File.Exists(NativeCli), "the published command line. packaging/publish-cli artifacts/cli");
    }

    /// <summary>Program and first arguments that start the agent.</summary>
    public static string[] Agent => HasNativeAgent ? [NativeAgent] : ["dotnet", Built("AcpFleet.Agent", "net9.0", "acpfleet-agent.dll")];

    public static string[] Coordinator => ["dotnet", Built("AcpFleet.Coordinator", "net10.0", "acpfleet-coordinator.dll")];

    public static string[] Cli => ["dotnet", Built("AcpFleet.Cli", "net9.0", "acpfleet.dll")];

    private static string Built(string project, string framework, string file)
    {
        // The tests' own configuration (Debug or Release) stands in their path: …/bin/Debug/net10.0/.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        return Path.Combine(Root, "src", project, "bin", configuration, framework, file);
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "AcpFleet.sln")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"no AcpFleet.sln above {AppContext.BaseDirectory}");
    }
}
