using AcpFleet.Cli.Quickstart;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Quickstart;

/// <summary>With small programs of every system in the coordinator's place.</summary>
public sealed class ChildProgramTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_ProgramThatFails_GivesItsCodeAndItsLastLines()
    {
        await using var child = Start("/bin/sh", ["-c", "echo one; echo two >&2; exit 7"]);
        await child.Ended;
        child.ExitCode.ShouldBe(7);
        var fault = child.Fault("It did not start");
        fault.Message.ShouldContain("exit code 7");
        fault.Message.ShouldContain(_directory["log"]);
        fault.Details.ShouldBe(["one", "two"], ignoreOrder: true);
    }

    [Fact]
    public async Task Start_WithInput_ClosesItAfterwards()
    {
        await using var child = Start("/bin/cat", [], "a secret\n");
        await child.Ended;
        child.ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(_directory["log"])).ShouldBe("a secret\n");
    }

    [Fact]
    public async Task Stop_ProgramThatReadsItsInput_EndsIt()
    {
        await using var child = Start("/bin/cat", []);
        child.Identity.IsAlive.ShouldBeTrue();
        await child.StopAsync();
        child.Identity.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public void Start_NoSuchFile_IsALocalFailure() =>
        Should.Throw<CliFault>(() => Start(_directory["none"], [])).ExitCode.ShouldBe(ExitCode.LocalFailure);

    private ChildProgram Start(string file, IReadOnlyList<string> arguments, string? input = null) =>
        ChildProgram.Start("test", new ProgramCommand(file, []), arguments, _directory["log"], input, TimeProvider.System);
}
