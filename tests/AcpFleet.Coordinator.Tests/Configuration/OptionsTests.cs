using System.Net;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.TestKit;

namespace AcpFleet.Coordinator.Tests.Configuration;

public sealed class OptionsTests
{
    private readonly List<string> _errors = [];

    [Fact]
    public void Validate_NothingSaid_GivesTheDefaults()
    {
        var options = OptionsValidator.Validate(new RawOptions(), _errors)!;

        _errors.ShouldBeEmpty();
        (options.DataDirectory, options.Fleet, options.Agents.ToString(), options.People.ToString()).ShouldBe(("/var/lib/acpfleet", null, "[::]:7443", "[::]:7444"));
        (options.ScanInterval, options.HeartbeatInterval, options.MaxConnections, options.LogToFile).ShouldBe((TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30), 20_000, true));
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEveryErrorAtOnce()
    {
        var raw = new RawOptions
        {
            DataDirectory = "",
            Fleet = "Has Spaces",
            Agents = "7443",
            People = "192.0.2.1",
            SubjectNames = ["fine.example", "not fine"],
            ScanInterval = "5s",
            HeartbeatInterval = "soon",
            MaxConnections = "9",
            LogToFile = "yes",
        };

        OptionsValidator.Validate(raw, _errors).ShouldBeNull();

        _errors.Select(e => e.Split(':')[0]).ShouldBe(["data", "fleet", "agents", "people", "san", "scan-interval", "heartbeat-interval", "max-connections", "log-to-file"]);
    }

    [Theory]
    [InlineData("127.0.0.1:0", "127.0.0.1:0")]
    [InlineData("0.0.0.0:7443", "0.0.0.0:7443")]
    [InlineData("[::1]:7443", "[::1]:7443")]
    public void Validate_EndPoint_IsTaken(string text, string taken) =>
        OptionsValidator.Validate(new RawOptions { Agents = text }, _errors)!.Agents.ShouldBe(IPEndPoint.Parse(taken));

    [Theory]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:70000")]
    [InlineData("localhost:7443")]
    [InlineData(":7443")]
    public void Validate_EndPointThatIsNone_IsAnError(string text)
    {
        OptionsValidator.Validate(new RawOptions { Agents = text }, _errors).ShouldBeNull();

        _errors.ShouldHaveSingleItem().ShouldStartWith($"agents: '{text}' is no ADDRESS:PORT");
    }

    [Fact]
    public void Validate_OnePortForBoth_IsAnError()
    {
        OptionsValidator.Validate(new RawOptions { Agents = "127.0.0.1:7000", People = "127.0.0.1:7000" }, _errors).ShouldBeNull();

        _errors.ShouldBe(["agents and people: both name port 7000: give them different ones"]);
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7200)]
    public void Validate_Interval_IsTaken(string text, int seconds) =>
        OptionsValidator.Validate(new RawOptions { ScanInterval = text }, _errors)!.ScanInterval.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Over_CommandLineAndFile_CommandLineGoesFirst()
    {
        var merged = new RawOptions { Fleet = "given" }.Over(new RawOptions { Fleet = "file", Agents = "127.0.0.1:1" });

        (merged.Fleet, merged.Agents).ShouldBe(("given", "127.0.0.1:1"));
    }

    [Fact]
    public void Read_GoodFile_GivesItsOptions()
    {
        var raw = Read("""
            {
              // where
              "data": "/srv/acpfleet", "fleet": "north", "san": ["a.example", "192.0.2.1"],
              "max-connections": 500, "log-to-file": false,
            }
            """);

        _errors.ShouldBeEmpty();
        (raw.DataDirectory, raw.Fleet, raw.MaxConnections, raw.LogToFile).ShouldBe(("/srv/acpfleet", "north", "500", "false"));
        raw.SubjectNames.ShouldBe(["a.example", "192.0.2.1"]);
    }

    [Fact]
    public void Read_UnknownKeysAndWrongTypes_AreAllNamed()
    {
        Read("""{ "fleat": "north", "agents": ["x"], "san": "a.example" }""");

        _errors.Count.ShouldBe(3);
        _errors[0].ShouldContain("'fleat' is not a key");
        _errors[1].ShouldEndWith("'agents' takes one value, not Array");
        _errors[2].ShouldEndWith("'san' takes a list of texts");
    }

    [Theory]
    [InlineData("{ \"fleet\": ", "not JSON")]
    [InlineData("[]", "expected one JSON object")]
    public void Read_NoObject_IsAnErrorWithItsPlace(string text, string part)
    {
        Read(text);

        _errors.ShouldHaveSingleItem().ShouldContain(part);
    }

    [Fact]
    public void Read_MissingFile_IsAnError()
    {
        ConfigurationFile.Read("/nowhere/acpfleet.json", _errors);

        _errors.ShouldHaveSingleItem().ShouldStartWith("/nowhere/acpfleet.json: cannot be read");
    }

    private RawOptions Read(string text)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["config.json"], text);
        return ConfigurationFile.Read(directory["config.json"], _errors);
    }
}
