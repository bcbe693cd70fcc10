namespace AcpFleet.Architecture.Tests;

/// <summary>References point one way: Grpc ← Protocol ← Checks ← Store ← Coordinator, Dashboard; the agent never sees the store.</summary>
public sealed class ReferenceDirectionTests
{
    /// <summary>What each project may compile against, directly or through others. A new project gets its line here.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Grpc"] = [],
        ["Grpc.Server"] = ["Grpc"],
        ["Files"] = [],
        ["Daemon"] = [],
        ["Protocol"] = ["Grpc"],
        ["Checks"] = ["Grpc", "Protocol"],
        ["Store"] = ["Grpc", "Protocol", "Checks", "Files"],
        ["Coordinator"] = ["Grpc", "Grpc.Server", "Protocol", "Checks", "Store", "Files", "Daemon", "Dashboard"],
        ["Dashboard"] = ["Grpc", "Protocol", "Checks", "Store", "Files"],
        ["Agent"] = ["Grpc", "Protocol", "Checks", "Files", "Daemon"],
        ["Cli"] = ["Grpc", "Protocol", "Checks", "Files"],
    };

    /// <summary>What runs on every node, or ships in a native program.</summary>
    private static readonly string[] OnNodes = ["Agent", "Cli", "Checks", "Protocol", "Grpc", "Files", "Daemon"];

    [Fact]
    public void References_OfEveryProject_PointTheAllowedWay()
    {
        foreach (var project in SourceProject.All)
        {
            Allowed.ShouldContainKey(project.Name, $"{project.Name} is new: say in this test what it may reference");
            Reachable(project.Name).Except(Allowed[project.Name]).ShouldBeEmpty($"{project.Name} references what it must not");
        }
    }

    [Fact]
    public void References_OfProgramsOnNodes_HoldNoWebFramework()
    {
        foreach (var project in SourceProject.All.Where(project => OnNodes.Contains(project.Name)))
        {
            project.Sdk.ShouldBe("Microsoft.NET.Sdk", project.Name);
            project.Items("FrameworkReference").ShouldBeEmpty(project.Name);
            project.Items("PackageReference").Select(item => item.Attribute("Include")?.Value ?? "")
                .ShouldNotContain(package => package.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal), project.Name);
        }
    }

    [Fact]
    public void TargetFrameworks_OfEveryProject_ComeFromTheTwoProperties()
    {
        foreach (var project in SourceProject.All)
        {
            var expected = OnNodes.Contains(project.Name) ? "$(AgentTargetFramework)" : "$(CoordinatorTargetFramework)";
            project.Items("TargetFramework").Select(item => item.Value).ShouldBe([expected], project.Name);
            project.Items("TargetFrameworks").ShouldBeEmpty(project.Name);
        }
    }

    [Fact]
    public void Packages_OfEveryProject_HaveTheirVersionInOnePlace()
    {
        foreach (var project in SourceProject.All)
            project.Items("PackageReference").ShouldAllBe(item => item.Attribute("Version") == null && item.Attribute("VersionOverride") == null, project.Name);
    }

    private static HashSet<string> Reachable(string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([name]);
        while (open.TryDequeue(out var next))
        {
            foreach (var reference in SourceProject.All.Single(project => project.Name == next).References)
            {
                if (found.Add(reference)) open.Enqueue(reference);
            }
        }

        return found;
    }
}
