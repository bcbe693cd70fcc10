using AcpFleet.TestBed.Beds;
using AcpFleet.TestBed.Nodes;
using Xunit;

namespace AcpFleet.TestBed.Commands;

/// <summary>tests/testbed: one verb, its arguments, an exit code.</summary>
internal static class TestBedConsole
{
    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Something on this machine or on a node failed.</summary>
    public const int Failed = 4;

    /// <summary>A signal ended it; the caller turns this into the signal's own code.</summary>
    public const int Stopped = 130;

    private const string Help =
        """
        tests/testbed: real nodes on this machine, as root

          up [--nodes N] [--suites S,S…] [--bare]
                            boots a fleet: a coordinator on the first node, an agent on each, and leaves it standing
          down [--all]      takes fleets away, and what owners that died left; --all: those of running tests too
          status            beds, nodes, addresses, states
          exec NODE CMD…    runs a program on a node; its exit code is the program's
          shell NODE        a shell on a node
          logs NODE [UNIT]  the journal of a node, or of one unit of it

        Options of up:
          --nodes N         1 to 20, default 3
          --suites S,S…     bookworm, bullseye, trixie (Debian 12, 11, 13), taken in turn; default all three
          --bare            nodes only: no coordinator, no agents

        Examples:
          tests/testbed up
          tests/testbed exec node-2 systemctl status acpfleet-agent
          tests/testbed logs node-1 acpfleet-coordinator
          tests/testbed up --bare --nodes 1 --suites trixie
          tests/testbed down

        Exit codes: 0 done, 2 wrong use, 4 a failure on this machine, 129 130 143 ended by a signal; exec and shell: the program's own.

        """;

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        try
        {
            switch (arguments)
            {
                case [] or ["--help" or "-h" or "help", ..] or [_, "--help" or "-h"]:
                    Console.Write(Help);
                    return arguments.Length == 0 ? Usage : 0;
                case ["up", .. var options]:
                    return await UpCommand.RunAsync(UpOptions.Parse(options), cancellation);
                case ["down"]:
                    return await DownCommand.RunAsync(all: false);
                case ["down", "--all"]:
                    return await DownCommand.RunAsync(all: true);
                case ["status"]:
                    return await StatusCommand.RunAsync();
                case ["exec", var node, .. { Length: > 0 } command]:
                    return await EnterCommand.RunAsync(node, command);
                case ["shell", var node]:
                    return await EnterCommand.RunAsync(node, ["/bin/bash", "-l"]);
                case ["logs", var node]:
                    return await EnterCommand.RunAsync(node, ["journalctl", "--boot", "--no-pager"]);
                case ["logs", var node, var unit]:
                    return await EnterCommand.RunAsync(node, ["journalctl", "--boot", "--no-pager", "--unit", unit]);
                default:
                    throw new UsageException($"'{string.Join(' ', arguments)}' is no command of the test bed, or lacks an argument.");
            }
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message} See: tests/testbed --help");
            return Usage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped; everything that was made is gone.");
            return Stopped;
        }
        catch (Exception failure) when (failure is BedException or SkipException or NodeCommandException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failed;
        }
    }
}
