using System.CommandLine;
using AcpFleet.Coordinator.Configuration;
using AcpFleet.Coordinator.Hosting;
using AcpFleet.Coordinator.Identity;
using AcpFleet.Coordinator.Logging;
using AcpFleet.Daemon;
using AcpFleet.Store;
using Serilog;

namespace AcpFleet.Coordinator.Commands;

/// <summary><c>acpfleet-coordinator run</c>: serves until it is told to stop.</summary>
internal static class RunCommand
{
    private static readonly Option<string?> s_data = new("--data") { Description = "Directory for everything that is kept [default: /var/lib/acpfleet]", HelpName = "DIR" };
    private static readonly Option<string?> s_config = new("--config") { Description = "JSON file with options by their long names; options given here go before it", HelpName = "FILE" };
    private static readonly Option<string?> s_fleet = new("--fleet") { Description = "The fleet's name, at the first start only [default: fleet]", HelpName = "NAME" };
    private static readonly Option<string?> s_agents = new("--agents") { Description = "Where agents connect; port 0 takes a free one [default: [::]:7443]", HelpName = "ADDR:PORT" };
    private static readonly Option<string?> s_people = new("--people") { Description = "Where people and acpfleet connect [default: [::]:7444]", HelpName = "ADDR:PORT" };
    private static readonly Option<string[]> s_san = new("--san") { Description = "Name or address in the server's certificate; may be repeated [default: those of this machine]", HelpName = "NAME_OR_IP" };
    private static readonly Option<string?> s_scan = new("--scan-interval") { Description = "How often nodes are collected, 10s to 24h [default: 10m]", HelpName = "TIME" };
    private static readonly Option<string?> s_heartbeat = new("--heartbeat-interval") { Description = "How often agents say that they are there, 1s to 1h [default: 30s]", HelpName = "TIME" };
    private static readonly Option<string?> s_connections = new("--max-connections") { Description = "Open connections at a time, 10 to 1000000 [default: 20000]", HelpName = "N" };
    private static readonly Option<string?> s_log = new("--log-to-file") { Description = "Write DIR/log beside standard error [default: true]", HelpName = "true|false" };

    private static readonly Option<bool> s_withInput = new("--stop-with-stdin") { Description = "Stop when standard input ends: for a parent process that must leave nothing behind" };

    public static Command Create()
    {
        var command = new Command("run", "Serve a fleet until SIGTERM or Ctrl-C") { s_data, s_config, s_fleet, s_agents, s_people, s_san, s_scan, s_heartbeat, s_connections, s_log, s_withInput };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        var file = parsed.GetValue(s_config) is { } path ? ConfigurationFile.Read(path, errors) : new RawOptions();
        var options = OptionsValidator.Validate(Written(parsed).Over(file), errors);
        if (options is null || errors.Count > 0)
        {
            foreach (var error in errors)
                await Console.Error.WriteLineAsync($"acpfleet-coordinator: {error}").ConfigureAwait(false);
            return ExitCode.InvalidInput;
        }

        try
        {
            DataDirectory.Prepare(options.DataDirectory);
            return await ServeAsync(options, parsed.GetValue(s_withInput), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StartupException or StoreException or IdentityException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"acpfleet-coordinator: {e.Message}").ConfigureAwait(false);
            return ExitCode.CannotStart;
        }
    }

    private static async Task<int> ServeAsync(CoordinatorOptions options, bool stopWithInput, CancellationToken cancellationToken)
    {
        await using var logger = (Serilog.Core.Logger)CoordinatorLogging.Create(options.DataDirectory, options.LogToFile);
        await using var host = await CoordinatorHost.StartAsync(options, TimeProvider.System, logging => logging.AddSerilog(logger), cancellationToken).ConfigureAwait(false);
        var notifier = ServiceNotifier.OfProcess();
        notifier.Ready(host.Summary);
        await using var watchdog = ServiceWatchdog.Start(notifier, host.ShowsProgressAsync, TimeProvider.System);
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => stop.TrySetResult());
        if (stopWithInput)
            StandardInput.AtEnd(() => stop.TrySetResult());
        await stop.Task.ConfigureAwait(false);
        notifier.Stopping("telling the agents, writing what waits");
        return ExitCode.Success;
    }

    private static RawOptions Written(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetValue(s_data),
        Fleet = parsed.GetValue(s_fleet),
        Agents = parsed.GetValue(s_agents),
        People = parsed.GetValue(s_people),
        SubjectNames = parsed.GetValue(s_san) is { Length: > 0 } names ? names : null,
        ScanInterval = parsed.GetValue(s_scan),
        HeartbeatInterval = parsed.GetValue(s_heartbeat),
        MaxConnections = parsed.GetValue(s_connections),
        LogToFile = parsed.GetValue(s_log),
    };
}
