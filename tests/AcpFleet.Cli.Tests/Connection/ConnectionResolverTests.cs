using AcpFleet.Cli.Connection;
using AcpFleet.TestKit;

namespace AcpFleet.Cli.Tests.Connection;

public sealed class ConnectionResolverTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _variables = [];

    public ConnectionResolverTests() => _variables["XDG_CONFIG_HOME"] = _directory.Path;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("coordinator.example", "https://coordinator.example:7444/")]
    [InlineData("coordinator.example:9000", "https://coordinator.example:9000/")]
    [InlineData("https://coordinator.example", "https://coordinator.example:7444/")]
    [InlineData("https://coordinator.example:443/", "https://coordinator.example/")]
    [InlineData("[2001:db8::1]:7444", "https://[2001:db8::1]:7444/")]
    [InlineData("192.0.2.1", "https://192.0.2.1:7444/")]
    public void ParseServer_HostOrUrl_IsHttpsWithAPort(string text, string expected) =>
        ConnectionResolver.ParseServer(text, "--server").AbsoluteUri.ShouldBe(expected);

    [Theory]
    [InlineData("http://coordinator.example:7444")]
    [InlineData("ftp://coordinator.example")]
    [InlineData("https://user:secret@coordinator.example")]
    [InlineData("coordinator.example/path")]
    [InlineData("coordinator example")]
    [InlineData("")]
    [InlineData("host:notaport")]
    public void ParseServer_AnythingElse_IsRefused(string text) =>
        Should.Throw<CliFault>(() => ConnectionResolver.ParseServer(text, "--server")).ExitCode.ShouldBe(ExitCode.InvalidInput);

    [Fact]
    public void Resolve_OptionsBeforeVariablesBeforeContext_EachFieldByItself()
    {
        WriteContext("https://one:7444");
        _variables["ACPFLEET_TOKEN_FILE"] = "/variable/token";
        var settings = Resolve(new ConnectionChoice { CaFile = "/option/ca" });
        settings.Server.AbsoluteUri.ShouldBe("https://one:7444/");
        settings.TokenFile.ShouldBe("/variable/token");
        settings.CaFile.ShouldBe("/option/ca");
    }

    [Fact]
    public void Resolve_AnotherServerThanTheContexts_NeverTakesTheContextsToken()
    {
        WriteContext("https://one:7444");
        var fault = Should.Throw<CliFault>(() => Resolve(new ConnectionChoice { Server = "two" }));
        fault.ExitCode.ShouldBe(ExitCode.InvalidInput);
        fault.Message.ShouldContain("two");
        fault.Message.ShouldContain("neither a token file nor a CA file");
    }

    [Fact]
    public void Resolve_TheContextsServerByName_TakesTheRestFromTheContext()
    {
        WriteContext("https://one:7444");
        Resolve(new ConnectionChoice { Server = "one" }).TokenFile.ShouldBe("/context/token");
    }

    [Theory]
    [InlineData("[::]:7444", "https://127.0.0.1:7444/")]
    [InlineData("0.0.0.0:9000", "https://127.0.0.1:9000/")]
    [InlineData("192.0.2.10:7444", "https://192.0.2.10:7444/")]
    public void Resolve_NothingButACoordinatorOnThisMachine_TakesThat(string people, string expected)
    {
        WriteLocal(people);
        var settings = Resolve(new ConnectionChoice());
        settings.Server.AbsoluteUri.ShouldBe(expected);
        settings.TokenFile.ShouldBe(_directory["data/admin-token"]);
        settings.CaFile.ShouldBe(_directory["data/ca/ca.crt"]);
    }

    [Fact]
    public void Resolve_ContextFileAndACoordinatorOnThisMachine_TakesTheContext()
    {
        WriteLocal("[::]:7444");
        WriteContext("https://one:7444");
        Resolve(new ConnectionChoice()).Server.AbsoluteUri.ShouldBe("https://one:7444/");
    }

    [Fact]
    public void Resolve_AnotherServerThanThisMachines_NeverTakesItsToken()
    {
        WriteLocal("[::]:7444");
        Should.Throw<CliFault>(() => Resolve(new ConnectionChoice { Server = "two" })).Message.ShouldContain("neither a token file nor a CA file");
    }

    [Fact]
    public void Resolve_NothingAtAll_PointsToQuickstart()
    {
        var fault = Should.Throw<CliFault>(() => Resolve(new ConnectionChoice()));
        fault.ExitCode.ShouldBe(ExitCode.InvalidInput);
        fault.Message.ShouldContain(_directory.Path);
        fault.Next!.ShouldContain("acpfleet quickstart");
    }

    [Fact]
    public void Resolve_NoContextOfTheUsersOwn_TakesTheMachines()
    {
        WriteLocal("[::]:7444");
        WriteContext("https://machine:7444", _directory["machine.json"]);
        Resolve(new ConnectionChoice()).Server.Host.ShouldBe("machine");
        WriteContext("https://one:7444");
        Resolve(new ConnectionChoice()).Server.Host.ShouldBe("one");
    }

    private ConnectionSettings Resolve(ConnectionChoice choice) =>
        ConnectionResolver.Resolve(choice, _variables.GetValueOrDefault, _directory["machine.json"], _directory["data"]);

    private void WriteLocal(string people)
    {
        Directory.CreateDirectory(_directory["data/run"]);
        File.WriteAllText(_directory["data/run/endpoints.json"], $$"""{"agents":"[::]:7443","people":"{{people}}","pid":1,"coordinatorId":"x"}""");
    }

    private void WriteContext(string server, string? path = null) => ContextFile.Write(
        path ?? ContextFile.PathFrom(_variables.GetValueOrDefault)!,
        new ContextData { Server = server, TokenFile = "/context/token", CaFile = "/context/ca" });
}
