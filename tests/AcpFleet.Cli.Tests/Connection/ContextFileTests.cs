using AcpFleet.Cli.Connection;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Connection;

public sealed class ContextFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_ThenRead_GivesTheSameAndOnlyTheOwnerMayReadIt()
    {
        var path = Path.Combine(_directory.Path, "acpfleet", "context.json");
        var context = new ContextData { Server = "https://127.0.0.1:7444", TokenFile = "/data/admin-token", CaFile = "/data/ca.crt", WrittenBy = ContextData.Quickstart };
        ContextFile.Write(path, context);
        ContextFile.Read(path).ShouldBe(context);
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }

    [Fact]
    public void Read_NoFile_IsNull() => ContextFile.Read(_directory["none.json"]).ShouldBeNull();

    [Theory]
    [InlineData("{ \"server\": \"https://a\",\n \"tokenFile\": \"t\", \"caFile\": \"c\", \"tokne\": 1 }", "tokne")]
    [InlineData("{ \"server\": \"https://a\" }", "tokenFile")]
    [InlineData("not json", "line 1")]
    [InlineData("null", "null")]
    [InlineData("", "JSON")]
    public void Read_Damaged_SaysWhichFileAndWhy(string text, string reason)
    {
        var path = _directory["context.json"];
        File.WriteAllText(path, text);
        var fault = Should.Throw<CliFault>(() => ContextFile.Read(path));
        fault.ExitCode.ShouldBe(ExitCode.InvalidInput);
        fault.Message.ShouldContain(path);
        fault.Message.ShouldContain(reason);
    }

    [Fact]
    public void PathFrom_RelativeXdgConfigHome_IsIgnoredAsTheSpecificationSays() =>
        ContextFile.PathFrom(name => name switch { "XDG_CONFIG_HOME" => "relative", "HOME" => "/home/u", _ => null }).ShouldBe("/home/u/.config/acpfleet/context.json");
}
