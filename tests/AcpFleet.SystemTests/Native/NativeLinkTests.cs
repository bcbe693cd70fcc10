using AcpFleet.TestKit;
using AcpFleet.TestKit.Debian;
using AcpFleet.TestKit.Processes;
using AcpFleet.TestKit.Requirements;

namespace AcpFleet.SystemTests.Native;

/// <summary>The link of packaging/glibc-2.17: what it gives, what it refuses, on which systems its programs start and end well.</summary>
public sealed class NativeLinkTests : IDisposable
{
    /// <summary>What link-probe.c writes when everything happens, once and in order.</summary>
    private const string ProbeOutput = "preinit_array\nconstructor\nthreads\nlibraries and mathematics\nformatting 42\natexit\nfini_array\n";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SkippableFact]
    public async Task Published_AgentAndCommandLine_NeedNothingNewerThanGlibc217()
    {
        Repository.NeedNativePrograms();

        var (code, output) = await CheckAsync(Repository.NativeAgent, Repository.NativeCli);

        code.ShouldBe(0, output);
        output.Split('\n').Count(line => line.Contains("newest GLIBC_2.17")).ShouldBe(2);
    }

    [SkippableTheory]
    [InlineData("gcc")]
    [InlineData("clang")]
    public async Task Link_OfAProgram_RunsHereAndOnDebian11(string compiler)
    {
        var probe = await LinkProbeAsync(compiler);

        (await CheckAsync(probe)).ExitCode.ShouldBe(0);
        (await TestProcess.RunAsync(null, [probe], "constructor")).ShouldBe((0, ProbeOutput));
        var tree = TreeRoom.Prefix(await DebianTree.GetAsync("bullseye"), _directory.Path);
        (await TestProcess.RunAsync(null, [.. tree, probe], "constructor")).ShouldBe((0, ProbeOutput));
    }

    [SkippableFact]
    public async Task Link_OfAProgramForArm64_RunsUnderEmulation()
    {
        var emulator = RequiredPart.NeedProgram("qemu-aarch64-static", "apt-get install qemu-user-static");
        var probe = await LinkProbeAsync("aarch64-linux-gnu-gcc");

        (await CheckAsync(probe)).ExitCode.ShouldBe(0);
        (await TestProcess.RunAsync(null, [emulator, "-L", "/usr/aarch64-linux-gnu", probe], "constructor")).ShouldBe((0, ProbeOutput));
    }

    /// <summary>The agent's own object, without compiling it again.</summary>
    [SkippableFact]
    public async Task Link_OfTheAgentWithClang_GivesAProgramThatRuns()
    {
        RequiredPart.NeedProgram("clang", "apt-get install clang");
        var project = Path.Combine(Repository.Root, "src", "AcpFleet.Agent");
        const string Arguments = "obj/Release/net9.0/linux-x64/native/link.rsp";
        RequiredPart.Need(File.Exists(Path.Combine(project, Arguments)), "the agent's object. packaging/publish-agent artifacts/agent");
        var agent = _directory["acpfleet-agent"];

        var (code, output) = await TestProcess.RunAsync(
            null, ["env", "-C", project, "CC=clang", Packaging("glibc-2.17/link")], $"@{Arguments}", "-o", agent);

        code.ShouldBe(0, output);
        (await CheckAsync(agent)).ExitCode.ShouldBe(0);
        (await TestProcess.RunAsync(null, [agent], "version")).ExitCode.ShouldBe(0);
    }

    [SkippableFact]
    public async Task Link_OfWhatGlibc217DoesNotHave_NamesTheSymbolAndTheTable()
    {
        CompiledPart.NeedCompiler();
        var source = _directory["young.c"];
        await File.WriteAllTextAsync(source, "#include <sys/random.h>\nint main(void) { char c; return (int)getrandom(&c, 1, 0); }\n");
        await CompileAsync("gcc", source, _directory["young.o"]);

        var (code, output) = await LinkAsync("gcc", _directory["young.o"], _directory["young"]);

        code.ShouldBe(1);
        output.ShouldContain("packaging/glibc-2.17/symbols : error");
        output.ShouldContain("does not have: getrandom.");
    }

    [SkippableFact]
    public async Task CheckNative_OfAPlainLink_NamesWhatIsNewer()
    {
        CompiledPart.NeedCompiler();
        var plain = _directory["plain"];
        await RunAsync("gcc", ProbeSource, "-o", plain, "-lm");

        var (code, output) = await CheckAsync(plain);

        code.ShouldBe(1);
        output.ShouldContain("needs GLIBC_2.34, newer than GLIBC_2.17, for ");
        output.ShouldContain("__libc_start_main");
    }

    [SkippableFact]
    public async Task CheckNative_OfAnotherLibrary_NamesIt()
    {
        CompiledPart.NeedCompiler();
        var probe = _directory["probe"];
        await RunAsync("gcc", "-shared", "-nostdlib", "-Wl,-soname,libsurprise.so.1", "-o", _directory["libsurprise.so"], "-x", "c", "/dev/null");
        await CompileAsync("gcc", ProbeSource, probe + ".o");
        (await LinkAsync("gcc", probe + ".o", probe, "-Wl,--no-as-needed", _directory["libsurprise.so"])).ExitCode.ShouldBe(0);

        var (code, output) = await CheckAsync(probe);

        code.ShouldBe(1);
        output.ShouldContain("needs libsurprise.so.1, which is not on the list");
    }

    private static string ProbeSource => Path.Combine(Repository.Root, "tests", "AcpFleet.SystemTests", "Native", "link-probe.c");

    private static string Packaging(string file) => Path.Combine(Repository.Root, "packaging", file);

    private static Task<(int ExitCode, string Output)> CheckAsync(params string[] programs) =>
        TestProcess.RunAsync(null, [Packaging("check-native")], programs);

    private static Task<(int ExitCode, string Output)> LinkAsync(string compiler, string @object, string program, params string[] more) =>
        TestProcess.RunAsync(null, ["env", $"CC={compiler}", Packaging("glibc-2.17/link")], ["-pie", @object, .. more, "-o", program]);

    private static Task CompileAsync(string compiler, string source, string @object) =>
        RunAsync(compiler, "-O1", "-fPIE", "-Wall", "-Werror", "-c", source, "-o", @object);

    private static async Task RunAsync(params string[] command)
    {
        var (code, output) = await TestProcess.RunAsync(null, command);
        code.ShouldBe(0, output);
    }

    private async Task<string> LinkProbeAsync(string compiler)
    {
        RequiredPart.NeedProgram(compiler, $"apt-get install {(compiler.StartsWith("aarch64", StringComparison.Ordinal) ? "gcc-aarch64-linux-gnu" : compiler)}");
        var probe = _directory["probe"];
        await CompileAsync(compiler, ProbeSource, probe + ".o");
        var (code, output) = await LinkAsync(compiler, probe + ".o", probe);
        code.ShouldBe(0, output);
        return probe;
    }
}
