using AcpFleet.TestKit.Processes;

namespace AcpFleet.SystemTests.TestBed;

/// <summary>The console of the test bed as it was built.</summary>
internal static class TestBedProgram
{
    public static string[] Command { get; } =
    [
        "dotnet",
        Path.Combine(Repository.Root, "tests", "AcpFleet.TestBed", "bin", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name, "net10.0", "AcpFleet.TestBed.dll"),
    ];
}
