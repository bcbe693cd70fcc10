using System.CommandLine;
using AcpFleet.Cli.Commands;

namespace AcpFleet.Cli.Connection;

/// <summary>The options of every command that speaks to a coordinator.</summary>
internal sealed class ConnectionOptions
{
    public const int DefaultTimeoutSeconds = 30;

    public Option<string?> Server { get; } = new("--server")
    {
        Description = "The coordinator: HOST, HOST:PORT or https://HOST:PORT (port 7444 unless given) [env: ACPFLEET_SERVER]",
        HelpName = "url",
    };

    public Option<string?> TokenFile { get; } = new("--token-file")
    {
        Description = "File with the bearer token [env: ACPFLEET_TOKEN_FILE]",
        HelpName = "file",
    };

    public Option<string?> Ca { get; } = new("--ca")
    {
        Description = "PEM file with the fleet's CA certificate: the only one that is trusted [env: ACPFLEET_CA]",
        HelpName = "file",
    };

    public Option<int> Timeout { get; } = new("--timeout")
    {
        Description = "Seconds to wait for each answer, 1 to 600",
        HelpName = "seconds",
        DefaultValueFactory = _ => DefaultTimeoutSeconds,
    };

    public ConnectionOptions()
    {
        Timeout.Require(seconds => seconds is >= 1 and <= 600, "--timeout takes a number of seconds from 1 to 600.");
    }

    public void AddTo(Command command)
    {
        command.Add(Server);
        command.Add(TokenFile);
        command.Add(Ca);
        command.Add(Timeout);
    }

    public ConnectionChoice Read(ParseResult parsed) => new()
    {
        Server = parsed.GetValue(Server),
        TokenFile = parsed.GetValue(TokenFile),
        CaFile = parsed.GetValue(Ca),
        Timeout = TimeSpan.FromSeconds(parsed.GetValue(Timeout)),
    };
}
