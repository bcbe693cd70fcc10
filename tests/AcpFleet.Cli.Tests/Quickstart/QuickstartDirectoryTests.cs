using System.Diagnostics;
using AcpFleet.Cli.Quickstart;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Quickstart;

public sealed class QuickstartDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_New_IsPrivateAndNotReused()
    {
        using var opened = QuickstartDirectory.Open(_directory["deep/data"]);
        opened.IsReused.ShouldBeFalse();
        File.GetUnixFileMode(opened.Paths.Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Open_WithAnIdentityAndACa_IsReused()
    {
        using (var opened = QuickstartDirectory.Open(_directory["data"]))
        {
            File.WriteAllText(opened.Paths.AgentIdentity, "");
            Directory.CreateDirectory(Path.GetDirectoryName(opened.Paths.Ca)!);
            File.WriteAllText(opened.Paths.Ca, "");
        }

        using var again = QuickstartDirectory.Open(_directory["data"]);
        again.IsReused.ShouldBeTrue();
    }

    [Fact]
    public void Open_HeldByAnother_IsRefusedPolitely()
    {
        using var first = QuickstartDirectory.Open(_directory["data"]);
        var fault = Should.Throw<CliFault>(() => QuickstartDirectory.Open(_directory["data"]));
        fault.ExitCode.ShouldBe(ExitCode.LocalFailure);
        fault.Message.ShouldContain("Another quickstart");
        fault.Next!.ShouldContain("--data-dir");
    }

    [Fact]
    public void Open_ADirectoryWithOtherThings_IsLeftAlone()
    {
        File.WriteAllText(_directory["other"], "");
        var mode = File.GetUnixFileMode(_directory.Path);
        Should.Throw<CliFault>(() => QuickstartDirectory.Open(_directory.Path)).ExitCode.ShouldBe(ExitCode.InvalidInput);
        File.GetUnixFileMode(_directory.Path).ShouldBe(mode);
    }

    [Fact]
    public void Open_AFile_IsRefused()
    {
        File.WriteAllText(_directory["file"], "");
        Should.Throw<CliFault>(() => QuickstartDirectory.Open(_directory["file"])).ExitCode.ShouldBe(ExitCode.InvalidInput);
    }

    [Theory]
    [InlineData("/data", "/home/u", "/data/acpfleet/quickstart")]
    [InlineData(null, "/home/u", "/home/u/.local/share/acpfleet/quickstart")]
    [InlineData("relative", "/home/u", "/home/u/.local/share/acpfleet/quickstart")]
    public void DefaultRoot_XdgThenHome_Decides(string? xdg, string home, string expected) =>
        QuickstartPaths.DefaultRoot(name => name switch { "XDG_DATA_HOME" => xdg, "HOME" => home, _ => null }).ShouldBe(expected);

    [Fact]
    public void DefaultRoot_NoHome_AsksForADirectory() =>
        Should.Throw<CliFault>(() => QuickstartPaths.DefaultRoot(_ => null)).Next!.ShouldContain("--data-dir");

    [Fact]
    public void ProgramRecords_ProcessThatLives_IsALeftover()
    {
        using var self = Process.GetCurrentProcess();
        var records = new ProgramRecords(_directory["programs"]);
        records.Leftovers().ShouldBeEmpty();
        var present = RunningProcess.Of(self.Id)!.Value;
        records.Add(present);
        records.Leftovers().ShouldBe([present]);
        records.Clear();
        records.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public void ProgramRecords_IdUsedAgainByAnotherProcess_IsNone()
    {
        using var self = Process.GetCurrentProcess();
        var present = RunningProcess.Of(self.Id)!.Value;
        File.WriteAllText(_directory["programs"], $"{present.Pid} {present.StartTicks - 1}\nrubbish\n-1 2\n");
        new ProgramRecords(_directory["programs"]).Leftovers().ShouldBeEmpty();
    }
}
