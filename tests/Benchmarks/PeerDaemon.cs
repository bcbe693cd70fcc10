using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcpFleet.TestKit.Processes;

namespace AcpFleet.Benchmarks;

/// <summary>Another agent that people run on such nodes, from the distribution's package, measured in the same run.</summary>
/// <param name="Package">The Debian package that it comes from.</param>
/// <param name="Arguments">Its arguments for a port on loopback and a directory of its own.</param>
internal sealed record PeerDaemon(string Name, string Executable, string Package, Func<int, string, string[]> Arguments)
{
    public static IReadOnlyList<PeerDaemon> All { get; } =
    [
        new("node_exporter", "/usr/bin/prometheus-node-exporter", "prometheus-node-exporter", (port, _) => [$"--web.listen-address=127.0.0.1:{port}"]),
        new("zabbix_agentd", "/usr/sbin/zabbix_agentd", "zabbix-agent", (port, directory) =>
        {
            var settings = Path.Combine(directory, "zabbix_agentd.conf");
            File.WriteAllText(settings, $"Server=127.0.0.1\nListenIP=127.0.0.1\nListenPort={port}\nLogType=console\nAllowRoot=1\nPidFile={directory}/zabbix_agentd.pid\n");
            return ["-f", "-c", settings];
        }),
    ];

    public bool IsInstalled => File.Exists(Executable);

    /// <summary>Starts it and waits until it listens.</summary>
    /// <returns>The process, and the milliseconds from exec to the first connection that it took.</returns>
    public async Task<(TestProcess Process, double Milliseconds)> StartAsync(string directory)
    {
        var port = FreePort();
        var arguments = Arguments(port, directory);
        var started = Stopwatch.GetTimestamp();
        var process = TestProcess.Start([Executable], arguments);
        while (!await ConnectsAsync(port))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"{Name} ended with {process.ExitCode}:\n{process.Output}");
            await Task.Yield();
        }

        return (process, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<bool> ConnectsAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Below the kernel's own range: zabbix_agentd takes no port above 32767.</summary>
    private static int FreePort() => Enumerable.Range(21_000, 1_000).First(IsFree);

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
