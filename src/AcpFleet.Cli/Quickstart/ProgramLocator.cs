using System.Runtime.InteropServices;

namespace AcpFleet.Cli.Quickstart;

/// <summary>
/// Finds the coordinator and the agent: beside this program as packages and bundles put them, else where the build left
/// them (acpfleet.programs beside the built program), else on PATH.
/// </summary>
internal sealed class ProgramLocator(string baseDirectory, Func<string, string?> environment)
{
    private const string BuiltList = "acpfleet.programs";

    public ProgramCommand Find(string name)
    {
        foreach (var directory in new[] { baseDirectory, Path.Combine(baseDirectory, "..", "lib", "acpfleet") })
        {
            if (IsExecutable(Path.Combine(directory, name)))
                return new ProgramCommand(Path.GetFullPath(Path.Combine(directory, name)), []);
        }

        if (FindBuilt(name) is { } library)
            return new ProgramCommand(DotnetHost(), [library]);
        foreach (var directory in SearchPath())
        {
            if (IsExecutable(Path.Combine(directory, name)))
                return new ProgramCommand(Path.Combine(directory, name), []);
        }

        throw new CliFault(ExitCode.LocalFailure, $"The program {name} is neither in {baseDirectory} nor on PATH.",
            "Put it beside acpfleet; from the source tree, run 'dotnet run --project src/AcpFleet.Cli -- quickstart'.");
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    private string? FindBuilt(string name)
    {
        var list = Path.Combine(baseDirectory, BuiltList);
        return File.Exists(list)
            ? File.ReadAllLines(list).FirstOrDefault(path => Path.GetFileName(path) == name + ".dll" && File.Exists(path))
            : null;
    }

    /// <summary>The dotnet that runs this program, so that an SDK in an unusual place serves the others too.</summary>
    private string DotnetHost()
    {
        if (Path.GetFileName(Environment.ProcessPath) == "dotnet")
            return Environment.ProcessPath!;
        var candidates = new[] { Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet") }
            .Concat(environment("DOTNET_ROOT") is { Length: > 0 } root ? [Path.Combine(root, "dotnet")] : [])
            .Concat(SearchPath().Select(directory => Path.Combine(directory, "dotnet")));
        return candidates.Where(IsExecutable).Select(Path.GetFullPath).FirstOrDefault()
            ?? throw new CliFault(ExitCode.LocalFailure, "The dotnet program that would start the coordinator cannot be found.", "Put it on PATH or set DOTNET_ROOT.");
    }

    private IEnumerable<string> SearchPath() =>
        (environment("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted);
}
