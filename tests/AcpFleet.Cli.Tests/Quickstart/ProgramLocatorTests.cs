using AcpFleet.Cli.Quickstart;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Quickstart;

public sealed class ProgramLocatorTests : IDisposable
{
    private const string Name = "acpfleet-coordinator";
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Find_Beside_GoesFirst()
    {
        var beside = Executable(Path.Combine("bin", Name));
        Executable(Path.Combine("path", Name));
        Locator().Find(Name).ShouldSatisfyAllConditions(
            found => found.File.ShouldBe(beside),
            found => found.Leading.ShouldBeEmpty());
    }

    [Fact]
    public void Find_Built_RunsTheLibraryWithDotnet()
    {
        Directory.CreateDirectory(_directory["bin"]);
        var library = _directory[Name + ".dll"];
        File.WriteAllText(library, "");
        File.WriteAllLines(Path.Combine(_directory["bin"], "acpfleet.programs"), ["/nowhere/acpfleet-agent.dll", library]);
        var found = Locator().Find(Name);
        Path.GetFileName(found.File).ShouldBe("dotnet");
        found.Leading.ShouldBe([library]);
    }

    [Fact]
    public void Find_OnPath_IsTheLastResort()
    {
        var onPath = Executable(Path.Combine("path", Name));
        Locator().Find(Name).File.ShouldBe(onPath);
    }

    [Fact]
    public void Find_Nowhere_SaysWhereItLooked()
    {
        var fault = Should.Throw<CliFault>(() => Locator().Find(Name));
        fault.ExitCode.ShouldBe(ExitCode.LocalFailure);
        fault.Message.ShouldContain(_directory["bin"]);
    }

    [Fact]
    public void Find_NotExecutable_IsPassedOver()
    {
        Directory.CreateDirectory(_directory["bin"]);
        File.WriteAllText(Path.Combine(_directory["bin"], Name), "");
        Should.Throw<CliFault>(() => Locator().Find(Name));
    }

    private ProgramLocator Locator() => new(_directory["bin"], name => name == "PATH" ? $"relative:{_directory["path"]}" : null);

    private string Executable(string name)
    {
        var path = _directory[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
