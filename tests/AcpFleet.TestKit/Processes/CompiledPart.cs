using AcpFleet.TestKit.Requirements;

namespace AcpFleet.TestKit.Processes;

/// <summary>The small C parts of the tests, compiled by the process that uses them and gone with it.</summary>
public static class CompiledPart
{
    private static readonly Lazy<string> Directory = new(MakeDirectory);

    /// <summary>Skips the test where there is no C compiler.</summary>
    public static void NeedCompiler() => RequiredPart.NeedProgram("gcc", "apt-get install gcc");

    /// <summary>Compiles one of the sources beside this file.</summary>
    /// <returns>The absolute path of the program or library.</returns>
    public static string Make(string source, params string[] flags)
    {
        var file = Path.Combine(Repository.Root, "tests", "AcpFleet.TestKit", "Processes", source);
        var made = Path.Combine(Directory.Value, Path.GetFileNameWithoutExtension(source));
        var (code, output) = Task.Run(() => TestProcess.RunAsync(null, ["gcc", .. flags], "-O1", "-Wall", "-Werror", "-o", made, file)).GetAwaiter().GetResult();
        return code == 0 ? made : throw new InvalidOperationException($"{source} does not compile:\n{output}");
    }

    private static string MakeDirectory()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("acpfleet-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(directory, recursive: true);
        return directory;
    }
}
