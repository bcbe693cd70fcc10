using System.Net.Sockets;
using System.Text;

namespace AcpFleet.TestKit.Processes;

/// <summary>The other end of NOTIFY_SOCKET: a real datagram socket, as systemd's is.</summary>
public sealed class NotifyReceiver : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    private NotifyReceiver(string? abstractName)
    {
        Address = abstractName is null ? _directory["notify"] : "@" + abstractName;
        _socket.Bind(new UnixDomainSocketEndPoint(abstractName is null ? Address : "\0" + abstractName));
    }

    /// <summary>As systemd writes it into NOTIFY_SOCKET.</summary>
    public string Address { get; }

    /// <summary>Prefix that starts a program as systemd would, asked for a sign of life each second.</summary>
    public string[] Prefix => ["env", $"NOTIFY_SOCKET={Address}", "WATCHDOG_USEC=3000000"];

    public bool HasMore => _socket.Available > 0;

    public static NotifyReceiver AtPath() => new(null);

    public static NotifyReceiver Abstract() => new($"acpfleet-test-{Guid.NewGuid():N}");

    /// <summary>The next datagram.</summary>
    public async Task<string> ReceiveAsync()
    {
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return Encoding.UTF8.GetString(buffer, 0, await _socket.ReceiveAsync(buffer, limit.Token));
    }

    /// <summary>The next datagram that holds a text; those before it are passed over.</summary>
    public async Task<string> ReceiveAsync(string part)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            if (message.Contains(part, StringComparison.Ordinal))
                return message;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _directory.Dispose();
    }
}
